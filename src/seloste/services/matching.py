"""From who asks to what is theirs: matches, each with its evidence, for a person.

A strong identity gives a name; records know numbers and addresses. A contact is
proposed because an identifier the requester gave or proved stands in it, and
confirmed by a person, with a reason where control of the identifier in its time
is not proven. What lies outside the time in which it was theirs, or has another
name beside what was only typed, is somebody else's: numbers are given to others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.domain import identity as rules
from seloste.domain.audit import Action
from seloste.domain.contact import Party
from seloste.domain.customer import Identifier
from seloste.domain.identity import (
    AlertKind,
    Assurance,
    Evidence,
    IdentityRefused,
    MatchState,
    Owned,
    Seen,
    Weight,
)
from seloste.domain.metadata import Metadata
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    IdentityMatch,
    IdentityPeriod,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    contacts,
    customer_rows,
    customer_steps,
    identifiers,
    identities,
    identity_alerts,
    identity_gates,
    identity_known,
    rights_events,
    rights_handling,
    rights_holds,
    rights_words,
    sealed_words,
)
from seloste.services.identifiers import IdentifierField

HELSINKI = ZoneInfo("Europe/Helsinki")
BATCH = 500
REASON = "match-reason"
"""The event that names the sealed reason of a confirmation."""


@dataclass(frozen=True, slots=True)
class Known:
    """An identifier of a requester, what speaks for it, and when it was theirs.

    ``proven_at`` is when control of it was proven, if it was.
    """

    identifier: Identifier
    evidence: frozenset[Evidence]
    owned: Owned
    proven_at: datetime | None


def propose(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> int:
    """Find what may be the requester's and return how many matches there are.

    Done again it adds what came since and keeps what was decided. What is found
    is held where the request holds. Raises NotFound, RequestRefused.
    """
    with transaction.atomic():
        request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
        found = _found(request, desk)
        _write(request, found)
        if any(map(_of_another, found.values())):
            identity_alerts.alert(request, AlertKind.OTHER_NAME, now=now)
        rights_events.note(
            request,
            identity_gates.LOOKED_FOR,
            actor=actor,
            now=now,
            detail=str(len(found)),
        )
        rights_events.tell(
            request,
            Action.IDENTITY_MATCHED,
            actor=actor,
            now=now,
            details={"count": len(found), "state": MatchState.PROPOSED.value},
        )
    if RequestKind(request.kind).holds:
        rights_holds.hold_contacts(
            request_id, sorted(found), desk=desk, actor=actor, now=now
        )
    return len(found)


def _of_another(evidence: Collection[Evidence]) -> bool:
    """Tell whether another name stands beside what the requester only typed."""
    typed = Evidence.PROVEN_CHANNEL not in evidence
    return typed and Evidence.OTHER_NAME in evidence


def _found(request: RightsRequest, desk: Desk) -> Mapping[UUID, frozenset[Evidence]]:
    """Return the evidence for every contact in which an identifier stands."""
    name = _name(request, desk)
    evidence: defaultdict[UUID, frozenset[Evidence]] = defaultdict(frozenset)
    for known in _known(request, desk):
        one = known.identifier
        ids = rights_holds.candidates(request.register_id, (one,), desk=desk)
        rows = list(_opened(ids, desk))
        names = {row.pk: _of_name(name, sealed, one) for row, sealed in rows}
        since = _since(known, [row for row, _ in rows], names)
        for contact, sealed in rows:
            evidence[contact.pk] |= (
                known.evidence
                | known.owned.against(contact.started_at)
                | _of_time(sealed, one)
                | names[contact.pk]
            )
            if since is not None and contact.started_at < since:
                evidence[contact.pk] |= {Evidence.BROKEN}
    if request.origin_id is not None:
        evidence[request.origin_id] |= {Evidence.ORIGIN}
    return evidence


def _since(
    known: Known,
    rows: Iterable[Contact],
    names: Mapping[UUID, frozenset[Evidence]],
) -> datetime | None:
    """Return since when a proven identifier shows no other holder; None: unproven."""
    if known.proven_at is None:
        return None
    own = {Evidence.SAME_NAME: True, Evidence.OTHER_NAME: False}
    seen = (
        Seen(row.started_at, next((own[one] for one in names[row.pk]), None))
        for row in rows
    )
    return rules.unbroken_since(seen, proven_at=known.proven_at)


def _name(request: RightsRequest, desk: Desk) -> str:
    words = rights_words.opened(request, desk)
    return words.subject_name or words.name


def _opened(ids: Collection[UUID], desk: Desk) -> Iterable[tuple[Contact, Metadata]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        rows = list(Contact.objects.filter(pk__in=ordered[start : start + BATCH]))
        sealed = contacts.metadatas(rows, desk)
        for contact in rows:
            if contact.pk in sealed:
                yield contact, sealed[contact.pk]


def _known(request: RightsRequest, desk: Desk) -> tuple[Known, ...]:
    """Return what the requester gave, and what people merged with it."""
    words = rights_words.opened(request, desk)
    proofs = request.proofs.exclude(channel_key="").order_by("proven_at")
    proven = dict(proofs.values_list("channel_key", "proven_at"))
    periods = {one.channel_key: one for one in request.periods.all()}
    given = dict.fromkeys(words.identifiers, frozenset({Evidence.GIVEN_CHANNEL}))
    for one in words.identifiers:
        merged = customer_rows.by_identifier(request.register_id, one, desk)
        for other in merged[1].identifiers if merged else ():
            given.setdefault(other, _merged(request, one, desk))
    return tuple(
        _one_known(
            one,
            why,
            key=identity_known.channel_key(request, one, desk),
            proven=proven,
            periods=periods,
        )
        for one, why in given.items()
    )


def _merged(request: RightsRequest, one: Identifier, desk: Desk) -> frozenset[Evidence]:
    """Say what a merge is worth: little, where it was made shortly before."""
    if identity_alerts.merged_lately(request, one, desk=desk):
        return frozenset({Evidence.SAME_CUSTOMER, Evidence.CAME_LATER})
    return frozenset({Evidence.SAME_CUSTOMER})


def _one_known(
    one: Identifier,
    why: frozenset[Evidence],
    *,
    key: str,
    proven: Mapping[str, datetime],
    periods: Mapping[str, IdentityPeriod],
) -> Known:
    evidence = why | {Evidence.PROVEN_CHANNEL} if key in proven else why
    period = periods.get(key)
    owned = Owned(_start(period.since_on), _end(period.until_on)) if period else Owned()
    return Known(one, evidence, owned, proven.get(key))


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, HELSINKI)


def _end(day: date | None) -> datetime | None:
    return None if day is None else _start(day + timedelta(days=1))


def _of_time(sealed: Metadata, one: Identifier) -> frozenset[Evidence]:
    """Say whether an identifier was put in after the contact came in."""
    later = sealed.put_in_at(one) is not None
    return frozenset({Evidence.CAME_LATER} if later else ())


def _of_name(name: str, sealed: Metadata, one: Identifier) -> frozenset[Evidence]:
    """Say whether the party that has the identifier has the requester's name too."""
    names = [party.name for party in sealed.parties if _has(party, one) and party.name]
    if not names or not name.strip():
        return frozenset()
    if any(rules.same_name(name, other) for other in names):
        return frozenset({Evidence.SAME_NAME})
    return frozenset({Evidence.OTHER_NAME})


