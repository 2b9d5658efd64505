"""What an answer tells beside the contacts: who received data, and who looked.

Openings are read from the audit log, by day and purpose; who opened is never
told (C-579/21). Recipients are told by name (C-154/21). What Art. 15(1) asks for
comes from the notice in force, and from the law where the notice is silent.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from uuid import UUID

from seloste.domain import retention
from seloste.domain.audit import Action, LeafRefused, decoded
from seloste.domain.disclosure import DisclosureState
from seloste.domain.notice import Language, Notice, PurposeRefused
from seloste.domain.notice_text import compose
from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    Paragraph,
    Section,
    Table,
)
from seloste.domain.notice_text.phrases import page, rights
from seloste.domain.notice_text.voice import Voice
from seloste.domain.package_data import Access, RecipientEntry
from seloste.domain.package_report import ReportSection
from seloste.domain.rights_keeping import purpose_for
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, DisclosedItem, Disclosure, WorkLink
from seloste.services import disclosures, forwardings, package_apart

OPENED = (
    Action.CONTENT_OPENED,
    Action.NUMBER_UNMASKED,
    Action.CONTACTS_EXPORTED,
    Action.EVALUATION_READ,
    Action.WORK_READ,
)
NOT_TOLD = frozenset({"promises", "about", "explanations"})
"""Sections of a notice that are about the notice itself."""
OF_LAW = (
    rights.RECTIFICATION,
    rights.ERASURE,
    rights.RESTRICTION,
    rights.OBJECTION,
    rights.COMPLAINT,
)
"""What Art. 15(1)(e) and (f) want told, whatever the notice lists."""
BATCH = 500


def openings(
    contact_ids: Collection[UUID], notice: Notice, language: Language, *, desk: Desk
) -> tuple[Access, ...]:
    """Return when the data of these contacts were opened, and for what.

    Work that is linked to them, and searches that showed words of theirs, count.
    """
    counted: Counter[tuple[str, str]] = Counter()
    work = WorkLink.objects.filter(contact__in=list(contact_ids)).values_list(
        "work_item", flat=True
    )
    ids = sorted({str(one) for one in (*contact_ids, *work)})
    for start in range(0, len(ids), BATCH):
        rows = AuditLeaf.objects.filter(
            action__in=[action.value for action in OPENED],
            object_id__in=ids[start : start + BATCH],
        )
        counted.update(_days(rows.values_list("body", flat=True)))
    counted.update(
        (retention.local_day(at).isoformat(), purpose)
        for at, purpose in package_apart.found_in_searches(
            contact_ids, notice.register, desk=desk
        )
    )
    return tuple(
        Access(day, _purpose(notice, purpose, language), times)
        for (day, purpose), times in sorted(counted.items())
    )


def _days(bodies: Iterable[str]) -> Iterable[tuple[str, str]]:
    for body in bodies:
        try:
            leaf = decoded(body.encode())
        except LeafRefused:
            continue
        yield retention.local_day(leaf.at).isoformat(), leaf.purpose


def _purpose(notice: Notice, purpose_id: str, language: Language) -> str:
    """Return a purpose in words; one the notice no longer has goes by its id."""
    try:
        return notice.purpose(purpose_id).name.in_(language)
    except PurposeRefused:
        return purpose_id


def recipients(
    contact_ids: Collection[UUID], notice: Notice, language: Language, *, desk: Desk
) -> tuple[RecipientEntry, ...]:
    """Return who received data of these contacts, by name."""
    counted = Counter(
        DisclosedItem.objects.filter(contact_id__in=list(contact_ids)).values_list(
            "disclosure_id", flat=True
        )
    )
    rows = Disclosure.objects.select_related("details").filter(
        pk__in=list(counted), state=DisclosureState.HANDED_OVER
    )
    return tuple(
        RecipientEntry(
            name=disclosures.receiver(row, desk).name,
            day=retention.local_day(row.handed_at or row.prepared_at).isoformat(),
            purpose=_purpose(notice, row.purpose, language),
            basis=row.basis,
            items=counted[row.pk],
        )
        for row in rows.order_by("handed_at", "pk")
    )


def forwarded(
    request_id: UUID, notice: Notice, language: Language, *, desk: Desk
) -> tuple[RecipientEntry, ...]:
    """Return to which other controllers parts of a request went, by name (R-03)."""
    return tuple(
        RecipientEntry(
            name=forwardings.receiver(row, desk).name,
            day=retention.local_day(row.forwarded_at).isoformat(),
            purpose=purpose_for(notice).name.in_(language),
            basis="28(3)(e)",
            items=len(row.contacts),
        )
        for row in forwardings.of_request(request_id)
        if row.forwarded_at is not None
    )


def processing(
    notice: Notice, language: Language, *, key_backup_days: int
) -> tuple[ReportSection, ...]:
    """Return the information of Art. 15(1) and (2), from the notice in force."""
    document = compose(notice, language, key_backup_days=key_backup_days)
    told = [one for one in document.sections if one.key not in NOT_TOLD]
    voice = Voice(language)
    return (
        *(ReportSection(one.heading, one.blocks) for one in told),
        ReportSection(
            voice.words(page.RIGHTS_ALONE),
            (Entries(tuple(_right(one, voice) for one in OF_LAW)),),
        ),
    )


def _right(phrase: rights.RightPhrase, voice: Voice) -> Entry:
    lines = [phrase.gives, *(one for one in (phrase.when, phrase.then) if one)]
    return Entry(voice.words(phrase.term), tuple(voice.words(one) for one in lines))


def lines(section: ReportSection | Section) -> tuple[str, ...]:
    """Return the words of a section as plain lines, for machines."""
    return tuple(
        line
        for block in section.blocks
        if isinstance(block, Paragraph | Bullets | Entries | Table)
        for line in _lines(block)
    )


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Paragraph(text):
            yield text
        case Bullets(items):
            yield from items
        case Entries(entries):
            for entry in entries:
                yield ": ".join((entry.term, " ".join(entry.lines)))
        case Table(rows=rows):
            for row in rows:
                yield "; ".join(cell.replace("\n", " ") for cell in row)
