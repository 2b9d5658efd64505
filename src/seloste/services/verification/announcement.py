"""Told before: the notice itself, and the announcement before a recording."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.capture import Announced
from seloste.domain.contact import Channel, Kind
from seloste.domain.notice import Language, Notice, Promise
from seloste.domain.verification import Evidence
from seloste.records.models import Contact, SealedObject
from seloste.services.notices import rendering
from seloste.services.verification import log
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    attested,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered, leaves

_NEVER = datetime.max.replace(tzinfo=UTC)
_TOLD = (Announced.SHOWN, Announced.ATTESTED)


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield what shows that people were told."""
    yield from log.base(facts)
    if "channels" in promise.facts:
        yield _under_the_right_version(facts)
        yield _rendered(facts)
        yield from _shown_first(facts)
        yield gap("receipt-not-kept")
    for rule in facts.notice.channels:
        if f"channels.{rule.channel}" in promise.facts and rule.announced:
            yield from _announced(facts, rule.channel)
            yield from alternatives(promise, facts)


def _under_the_right_version(facts: Gathered) -> Evidence:
    """Say whether each contact has the version in force when it came."""
    contacts = Contact.objects.filter(register_id=facts.register)
    wrong: list[UUID] = []
    for since, until, version in _spans(facts):
        of_version = contacts.filter(notice_version_id=version)
        outside = of_version.filter(received_at__lt=since)
        if until is not None:
            outside = outside | of_version.filter(received_at__gt=until)
        wrong += outside.values_list("pk", flat=True)
    versions = [known.row.pk for known in facts.versions]
    foreign = contacts.exclude(notice_version_id__in=versions)
    wrong += foreign.values_list("pk", flat=True)
    return all_or_broken(
        wrong,
        right="notice-in-force",
        count=contacts.count(),
        otherwise="notice-other-version",
    )


def _spans(facts: Gathered) -> Iterator[tuple[datetime, datetime | None, UUID]]:
    """Yield from when until when each version was used.

    A later version is used from its day, or from its publication on that day;
    the first one may have taken effect before it was entered.
    """
    rows = [known.row for known in facts.versions]
    starts = [retention.start_of_day(row.effective) for row in rows]
    later = [
        max(start, row.published_at)
        for start, row in zip(starts[1:], rows[1:], strict=True)
    ]
    begins = [*starts[:1], *later]
    ends: list[datetime | None] = [*later, None]
    for row, begin, end in zip(rows, begins, ends, strict=True):
        yield begin, end, row.pk


def _rendered(facts: Gathered) -> Evidence:
    pages = [rendering.fragment(facts.notice, language) for language in Language]
    return proved("notice-rendered", len(pages))


def _shown_first(facts: Gathered) -> Iterator[Evidence]:
    """Yield that each answer to a form has a receipt of the notice shown above it."""
    answers = Contact.objects.filter(register_id=facts.register, channel=Channel.FORM)
    if answers.exists():
        without = answers.filter(notice_receipt=None, source__preset="form")
        yield all_or_broken(
            list(without.values_list("pk", flat=True)),
            right="notice-shown",
            count=answers.count(),
            otherwise="notice-not-shown",
        )


def _announced(facts: Gathered, channel: Channel) -> Iterator[Evidence]:
    """Yield how it is known of each recording that its caller was told first."""
    recorded = _with_recording(facts.register, channel)
    untold = list(
        recorded.exclude(announced__in=[*_TOLD, Announced.REFUSED]).values_list(
            "pk", flat=True
        )
    )
    yield all_or_broken(
        untold,
        right="announcement-shown",
        count=recorded.filter(announced=Announced.SHOWN).count(),
        otherwise="announcement-missing",
    )
    yield from _attested(recorded)


def _attested(recorded: QuerySet[Contact]) -> Iterator[Evidence]:
    """Yield the recordings that rest on a statement about their source."""
    resting = recorded.filter(announced=Announced.ATTESTED)
    since = _statements()
    unfounded = [
        pk
        for pk, source, received in resting.values_list(
            "pk", "source_id", "received_at"
        )
        if since.get(f"source:{source}", _NEVER) > received
    ]
    if founded := resting.count() - len(unfounded):
        yield attested("announcement-attested", founded)
    yield from any_broken(unfounded, "announcement-unfounded")


def _statements() -> dict[str, datetime]:
    """Return since when the log has a statement about each source."""
    found: dict[str, datetime] = {}
    for leaf in leaves(Action.SOURCE_ATTESTED):
        found.setdefault(leaf.object_id, leaf.at)
    return found


def _with_recording(register: str, channel: Channel) -> QuerySet[Contact]:
    kept = SealedObject.objects.filter(
        register_id=register, kind=Kind.RECORDING, state=SealedObject.State.KEPT
    )
    return Contact.objects.filter(
        register_id=register, channel=channel, pk__in=kept.values("contact_id")
    )


def alternatives(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield the other ways to be served: named here, but only people know they work."""
    named = _named(facts.notice)
    yield (
        proved("alternatives-named", named) if named else gap("alternatives-missing")
    )
    yield statement(promise, facts)


def _named(notice: Notice) -> int:
    return sum(len(rule.alternatives) for rule in notice.channels)
