"""The public portal: a request from a stranger, its confirmation and its status.

Whoever writes gets the same receipt in the same time, whether anything is held
about them or not; what follows is done by a job. What nobody confirms is no work
and ends after seven days. Of the network address only a fingerprint is kept,
another one every day, and for a day.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from seloste.domain import retention
from seloste.domain import rights_portal as rules
from seloste.domain.identity import AlertKind
from seloste.domain.notice import Language, Notice
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.rights import (
    Asker,
    RequestChannel,
    RequestKind,
    RequestMove,
    RequestRefused,
    RequestState,
    moves,
)
from seloste.domain.rights_portal import PortalRefused, Sending
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import Vault
from seloste.records.models import (
    PortalAttempt,
    Register,
    RightsRequest,
)
from seloste.services import (
    decision_gates,
    identity_alerts,
    mailboxes,
    outgoing_mail,
    rights,
    rights_events,
    rights_holds,
    rights_moves,
    rights_texts,
    rights_tokens,
    rights_words,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.outgoing_mail import Reply
from seloste.services.rights import NewRequest, Received

__all__ = ["PortalRefused", "RequestRefused", "page", "send", "status"]

PORTAL = Actor(id="system:portal")


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A register's portal as its page shows it, the notice first.

    ``ways`` are addresses and numbers at which one can ask without the page.
    """

    register: str
    title: str
    controllers: tuple[str, ...]
    version: int
    token: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and how it was sent. Texts and address are personal data.

    ``trap`` is what stands in the field that people do not see.
    """

    register: str
    token: str
    network_address: str
    kind: RequestKind
    words: RequestWords
    asker: Asker = Asker.PERSON
    trap: str = ""


def page(
    register: str,
    *,
    language: Language,
    vault: Vault,
    now: datetime,
    token: str = "",
) -> PortalPage:
    """Return the portal of a register; a token that still holds is kept.

    Raises NotFound where there is no such register, or no notice in force.
    """
    notice, version = _notice(register, now)
    return PortalPage(
        register=register,
        title=notice.name.in_(language),
        controllers=tuple(one.name for one in notice.controllers),
        version=version,
        token=_standing(
            register, token, version=version, language=language, vault=vault, now=now
        ),
        ways=_ways(notice),
    )


def _ways(notice: Notice) -> tuple[str, ...]:
    """Return how else to ask: what the notice says, or what it receives at."""
    point = notice.contact
    said = [one for one in (point.email, point.phone, point.address) if one]
    for one in notice.controllers:
        said += [way for way in (one.email, one.address) if way]
    return tuple(dict.fromkeys(said or _receiving(notice)))


def _receiving(notice: Notice) -> list[str]:
    return [
        way
        for one in notice.controllers
        for way in one.receives
        if "@" in way or way.startswith("+")
    ]


def _notice(register: str, now: datetime) -> tuple[Notice, int]:
    if not Register.objects.filter(slug=register).exists():
        raise NotFound("no such record")
    try:
        version = store.in_force(register, retention.local_day(now))
    except store.NoticeNotInForce:
        raise NotFound("no such record") from None
    return version.notice, version.number


def _standing(
    register: str,
    text: str,
    *,
    version: int,
    language: Language,
    vault: Vault,
    now: datetime,
) -> str:
    with suppress(PortalRefused):
        token = rights_tokens.read(text, register=register, vault=vault)
        fresh = now - token.at <= rules.TOKEN_LASTS
        if fresh and (token.version, token.language) == (version, language):
            return text
    return rights_tokens.issue(
        register, version=version, language=language, vault=vault, now=now
    )


def send(written: Written, *, desk: Desk, now: datetime) -> Received:
    """Take a stranger's request in and return the receipt.

    Raises PortalRefused, RequestRefused, NotFound; then nothing was kept, and
    the page still has the words.
    """
    token = rights_tokens.read(
        written.token, register=written.register, vault=desk.vault
    )
    _, version = _notice(written.register, now)
    if token.version != version:
        raise PortalRefused("notice-changed")
    words = rights_words.prepared(written.words)
    sending = _sending(written, words, at=token.at, vault=desk.vault, now=now)
    rules.check(sending)
    wanted = NewRequest(
        register=written.register,
        kind=written.kind,
        channel=RequestChannel.PORTAL,
        words=words,
        asker=written.asker,
        language=token.language,
        confirmed=False,
    )
    received = rights.receive(wanted, desk=desk, actor=PORTAL, now=now)
    _note_attempt(written, words, vault=desk.vault, now=now)
    if _of_several(written, desk.vault, now):
        _alert(received.id, now)
    if not rules.may_mail(sending):
        _note(received.id, "no-mail", now)
    return received


def _sending(
    written: Written,
    words: RequestWords,
    *,
    at: datetime,
    vault: Vault,
    now: datetime,
) -> Sending:
    lately = PortalAttempt.objects.filter(
        register=written.register, at__gt=now - rules.COUNTED
    )
    named = _identifier_key(written.register, words, vault, now)
    return Sending(
        age=now - at,
        of_address=lately.filter(address_key=_address_key(written, vault, now)).count(),
        of_register=lately.filter(at__gt=now - rules.HOUR).count(),
        of_identifier=lately.filter(identifier_key=named).count() if named else 0,
        trap=bool(written.trap),
    )


def _note_attempt(
    written: Written, words: RequestWords, *, vault: Vault, now: datetime
) -> None:
    PortalAttempt.objects.create(
        register_id=written.register,
        address_key=_address_key(written, vault, now),
        identifier_key=_identifier_key(written.register, words, vault, now),
        at=now,
    )


def _of_several(written: Written, vault: Vault, now: datetime) -> bool:
    """Tell whether one network address asks for several people on one day (D7)."""
    today = PortalAttempt.objects.filter(
        register=written.register, address_key=_address_key(written, vault, now)
    ).exclude(identifier_key="")
    return today.values("identifier_key").distinct().count() > 1


@transaction.atomic
def _alert(request_id: UUID, now: datetime) -> None:
    request = RightsRequest.objects.get(pk=request_id)
    identity_alerts.alert(request, AlertKind.MANY_SUBJECTS, now=now)


def _address_key(written: Written, vault: Vault, now: datetime) -> str:
    day = retention.local_day(now).isoformat()
    value = f"portal-address\x1f{day}\x1f{written.network_address}"
    return vault.fingerprint(tenant=written.register, value=value)


def _identifier_key(
    register: str, words: RequestWords, vault: Vault, now: datetime
) -> str:
    if not words.identifiers:
        return ""
    day = retention.local_day(now).isoformat()
    named = "\x1f".join(f"{one.field}={one.value}" for one in sorted(words.identifiers))
    return vault.fingerprint(
        tenant=register, value=f"portal-identifier\x1f{day}\x1f{named}"
    )


@transaction.atomic
def _note(request_id: UUID, what: str, now: datetime) -> None:
    request = RightsRequest.objects.get(pk=request_id)
    rights_events.note(request, what, actor=PORTAL, now=now)


def follow_up(request_id: UUID, *, desk: Desk, now: datetime) -> None:
    """Hold what a request may cover, and mail its writer; may be done twice.

    A request whose writer cannot be mailed is work at once: a person calls or
    writes back. Only what a flood leaves, or a machine filled in, waits unseen.
    """
    rights_holds.place_for(request_id, desk=desk, actor=PORTAL, now=now)
    try:
        with transaction.atomic():
            _ask_confirmation(request_id, desk=desk, now=now)
    except OutgoingRefused as refusal:
        _unmailed(request_id, refusal.reason, now)


@transaction.atomic
def _unmailed(request_id: UUID, reason: str, now: datetime) -> None:
    """Let a request be work whose writer cannot be mailed, unless it is by now."""
    request = rights_moves.locked(request_id, actor=PORTAL, now=now)
    if request.state == RequestState.UNCONFIRMED:
        rights_events.note(
            request, "mail-refused", actor=PORTAL, now=now, detail=reason
        )
        rights_moves.confirm(request_id, actor=PORTAL, now=now)


def _ask_confirmation(request_id: UUID, *, desk: Desk, now: datetime) -> None:
    """Mail the address that was given, once, where a mailbox of the register sends.

    The mail is the same for everybody: a receipt number and a link.
    """
    request = (
        RightsRequest.objects.select_for_update(of=("self",))
        .select_related("words")
        .get(pk=request_id)
    )
    done = request.events.filter(what__in=("no-mail", "mailed")).exists()
    if done or request.state != RequestState.UNCONFIRMED:
        return
    mailbox = mailboxes.of_register(request.register_id)
    words = rights_words.opened(request, desk)
    if mailbox is None or not words.email:
        rights_moves.confirm(request_id, actor=PORTAL, now=now)
        return
    language = Language(request.language)
    reply = Reply(
        text=rights_texts.confirmation(
            language, reference=request.reference, link=_link(request, desk)
        ),
        subject=rights_texts.subject(language, request.reference),
        to=(words.email,),
        language=language.value,
    )
    outgoing_mail.send_mail(mailbox, reply, desk=desk, actor=PORTAL, now=now)
    rights_events.note(request, "mailed", actor=PORTAL, now=now)


def _link(request: RightsRequest, desk: Desk) -> str:
    proof = rights_tokens.mailed(
        request.pk, register=request.register_id, vault=desk.vault
    )
    base = settings.PUBLIC_URL.rstrip("/")
    return f"{base}/request/confirm/{request.pk}/{proof}/?lang={request.language}"


def unconfirmed(request_id: UUID, proof: str, *, vault: Vault) -> RightsRequest:
    """Return the request that a mailed link is about. Raises NotFound."""
    request = RightsRequest.objects.filter(pk=request_id).first()
    if request is None or not rights_tokens.is_mailed(
        proof, request_id, register=request.register_id, vault=vault
    ):
        raise NotFound("no such record")
    return request


def confirm(request_id: UUID, proof: str, *, desk: Desk, now: datetime) -> None:
    """Let a request be work, because the mail about it was read; twice is once.

    Raises NotFound, RequestRefused.
    """
    request = unconfirmed(request_id, proof, vault=desk.vault)
    if request.state == RequestState.UNCONFIRMED:
        rights_moves.confirm(request.pk, actor=PORTAL, now=now)


def status_address(request: RightsRequest, *, vault: Vault) -> str:
    """Return the address of a request's status page, for letters and mails."""
    token = rights_tokens.status_token(
        request.pk, register=request.register_id, vault=vault
    )
    base = settings.PUBLIC_URL.rstrip("/")
    return f"{base}/request/status/{token}/?lang={request.language}"


def status(token: str) -> RightsRequest:
    """Return the request whose receipt has this token. Raises NotFound."""
    wanted = rights_words.token_hash(token)
    request = (
        RightsRequest.objects.select_related("register", "notice_version")
        .filter(token_hash=wanted)
        .exclude(token_hash="")
        .first()
    )
    if request is None:
        raise NotFound("no such record")
    return request


def may_withdraw(request: RightsRequest) -> bool:
    """Tell whether a request can still be withdrawn: not once it was carried out."""
    if RequestMove.WITHDRAW not in moves(RequestState(request.state)):
        return False
    return not decision_gates.done_already(request)


def withdraw(token: str, *, now: datetime) -> None:
    """End a request at the wish of whoever has its receipt.

    Raises NotFound, RequestRefused.
    """
    rights_moves.withdraw(status(token).pk, actor=PORTAL, now=now)
