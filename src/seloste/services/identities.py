"""Proving who asks: by code, by letter, by a call back, in person, or strongly.

Every proof is a row of how, when and by whom, with fingerprints only (D9). When
the proofs reach what the right needs, the request moves on; a level that was
reached never sinks. Nothing here opens what the request is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import identity as rules
from seloste.domain.audit import Action
from seloste.domain.identity import Assurance, IdentityRefused, Method, Proof
from seloste.domain.rights import Asker, RequestKind, RequestState
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import IdentityProof, RightsRequest
from seloste.services import (
    authority_gates,
    identity_alerts,
    identity_known,
    rights_events,
    rights_moves,
    rights_own,
    rights_words,
)
from seloste.services.identifiers import IdentifierField, normalise
from seloste.services.identity_known import Channel

__all__ = ["IdentityRefused", "call_back", "in_person", "proven", "standing", "strong"]

PROVABLE = frozenset(
    {
        RequestState.UNCONFIRMED,
        RequestState.RECEIVED,
        RequestState.IDENTIFYING,
        RequestState.IDENTIFIED,
        RequestState.DECIDING,
    }
)


@dataclass(frozen=True, slots=True)
class StrongIdentity:
    """What a provider of strong identification said, after its signature was checked.

    ``subject`` is the provider's name for the person and personal data, as is
    ``name``; a personal identity code is not taken over. ``level`` is the acr.
    """

    provider: str
    level: str
    subject: str
    name: str
    transaction: str
    authenticated_at: datetime


def standing(request: RightsRequest) -> Assurance:
    """Return the level that the proofs of a request reach together."""
    return rules.assurance(
        Proof(Method(one.method), one.channel_key) for one in request.proofs.all()
    )


def call_back(
    request_id: UUID, *, tel: str, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Record that the person answered at a number that was known before.

    The number is dialled by the member of staff; one given with the request only
    is no proof. Raises IdentityRefused, RequestRefused, NotFound.
    """
    value = normalise(IdentifierField.TEL, tel)
    with transaction.atomic():
        request = provable(request_id, actor=actor, now=now)
        known = identity_known.known_before(
            request, desk=desk, field=IdentifierField.TEL
        )
        number = next((one for one in known if one.value == value), None)
        if number is None:
            raise IdentityRefused("not-known-before")
        channel = identity_known.channel(request, number, desk)
        proven(
            request, Method.CALL_BACK, channel=channel, desk=desk, actor=actor, now=now
        )


def in_person(
    request_id: UUID, *, document: str, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Record that a member of staff met the person and saw a document.

    ``document`` is the sort of it (passport, identity-card, driving-licence,
    known); no number and no picture is kept.
    """
    if document not in DOCUMENTS:
        raise IdentityRefused("no-way")
    if actor.staff_id is None:
        raise IdentityRefused("no-way")
    with transaction.atomic():
        request = provable(request_id, actor=actor, now=now)
        proven(
            request,
            Method.IN_PERSON,
            seen={"provider": document},
            desk=desk,
            actor=actor,
            now=now,
        )


DOCUMENTS = ("passport", "identity-card", "driving-licence", "known")


AUTHORITIES = ("mandate", "guardianship", "lawyer", "law")


def show_authority(
    request_id: UUID, *, shown: str, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Record that a person saw by what right somebody asks for another.

    ``shown`` is the sort of it; no copy of it is kept. Raises IdentityRefused,
    RequestRefused.
    """
    if shown not in AUTHORITIES or actor.staff_id is None:
        raise IdentityRefused("no-way")
    with transaction.atomic():
        request = provable(request_id, actor=actor, now=now)
        rights_own.check(request, actor, desk)
        if not Asker(request.asker).for_another:
            raise IdentityRefused("no-way")
        rights_events.note(
            request, authority_gates.SHOWN, actor=actor, now=now, detail=shown
        )
        rights_events.tell(
            request,
            Action.RIGHTS_CHANGED,
            actor=actor,
            now=now,
            details={"method": shown},
        )


def strong(
    request_id: UUID,
    found: StrongIdentity,
    *,
    levels: frozenset[str],
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Record a strong identification of at most ten minutes ago.

    ``levels`` are the acr values that are accepted. Who signs in is who asks, also
    where they ask for another: a mandate is not proven by it. Somebody of another
    name is an alert for a person to look at, not a proof of being the same.
    Raises IdentityRefused, RequestRefused.
    """
    if found.level not in levels:
        raise IdentityRefused("wrong-acr")
    if not now - rules.FRESH <= found.authenticated_at <= now + rules.FRESH:
        raise IdentityRefused("too-old")
    with transaction.atomic():
        request = provable(request_id, actor=actor, now=now)
        words = rights_words.opened(request, desk)
        if not rules.same_name(words.name, found.name):
            identity_alerts.alert(request, rules.AlertKind.OTHER_NAME, now=now)
        seen: dict[str, str | datetime] = {
            "provider": found.provider[:64],
            "level": found.level[:64],
            "transaction": found.transaction[:64],
            "subject_key": desk.vault.fingerprint(
                tenant=request.register_id,
                value=f"identity-subject\x1f{found.provider}\x1f{found.subject}",
            ),
            "authenticated_at": found.authenticated_at,
        }
        proven(request, Method.STRONG, seen=seen, desk=desk, actor=actor, now=now)


def provable(request_id: UUID, *, actor: Actor, now: datetime) -> RightsRequest:
    """Return a request whose asker may prove who they are, locked."""
    request = rights_moves.locked(request_id, actor=actor, now=now)
    if RequestState(request.state) not in PROVABLE:
        raise IdentityRefused("not-awaited")
    return request


def proven(
    request: RightsRequest,
    method: Method,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    channel: Channel | None = None,
    seen: Mapping[str, str | datetime] | None = None,
) -> None:
    """Write a proof, and let the request move on where it is enough.

    No member of staff records one of their own: they would meet themselves.
    A proof shows too that a request of the portal was meant. The caller has
    locked the request.
    """
    rights_own.check(request, actor, desk)
    if request.state == RequestState.UNCONFIRMED:
        rights_moves.confirm(request.pk, actor=actor, now=now)
        request.refresh_from_db(fields=["state", "confirmed_at", "expires_at"])
    IdentityProof.objects.create(
        request=request,
        method=method,
        field=channel.field if channel else "",
        channel_key=channel.key if channel else "",
        proven_at=now,
        verifier=actor.id,
        **(seen or {}),
    )
    rights_events.note(
        request, "identity-proven", actor=actor, now=now, detail=method.value
    )
    rights_events.tell(
        request,
        Action.IDENTITY_PROVEN,
        actor=actor,
        now=now,
        details={"method": method.value},
    )
    identity_alerts.look(request, desk=desk, now=now)
    _conclude(request, method, actor=actor, now=now)


def _conclude(
    request: RightsRequest, method: Method, *, actor: Actor, now: datetime
) -> None:
    level = standing(request)
    if level < rules.least(RequestKind(request.kind)):
        return
    if request.state in (RequestState.RECEIVED, RequestState.IDENTIFYING):
        rights_moves.identify(
            request.pk, assurance=level, method=method.value, actor=actor, now=now
        )
    elif level > request.assurance:
        rights_moves.raise_assurance(
            request.pk, assurance=level, method=method.value, actor=actor, now=now
        )
