"""Answers to forms: taken in through capture, looked at first where they look odd.

Nothing that was accepted is lost: what looks like spam waits in quarantine for
a person. Of the network address only a fingerprint under the register's key is
kept, another one every day, and for a day.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import form as rules
from seloste.domain import retention
from seloste.domain.contact import (
    Channel,
    Delivery,
    Kind,
    NoticeShown,
    Part,
    Party,
    PartyRole,
)
from seloste.domain.form import FormAnswer, FormRefused, Sending
from seloste.domain.work_item import Reason
from seloste.ports.desk import Desk
from seloste.ports.vault import Vault
from seloste.records.models import Contact, FormAttempt, FormSite, Source
from seloste.services import access, form_sites, form_tokens, openings
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.form_tokens import Token
from seloste.services.notices import store

SUBJECT = 80
TYPE = "application/vnd.seloste.form-answer+json"


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with an answer."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and how it was sent. Texts and address are personal data.

    ``proof`` is what the page's script worked out, ``trap`` what stands in the
    field that people do not see.
    """

    site: str
    token: str
    address: str
    message: str
    topic: Reason | None = None
    name: str = ""
    email: str = ""
    tel: str = ""
    wants_answer: bool = False
    file: File | None = None
    proof: str = ""
    trap: str = ""


def send(written: Written, *, desk: Desk, now: datetime) -> str:
    """Keep an answer and return the reference its writer may name.

    The same again changes nothing. What looks odd is kept in quarantine, and its
    writer is told the same. Raises FormRefused, and what capture raises; then
    nothing was kept, and the page still has the words.
    """
    site = form_sites.site_of(written.site)
    token = form_tokens.read(written.token, site=site, vault=desk.vault)
    answer = _answer(written, token)
    rules.check_answer(answer)
    sending = _sending(written, site, token, desk.vault, now)
    rules.check_sending(sending)
    version = store.in_force(site.register_id, retention.local_day(now))
    if token.version != version.number:
        raise FormRefused("notice-changed")
    _note_attempt(written, site, desk.vault, now)
    delivery = _delivery(
        written, site, token, answer, suspected=rules.suspicion(sending), now=now
    )
    capture(delivery, desk=desk, now=now)
    return token.reference


def _answer(written: Written, token: Token) -> FormAnswer:
    return FormAnswer(
        site=written.site,
        reference=token.reference,
        message=written.message.replace("\r\n", "\n").strip(),
        topic=written.topic,
        name=written.name.strip(),
        email=written.email.strip(),
        tel=written.tel.strip(),
        wants_answer=written.wants_answer,
    )


def _delivery(
    written: Written,
    site: FormSite,
    token: Token,
    answer: FormAnswer,
    *,
    suspected: str,
    now: datetime,
) -> Delivery:
    """Return the delivery; its id is the reference, so that twice sent is kept once."""
    return Delivery(
        source=site.source_id,
        source_id=token.reference,
        channel=Channel.FORM,
        started_at=now,
        subject=answer.message.splitlines()[0][:SUBJECT],
        language=token.language.value,
        parties=_parties(answer),
        parts=(_part(answer), *_files(written.file)),
        suspected=suspected,
        shown=NoticeShown(token.version, token.language.value, token.at),
    )


def _parties(answer: FormAnswer) -> tuple[Party, ...]:
    if not (answer.name or answer.email or answer.tel):
        return ()
    return (
        Party(
            PartyRole.CUSTOMER, name=answer.name, tel=answer.tel, mailto=answer.email
        ),
    )


def _part(answer: FormAnswer) -> Part:
    data = answer.to_json()
    return Part(Kind.FORM_ANSWER, lambda: io.BytesIO(data), media_type=TYPE)


def _files(file: File | None) -> tuple[Part, ...]:
    if file is None:
        return ()
    return (
        Part(
            Kind.ATTACHMENT,
            lambda: io.BytesIO(file.content),
            media_type=file.media_type,
            filename=file.name,
        ),
    )


def _sending(
    written: Written, site: FormSite, token: Token, vault: Vault, now: datetime
) -> Sending:
    """Return how the answer was sent; only what is a day old at most is counted."""
    since = now - rules.ATTEMPTS_KEPT
    lately = FormAttempt.objects.filter(at__gt=since, site__register=site.register_id)
    here = lately.filter(address_key=_address_key(written.address, site, vault, now))
    alike = lately.filter(text_key=_text_key(written.message, site, vault))
    return Sending(
        age=now - token.at,
        proved=form_tokens.is_proof(token.reference, written.proof),
        trap=bool(written.trap),
        lately=here.filter(at__gt=now - rules.SOFT_WITHIN).count(),
        today=here.count(),
        alike=alike.count(),
        links=rules.links_in(written.message),
    )


def _note_attempt(
    written: Written, site: FormSite, vault: Vault, now: datetime
) -> None:
    forget_attempts(now)
    FormAttempt.objects.create(
        site=site,
        address_key=_address_key(written.address, site, vault, now),
        text_key=_text_key(written.message, site, vault),
        at=now,
    )


def forget_attempts(now: datetime) -> None:
    """Delete what was noted more than a day ago."""
    FormAttempt.objects.filter(at__lte=now - rules.ATTEMPTS_KEPT).delete()


def _address_key(address: str, site: FormSite, vault: Vault, now: datetime) -> str:
    day = retention.local_day(now).isoformat()
    value = f"form-address\x1f{day}\x1f{address}"
    return vault.fingerprint(tenant=site.register_id, value=value)


def _text_key(message: str, site: FormSite, vault: Vault) -> str:
    value = f"form-text\x1f{rules.same_words(message)}"
    return vault.fingerprint(tenant=site.register_id, value=value)


def opened(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> FormAnswer:
    """Return an answer that was opened. Raises NotFound, PurposeRefused."""
    if (
        openings.opened(opening_id, staff_id=staff_id, now=now).kind
        is not Kind.FORM_ANSWER
    ):
        raise NotFound("no such record")
    data = openings.read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return FormAnswer.from_json(data)


def find(
    reference: str, *, register: str, staff_id: UUID, vault: Vault, now: datetime
) -> UUID:
    """Return the contact that a reference stands for. Raises NotFound.

    Finding it shows nothing; opening it names a purpose as ever.
    """
    access.reader(staff_id, register, now)
    wanted = reference.upper().replace(" ", "").replace("-", "")
    for source in Source.objects.filter(register=register, preset="form"):
        key = vault.fingerprint(tenant=register, value=f"{source.slug}\x1f{wanted}")
        found = Contact.objects.filter(source=source, key=key).first()
        if found is not None:
            return found.id
    raise NotFound("no such record")
