"""Only what the notice lists: tables, kinds of objects and fields are a closed set."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from uuid import UUID

from seloste.domain.contact import Channel, Kind, Party
from seloste.domain.metadata import Metadata
from seloste.domain.notice import Category, Notice, Promise
from seloste.domain.verification import Evidence
from seloste.records.models import Contact, Quarantined, SealedObject, Source
from seloste.services.verification import (
    completeness,
    log,
    redaction,
    schema,
    transcripts,
)
from seloste.services.verification.access import sealed_whole
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered

PATIENCE = timedelta(days=7)

# In which category of a notice each kind of object may fall; none is needed
# for the program's own words about a hold.
CATEGORIES: dict[Kind, frozenset[str]] = {
    Kind.META: frozenset({"identity"}),
    Kind.RECORDING: frozenset({"recording"}),
    Kind.WAVEFORM: frozenset({"recording"}),
    Kind.TRANSCRIPT: frozenset({"recording"}),
    Kind.SPEECH_PART: frozenset({"recording"}),
    Kind.AUDIO_COPY: frozenset({"recording"}),
    Kind.TEXT_COPY: frozenset({"recording"}),
    Kind.WAVE_COPY: frozenset({"recording"}),
    Kind.MARKS: frozenset({"recording"}),
    Kind.MESSAGE: frozenset({"content"}),
    Kind.ATTACHMENT: frozenset({"content"}),
    Kind.FORM_ANSWER: frozenset({"content"}),
    Kind.QUARANTINED: frozenset({"content", "recording"}),
    Kind.UPLOAD_PART: frozenset({"content", "recording"}),
    Kind.PAYLOAD: frozenset({"identity", "content", "recording"}),
    Kind.EVALUATION: frozenset({"content", "recording"}),
    Kind.WORK: frozenset({"complaint-material", "content", "history"}),
    Kind.NOTE: frozenset({"complaint-material", "content", "history"}),
    Kind.DRAFT: frozenset({"complaint-material", "content"}),
    Kind.REQUEST: frozenset({"identity", "content"}),
    Kind.DISCLOSURE: frozenset({"identity", "content"}),
    Kind.STATEMENT: frozenset({"content", "recording"}),
    Kind.DECISION: frozenset({"identity", "content"}),
    Kind.PACKAGE: frozenset({"identity", "content", "recording"}),
    Kind.CUSTOMER: frozenset({"identity"}),
    Kind.CALL_LIST: frozenset({"identity"}),
    Kind.SEARCH: frozenset({"content", "recording"}),
}
FIELDS: dict[str, frozenset[str]] = {
    "source_id": frozenset({"metadata"}),
    "address": frozenset({"metadata"}),
    "filenames": frozenset({"metadata"}),
    "notes": frozenset({"metadata"}),
    "subject": frozenset({"content", "recording"}),
    "parties": frozenset({"identity"}),
    "later": frozenset({"identity"}),
    "role": frozenset({"identity"}),
    "name": frozenset({"identity"}),
    "tel": frozenset({"identity"}),
    "mailto": frozenset({"identity"}),
    "customer_no": frozenset({"identity"}),
}
# Which preset of a source brings which channels.
BRINGS: dict[str, frozenset[Channel]] = {
    "mail": frozenset({Channel.MAIL}),
    "freepbx": frozenset({Channel.CALL}),
    "freeswitch": frozenset({Channel.CALL}),
    "amazon-connect": frozenset({Channel.CALL}),
    "genesys": frozenset({Channel.CALL}),
    "twilio": frozenset({Channel.CALL}),
    "zoom": frozenset({Channel.CALL}),
    "form": frozenset({Channel.FORM}),
    "paper": frozenset({Channel.PAPER}),
}


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield that what is stored is what the notice lists, and that all of it is."""
    if "channels" in promise.facts:
        yield from _arrivals(facts)
        return
    yield from _inventory(facts)
    yield from transcripts.said(facts)
    yield _channels(facts)
    yield log.notice_unchanged(facts)
    yield from any_broken(_unpromised_recordings(facts), "recording-not-promised")
    special = [c.id for c in _named(promise, facts.notice) if c.special]
    if special:
        yield from redaction.special(facts, special)
        yield from redaction.hidden(facts)