def _has(party: Party, one: Identifier) -> bool:
    field = IdentifierField(one.field)
    return identifiers.normalise(field, getattr(party, field)) == one.value


def _write(request: RightsRequest, found: Mapping[UUID, frozenset[Evidence]]) -> None:
    standing = {one.contact_id: one for one in request.matches.all()}
    for contact_id, evidence in found.items():
        match = standing.get(contact_id) or IdentityMatch(
            request=request, contact_id=contact_id, state=MatchState.PROPOSED
        )
        match.evidence = sorted(evidence)
        worth = rules.weight(evidence, strong=False)
        if worth is Weight.ANOTHERS and match.state == MatchState.CONFIRMED:
            match.state = MatchState.PROPOSED
        match.save()


def weigh(
    request: RightsRequest, matches: Iterable[IdentityMatch]
) -> dict[UUID, Weight]:
    """Return what the evidence of each match is worth, by contact."""
    strong = (
        identities.standing(request) is Assurance.STRONG
        and not request.alerts.filter(
            kind=AlertKind.OTHER_NAME, cleared_at=None
        ).exists()
    )
    return {
        one.contact_id: rules.weight(map(Evidence, one.evidence), strong=strong)
        for one in matches
    }


@transaction.atomic
def set_period(
    request_id: UUID,
    identifier: Identifier,
    *,
    since_on: date | None,
    until_on: date | None,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Write down when an identifier was the requester's (local days, inclusive).

    Matches are to be proposed again afterwards. Raises NotFound.
    """
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    IdentityPeriod.objects.update_or_create(
        request=request,
        channel_key=identity_known.channel_key(request, identifier, desk),
        defaults={"since_on": since_on, "until_on": until_on, "set_by": actor.id},
    )
    rights_events.note(
        request, "period-set", actor=actor, now=now, detail=identifier.field
    )
    rights_events.tell(
        request,
        Action.RIGHTS_CHANGED,
        actor=actor,
        now=now,
        details={"field": identifier.field},
    )


@transaction.atomic
def decide(
    request_id: UUID,
    contact_ids: Collection[UUID],
    *,
    state: MatchState,
    desk: Desk,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Say of contacts that they are the requester's, or are not.

    ``reason`` says why, where the evidence leaves doubt; it is sealed. Raises
    IdentityRefused: unknown-match, no-reason, and not-his-own for what is another's.
    """
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    matches = list(request.matches.filter(contact_id__in=contact_ids))
    if {one.contact_id for one in matches} != set(contact_ids) or not matches:
        raise IdentityRefused("unknown-match")
    if state is MatchState.CONFIRMED:
        _check_worth(set(weigh(request, matches).values()), reason)
    if reason.strip():
        _keep_reason(request, reason.strip(), desk=desk, actor=actor, now=now)
    for match in matches:
        match.state, match.decided_at, match.decided_by = state, now, actor.id
        match.save(update_fields=["state", "decided_at", "decided_by"])
    rights_events.note(
        request, f"match-{state.value}", actor=actor, now=now, detail=str(len(matches))
    )
    rights_events.tell(
        request,
        Action.IDENTITY_MATCHED,
        actor=actor,
        now=now,
        details={"count": len(matches), "state": state.value},
    )


def _check_worth(worth: Collection[Weight], reason: str) -> None:
    if Weight.ANOTHERS in worth:
        raise IdentityRefused("not-his-own")
    if Weight.DOUBTFUL in worth and not reason.strip():
        raise IdentityRefused("no-reason")


def _keep_reason(
    request: RightsRequest, reason: str, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Seal why contacts are the requester's; it goes with the request's words."""
    row = sealed_words.seal(
        reason, register=request.register_id, record=request.pk, desk=desk, now=now
    )
    rights_events.note(request, REASON, actor=actor, now=now, detail=str(row.pk))


def reasons(request: RightsRequest, *, desk: Desk) -> tuple[str, ...]:
    """Return why doubtful contacts were said to be the requester's, oldest first."""
    ids = request.events.filter(what=REASON).order_by("at", "pk")
    rows = SealedObject.objects.in_bulk([UUID(one.detail) for one in ids])
    return tuple(
        sealed_words.opened(rows.get(UUID(one.detail)), desk).decode() for one in ids
    )


def mark_released(request: RightsRequest, *, desk: Desk, now: datetime) -> None:
    """Note that something follows from merges of this person: they are final now.

    Call in the transaction of what follows.
    """
    for one in rights_words.opened(request, desk).identifiers:
        found = customer_rows.by_identifier(request.register_id, one, desk)
        if found is not None:
            customer_steps.mark_released(
                found[0].pk, register=request.register_id, now=now
            )


def confirmed(request: RightsRequest) -> tuple[UUID, ...]:
    """Return the contacts that a person confirmed as the requester's, oldest first."""
    rows = request.matches.filter(state=MatchState.CONFIRMED)
    return tuple(
        rows.order_by("contact__started_at", "contact_id").values_list(
            "contact_id", flat=True
        )
    )
