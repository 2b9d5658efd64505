"""Building a package: contact by contact, and then what stands above them.

What is sealed and written of a contact stays, so a worker that dies is followed
by one that goes on; two at once do no harm. A contact is copied after its audit
leaf was committed, and as it was marked in the review.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from seloste.domain import package as rules
from seloste.domain import package_data, package_report, retention
from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Language
from seloste.domain.package import (
    PackageMove,
    PackageRefused,
    PackageState,
)
from seloste.domain.package_data import (
    AnswerData,
    AnswerHead,
    ContactEntry,
    LeftOut,
)
from seloste.domain.package_report import ReportSection
from seloste.domain.package_report.phrases import TITLE
from seloste.domain.rights import RequestKind
from seloste.domain.rights_keeping import purpose_for
from seloste.ports.audio import AudioUnavailable
from seloste.ports.desk import Desk
from seloste.ports.vault import VaultUnavailable
from seloste.records.models import (
    AnswerItem,
    Contact,
    Package,
    PackageFile,
)
from seloste.services import (
    audit,
    jobs,
    package_apart,
    package_contents,
    package_facts,
    package_files,
    package_gates,
    package_pages,
    packages,
    rights_events,
    rights_letters,
    sealed_rows,
)
from seloste.services.jobs import Job
from seloste.services.notices import store
from seloste.services.package_contents import NewFile, Wanted, new_file
from seloste.services.package_files import WORK, SealedFile
from seloste.services.rights_texts import grouped
from seloste.services.sealed_rows import Keeping
from seloste.services.shown_copies import RedactionPending

AT_ONCE = 50
"""Contacts a job takes before it lets others have a turn."""
JSON = "application/json"
OUTAGES = (VaultUnavailable, AudioUnavailable, RedactionPending)
"""What passes: an outage, and words in which numbers are still to be hidden."""


def work_on(package_id: UUID, *, desk: Desk, now: datetime) -> None:
    """Do what a package waits for: go on building it, or destroy it.

    A refusal is written down, to be seen and asked for again; what passes rises, so
    that the job is tried again.
    """
    row = _found(package_id)
    if row is None:
        return
    state = PackageState(row.state)
    if state in {PackageState.FETCHED, PackageState.HANDED}:
        packages.destroy(package_id, desk=desk, actor=packages.BUILDER, now=now)
    if state is not PackageState.BUILDING or row.failure:
        return
    try:
        _go_on(row, desk=desk, now=now)
    except OUTAGES:
        raise
    except SelosteError as refusal:
        _fail(row, refusal, now=now)


def _found(package_id: UUID) -> Package | None:
    return (
        Package.objects.select_related("request__notice_version", "notice_version")
        .filter(pk=package_id)
        .first()
    )


@transaction.atomic
def _fail(row: Package, refusal: SelosteError, *, now: datetime) -> None:
    reason = str(getattr(refusal, "reason", refusal.code))[:32]
    Package.objects.filter(pk=row.pk).update(failure=reason)
    audit.record(
        action=Action.PACKAGE_FAILED,
        actor=packages.BUILDER,
        object_id=row.request_id,
        now=now,
        outcome="refused",
        details={"package": str(row.pk), "reason": reason},
    )


def _go_on(row: Package, *, desk: Desk, now: datetime) -> None:
    """Build the next contacts; when all are there, write what tells of them."""
    package_gates.check_reviewed(row.request)
    contacts = package_gates.given_contacts(row.request)
    if len(contacts) != row.contacts_total:
        raise PackageRefused("changed")
    done = set(
        PackageFile.objects.filter(package=row, contact_number__gt=0).values_list(
            "contact_number", flat=True
        )
    )
    waiting = [
        (number, contact)
        for number, contact in enumerate(contacts, start=1)
        if number not in done
    ]
    for number, contact in waiting[:AT_ONCE]:
        _build_contact(row, contact, number, desk=desk, now=now)
    if len(waiting) > AT_ONCE:
        with transaction.atomic():
            jobs.enqueue(Job.PACKAGE, object_id=row.pk)
        return
    _finish(row, desk=desk, now=now)


def _build_contact(
    row: Package, contact_id: UUID, number: int, *, desk: Desk, now: datetime
) -> None:
    """Copy one contact: its leaf first, then its files, then their rows."""
    with transaction.atomic():
        audit.record(
            action=Action.PACKAGE_COPIED,
            actor=packages.BUILDER,
            object_id=contact_id,
            now=now,
            purpose=purpose_for(store.parsed(row.notice_version)).id,
            details={"package": str(row.pk), "request": str(row.request_id)},
        )
    contact = Contact.objects.select_related(
        "controller", "notice_version", "source"
    ).get(pk=contact_id)
    entry, files = package_contents.build(
        contact, number, _items(row, contact_id), wanted=_wanted(row), desk=desk
    )
    kept = packages.keeping(row, desk)
    if kept.key_day is None:
        raise AssertionError("a package has a day")
    sealed = package_files.seal_all(
        row,
        files,
        last=lambda done: _work_file(entry, number, done),
        key_day=kept.key_day,
        desk=desk,
    )
    _write_or_take_back(row, number, sealed, kept, desk=desk)


def _items(row: Package, contact_id: UUID) -> list[AnswerItem]:
    found = AnswerItem.objects.filter(request=row.request, contact=contact_id)
    return list(
        found.select_related(
            "item__dialog__transcript", "item__contact", "item__attachment"
        ).order_by("item__captured_at", "item_id")
    )


def _wanted(row: Package) -> Wanted:
    return Wanted(
        kind=RequestKind(row.request.kind),
        language=Language(row.language),
        with_audio=row.with_audio,
    )


def _work_file(
    entry: ContactEntry, number: int, sealed: tuple[SealedFile, ...]
) -> NewFile:
    """Return what the end of the building needs to know of a contact."""
    value = {
        "entry": json.loads(entry.to_json()),
        "files": [[one.path, one.size, one.sha256] for one in sealed],
    }
    return new_file(f"{WORK}{number:06}.json", JSON, package_data.canonical(value))


def _write_or_take_back(
    row: Package,
    number: int,
    sealed: tuple[SealedFile, ...],
    kept: Keeping,
    *,
    desk: Desk,
) -> None:
    """Write the rows of sealed files; where another worker was first, drop ours."""
    try:
        with transaction.atomic():
            _locked_building(row.pk)
            _write(row, number, sealed, kept)
            Package.objects.filter(pk=row.pk).update(
                contacts_done=F("contacts_done") + 1
            )
    except Exception as error:
        desk.vault.destroy([one.sealed.ref for one in sealed])
        if not isinstance(error, IntegrityError):
            raise


def _locked_building(package_id: UUID) -> Package:
    row = (
        Package.objects.select_for_update(of=("self",))
        .filter(pk=package_id, state=PackageState.BUILDING)
        .first()
    )
    if row is None:
        raise PackageRefused("no-such-move")
    return row


def _write(
    row: Package, number: int, sealed: Iterable[SealedFile], kept: Keeping
) -> None:
    for one in sealed:
        sealed_rows.row(one.sealed, kept).save(force_insert=True)
        PackageFile.objects.create(
            package=row,
            object_id=one.sealed.ref.object,
            contact_number=number,
            path=one.path,
            media_type=one.media_type,
        )


def _finish(row: Package, *, desk: Desk, now: datetime) -> None:
    """Write data.json, the report, the letter and the list of files; it is ready."""
    kept = packages.keeping(row, desk)
    if kept.key_day is None:
        raise AssertionError("a package has a day")
    told = _told(row, desk=desk, now=now)
    sealed = package_files.seal_all(
        row,
        _summaries(row, told, desk=desk, now=now),
        last=lambda done: _manifest(row, done, desk=desk),
        key_day=kept.key_day,
        desk=desk,
    )
    try:
        _ready(row, sealed, kept, now=now)
    except Exception:
        desk.vault.destroy([one.sealed.ref for one in sealed])
        raise


def _manifest(row: Package, done: tuple[SealedFile, ...], *, desk: Desk) -> NewFile:
    """Return the list of every file that leaves, with sizes and hashes."""
    listed: list[tuple[str, int, str]] = [
        (str(path), int(size), str(sha256))
        for work in _works(row, desk)
        for path, size, sha256 in work["files"]
    ]
    listed += [(one.path, one.size, one.sha256) for one in done]
    value = package_data.manifest(
        str(row.pk), secrets.token_hex(32), iter(sorted(listed))
    )
    return new_file("manifest.json", JSON, package_data.canonical(value))


@transaction.atomic
def _ready(
    row: Package, sealed: tuple[SealedFile, ...], kept: Keeping, *, now: datetime
) -> None:
    locked = _locked_building(row.pk)
    _write(locked, 0, sealed, kept)
    leaving = package_files.leaving(locked)
    locked.state = rules.next_state(PackageState(locked.state), PackageMove.FINISH)
    locked.ready_at = now
    locked.size = sum(one.object.size for one in leaving)
    locked.manifest_sha256 = sealed[-1].sha256
    locked.save(update_fields=["state", "ready_at", "size", "manifest_sha256"])
    rights_events.tell(
        row.request,
        Action.PACKAGE_BUILT,
        actor=packages.BUILDER,
        now=now,
        details={
            "package": str(row.pk),
            "sha256": locked.manifest_sha256,
            "count": len(leaving),
            "bytes": locked.size,
        },
    )


def _works(row: Package, desk: Desk) -> Iterator[dict[str, Any]]:
    """Yield what was noted of each contact, in order."""
    rows = PackageFile.objects.select_related("object").filter(
        package=row, path__startswith=WORK
    )
    for one in rows.order_by("path"):
        yield json.loads(package_files.read(one, desk=desk))


def _entries(row: Package, desk: Desk) -> Iterator[ContactEntry]:
    for work in _works(row, desk):
        yield ContactEntry.from_json(json.dumps(work["entry"]).encode())


def _told(row: Package, *, desk: Desk, now: datetime) -> AnswerData:
    """Return everything an answer tells beside the contacts."""
    request = row.request
    notice = store.parsed(row.notice_version)
    language = Language(row.language)
    contacts = package_gates.their_contacts(request)
    head = AnswerHead(
        reference=grouped(request.reference),
        right=request.kind,
        language=row.language,
        received_on=retention.local_day(request.received_at).isoformat(),
        made_on=retention.local_day(now).isoformat(),
        register=notice.name.in_(language),
        notice_version=row.notice_version.number,
        controllers=tuple(one.name for one in notice.controllers),
        contact=rights_letters.contact_of(notice),
    )
    if request.kind == RequestKind.PORTABILITY:
        return AnswerData(head=head)
    return AnswerData(
        head=head,
        processing=tuple(
            (one.heading, package_facts.lines(one)) for one in _processing(row, desk)
        ),
        recipients=(
            *package_facts.recipients(contacts, notice, language, desk=desk),
            *package_facts.forwarded(request.pk, notice, language, desk=desk),
        ),
        openings=package_facts.openings(contacts, notice, language, desk=desk),
        known=package_apart.known(request, notice, language, desk=desk),
    )


def _processing(row: Package, desk: Desk) -> tuple[ReportSection, ...]:
    if row.request.kind == RequestKind.PORTABILITY:
        return ()
    return package_facts.processing(
        store.parsed(row.notice_version),
        Language(row.language),
        key_backup_days=desk.key_backup_days,
    )


def _summaries(
    row: Package, told: AnswerData, *, desk: Desk, now: datetime
) -> Iterator[NewFile]:
    """Yield what stands above the contacts: data, report and letter."""
    language = Language(row.language)
    title = TITLE.in_(language)

    def data() -> Iterator[bytes]:
        contacts = (package_data.canonical(work["entry"]) for work in _works(row, desk))
        yield from package_data.document(told, contacts)

    def html() -> Iterator[bytes]:
        sections = _sections(row, told, desk)
        for part in package_pages.page(title, sections, language):
            yield part.encode()

    def pdf() -> Iterator[bytes]:
        sections = _sections(row, told, desk)
        yield desk.pdf.pdf(package_pages.markup(title, sections, language))

    letter = rights_letters.cover(row, now=now)

    def letter_pdf() -> Iterator[bytes]:
        yield desk.pdf.pdf(package_pages.letter_markup(letter))

    told_missing = rights_letters.partial(row.request, language=language, now=now)
    if told_missing is not None:
        missing_pdf = desk.pdf.pdf(package_pages.letter_markup(told_missing))
        yield new_file("letter-missing.pdf", "application/pdf", missing_pdf)
    yield NewFile("data.json", JSON, lambda: package_files.pieces(data()))
    yield NewFile("report.html", "text/html", lambda: package_files.pieces(html()))
    yield NewFile("report.pdf", "application/pdf", lambda: package_files.pieces(pdf()))
    yield NewFile(
        "letter.pdf", "application/pdf", lambda: package_files.pieces(letter_pdf())
    )


def _sections(row: Package, told: AnswerData, desk: Desk) -> Iterator[ReportSection]:
    """Yield the sections of the report, reading contact by contact."""
    language = Language(row.language)
    yield package_report.front(told, contacts=row.contacts_total, language=language)
    left_out: list[tuple[int, LeftOut]] = []
    for entry in _entries(row, desk):
        yield package_report.contact(entry, language)
        left_out.extend((entry.number, one) for one in entry.left_out)
    yield from package_report.rest(told, left_out, language)
    yield from _processing(row, desk)