def _arrivals(facts: Gathered) -> Iterator[Evidence]:
    """Yield that what arrived is kept; what never arrived nobody can count yet."""
    waiting = Quarantined.objects.filter(
        register_id=facts.register, state=Quarantined.State.WAITING
    )
    contacts = Contact.objects.filter(register_id=facts.register).count()
    yield proved("arrivals-kept", contacts + waiting.count())
    yield from sealed_whole(facts)
    yield log.log_holds(facts)
    stale = waiting.filter(received_at__lt=facts.now - PATIENCE)
    if stale.exists():
        ids = list(stale.values_list("pk", flat=True))
        yield gap("quarantine-waiting", len(ids), ids)
    silent = _without_source(facts)
    if silent:
        yield gap("channel-without-source", len(silent), silent)
    yield from completeness.check(facts)


def _without_source(facts: Gathered) -> list[Channel]:
    """Return the promised channels that no active source can bring."""
    presets = Source.objects.filter(register_id=facts.register, active=True)
    brought = {
        channel
        for preset in presets.values_list("preset", flat=True)
        for channel in BRINGS.get(preset, frozenset(Channel))
    }
    promised = {channel for one in facts.notice.retention for channel in one.channels}
    return sorted(promised - brought)


def _inventory(facts: Gathered) -> Iterator[Evidence]:
    """Yield that the schema, the objects and the sealed fields are closed sets."""
    yield all_or_broken(
        schema.unclassified(),
        right="columns-classified",
        count=len(schema.columns()),
        otherwise="column-unclassified",
    )
    yield from any_broken(schema.unknown_tables(), "table-unknown")
    yield _kinds(facts)
    yield _metadata(facts.notice)
    yield all_or_broken(
        schema.evaluating(),
        right="profile-free",
        count=len(schema.columns()),
        otherwise="profile-column",
    )


def _kinds(facts: Gathered) -> Evidence:
    """Say whether every stored object falls in a category the notice lists."""
    listed = {category.id for category in facts.notice.categories}
    objects = SealedObject.objects.filter(register_id=facts.register)
    allowed = [kind for kind, ids in CATEGORIES.items() if ids & listed]
    outside = objects.exclude(kind__in=[*allowed, Kind.HOLD_REASON])
    return all_or_broken(
        list(outside.values_list("pk", flat=True)),
        right="kinds-in-categories",
        count=objects.count(),
        otherwise="kind-outside",
    )


def _metadata(notice: Notice) -> Evidence:
    """Say whether every field of the sealed metadata falls in a listed category."""
    listed = {category.id for category in notice.categories}
    names = [one.name for one in (*fields(Metadata), *fields(Party))]
    return all_or_broken(
        [name for name in names if not FIELDS.get(name, frozenset()) & listed],
        right="metadata-closed",
        count=len(names),
        otherwise="metadata-open",
    )


def _channels(facts: Gathered) -> Evidence:
    """Say whether every contact is in a channel the notice keeps."""
    kept = {channel for one in facts.notice.retention for channel in one.channels}
    contacts = Contact.objects.filter(register_id=facts.register)
    return all_or_broken(
        list(contacts.exclude(channel__in=kept).values_list("pk", flat=True)),
        right="channels-in-register",
        count=contacts.count(),
        otherwise="channel-outside",
    )


def _unpromised_recordings(facts: Gathered) -> list[UUID]:
    """Return recordings of calls under a version that does not speak of recording."""
    silent = [
        known.row.pk
        for known in facts.versions
        if known.notice and not known.notice.channel_rule(Channel.CALL).recorded
    ]
    recordings = SealedObject.objects.filter(
        kind=Kind.RECORDING,
        contact__channel=Channel.CALL,
        contact__notice_version__in=silent,
    )
    return list(recordings.values_list("pk", flat=True))


def _named(promise: Promise, notice: Notice) -> list[Category]:
    """Return the categories a promise speaks of; all where it names none by id."""
    ids = {fact.partition(".")[2] for fact in promise.facts if "." in fact}
    whole = "categories" in promise.facts
    return [one for one in notice.categories if whole or one.id in ids]
