"""Rights requests: received from any channel, one clock from receipt.

Nothing is asked of a person but what they want and how they are reached; what
is needed beyond that is asked for later. What happens next is in
``rights_moves``. Nothing here decides whether a right is due.
"""

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seloste.domain import retention
from seloste.domain import rights_words as words_rules
from seloste.domain.audit import Action
from seloste.domain.contact import PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.notice import Language
from seloste.domain.rights import (
    Asker,
    RequestChannel,
    RequestKind,
    RequestRefused,
    RequestState,
)
from seloste.domain.rights_deadline import UNCONFIRMED_LASTS
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import (
    Contact,
    NoticeVersion,
    Register,
    RightsRequest,
    RightsSuggestion,
)
from seloste.services import (
    access,
    contacts,
    jobs,
    rights_clock,
    rights_events,
    rights_holds,
    rights_own,
    rights_tokens,
    rights_words,
    sealed_rows,
)
from seloste.services.access import NotFound
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store

__all__ = ["NewRequest", "Received", "RequestRefused", "receive"]

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
REFERENCE_LENGTH = 12
OLDEST = timedelta(days=366)
HOLD_PRIORITY = 9


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What somebody asks for, and how it reached us.

    ``received_at`` is when it came where that was before now, as a letter;
    ``origin`` the contact it was made in; ``confirmed`` is false for what a
    stranger wrote on the portal and nobody has shown to be meant.
    """

    register: str
    kind: RequestKind
    channel: RequestChannel
    words: RequestWords
    asker: Asker = Asker.PERSON
    language: Language = Language.FI
    received_at: datetime | None = None
    origin: UUID | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Received:
    """A request that was taken in: what the person is given, and by when it is due.

    ``token`` opens the status page; only its hash is kept.
    """

    id: UUID
    reference: str
    token: str
    law_on: date
    plan_on: date


def receive(wanted: NewRequest, *, desk: Desk, actor: Actor, now: datetime) -> Received:
    """Take a request in and hold what it may cover. Raises RequestRefused, NotFound.

    A person who works for the register may take one down, whatever their role, but
    none of their own;
    the portal, the operator and the interface act as what they are.
    """
    received_at = _received_at(wanted, now)
    _check_taker(wanted.register, actor, now)
    wanted = replace(wanted, words=_words(wanted, desk))
    words_rules.check(wanted.words)
    if actor.staff_id is not None:
        rights_own.check_words(wanted.words, actor.staff_id)
    version = store.version_row(wanted.register, retention.local_day(now))
    request_id = uuid.uuid4()
    kept = rights_words.keeping(version, received_at=received_at, desk=desk)
    sealed = rights_words.seal(
        wanted.words,
        request_id=request_id,
        register=wanted.register,
        kept=kept,
        desk=desk,
    )
    token = rights_tokens.status_token(
        request_id, register=wanted.register, vault=desk.vault
    )
    try:
        with transaction.atomic():
            item = sealed_rows.row(sealed, kept)
            item.save(force_insert=True)
            request = _create(
                request_id, wanted, version, received_at, actor=actor, now=now
            )
            request.words = item
            request.token_hash = rights_words.token_hash(token)
            request.repeat_key = rights_words.repeat_key(
                wanted.words, register=wanted.register, vault=desk.vault
            )
            request.remove_on = retention.local_day(kept.act_at)
            request.save(force_insert=True)
            _begin(request, wanted, desk=desk, actor=actor, now=now)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return Received(
        id=request_id,
        reference=request.reference,
        token=token,
        law_on=request.law_on,
        plan_on=request.plan_on,
    )


def _received_at(wanted: NewRequest, now: datetime) -> datetime:
    at = wanted.received_at or now
    if at > now:
        raise RequestRefused("received-in-the-future")
    if now - at > OLDEST:
        raise RequestRefused("too-old")
    return at


def _check_taker(register: str, actor: Actor, now: datetime) -> None:
    if not Register.objects.filter(slug=register).exists():
        raise RequestRefused("unknown-register")
    if actor.staff_id is not None:
        access.reader(actor.staff_id, register, now)


def _words(wanted: NewRequest, desk: Desk) -> RequestWords:
    """Return the words to seal, with what the contact knows of the person."""
    words = wanted.words
    if wanted.origin is not None:
        known = _customer_of(wanted.origin, wanted.register, desk)
        words = replace(
            words,
            name=words.name or known.name,
            email=words.email or known.email,
            tel=words.tel or known.tel,
            identifiers=(*words.identifiers, *known.identifiers),
        )
    return rights_words.prepared(words)


def _customer_of(contact_id: UUID, register: str, desk: Desk) -> RequestWords:
    """Return by what the customer of a contact is known. Raises NotFound."""
    contact = Contact.objects.filter(pk=contact_id, register=register).first()
    if contact is None:
        raise NotFound("no such record")
    metadata = contacts.metadatas([contact], desk).get(contact_id)
    parties = metadata.parties if metadata is not None else ()
    party = next((one for one in parties if one.role is PartyRole.CUSTOMER), None)
    if party is None:
        return RequestWords()
    given = tuple(
        Identifier(field.value, getattr(party, field))
        for field in IdentifierField
        if getattr(party, field)
    )
    return RequestWords(
        name=party.name, email=party.mailto, tel=party.tel, identifiers=given
    )


def _create(
    request_id: UUID,
    wanted: NewRequest,
    version: NoticeVersion,
    received_at: datetime,
    *,
    actor: Actor,
    now: datetime,
) -> RightsRequest:
    """Return the unsaved row, numbered; the register is locked."""
    state = RequestState.RECEIVED if wanted.confirmed else RequestState.UNCONFIRMED
    request = RightsRequest(
        id=request_id,
        register_id=wanted.register,
        number=_next_number(wanted.register),
        reference="".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH)),
        notice_version=version,
        kind=wanted.kind,
        asker=wanted.asker,
        channel=wanted.channel,
        language=wanted.language,
        state=state,
        origin_id=wanted.origin,
        received_at=received_at,
        received_by=actor.id,
        confirmed_at=now if wanted.confirmed else None,
        expires_at=None if wanted.confirmed else now + UNCONFIRMED_LASTS,
    )
    rights_clock.set_days(request, now)
    return request


def _next_number(register: str) -> int:
    # no key of it changes: whoever only refers to it must not wait, holding the log
    Register.objects.select_for_update(no_key=True).get(pk=register)
    rows = RightsRequest.objects.filter(register_id=register)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _begin(
    request: RightsRequest,
    wanted: NewRequest,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Begin the history of a request; hold what it may cover.

    What a stranger asks for is held and mailed about by a job, so that the page
    answers as fast whether anything is there or not.
    """
    rights_events.note(
        request, "received", actor=actor, now=now, detail=request.channel
    )
    if wanted.origin is not None:
        RightsSuggestion.objects.filter(contact=wanted.origin).delete()
    if wanted.confirmed:
        rights_holds.place_for(request.pk, desk=desk, actor=actor, now=now)
        request.refresh_from_db(fields=["hold"])
    else:
        jobs.enqueue(Job.RIGHTS_HOLD, object_id=request.pk, priority=HOLD_PRIORITY)
    rights_events.tell(
        request,
        Action.RIGHTS_RECEIVED,
        actor=actor,
        now=now,
        details={
            "kind": request.kind,
            "channel": request.channel,
            "due": request.law_on.isoformat(),
        },
    )
