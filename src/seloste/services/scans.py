"""Scans: every message and file is looked through for malware, where that is set up.

What was found is never handed over unless a records manager answers for it;
what the scanner has not answered for waits. Rows say what became of an item
and nothing of what is in it.
"""

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import scan as rules
from seloste.domain.audit import Action, Details
from seloste.domain.contact import Kind
from seloste.domain.hold import active_holds
from seloste.domain.scan import (
    ContentWithheld,
    ReleaseReason,
    ScanMove,
    ScanRefused,
    ScanState,
)
from seloste.domain.staff import Role, system
from seloste.ports.desk import Desk
from seloste.ports.scanner import Scanned, ScannerUnavailable
from seloste.records.models import Disposal, Scan, SealedObject
from seloste.services import access, audit, disposal, held, jobs, staff
from seloste.services.access import NotFound, Reader
from seloste.services.jobs import Job
from seloste.services.parts import SealedParts
from seloste.services.sealed_file import open_sealed

SCANNED = (Kind.MESSAGE, Kind.ATTACHMENT)
HANDLERS = frozenset({Role.RECORDS_MANAGER})
LATE = timedelta(minutes=10)
BATCH = 200
PAGE = 25


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an item: ``state`` is None for what was never looked through.

    ``withheld`` is the reason why it is not handed over now, or empty.
    """

    state: ScanState | None
    found: str
    withheld: str

    @property
    def by_hand(self) -> bool:
        """Whether a records manager decides what becomes of it."""
        return self.state is ScanState.FOUND


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of items in which something was found, and whether more follow."""

    scans: tuple[Scan, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the looking goes, in numbers, for the front page."""

    configured: bool
    found: int
    failed: int
    late: int

    @property
    def down(self) -> bool:
        """Whether the scanner does not answer, or nobody asks it."""
        return self.configured and bool(self.failed or self.late)


def request(sealed: SealedParts, *, desk: Desk, now: datetime) -> None:
    """Ask for a look at every message and file just captured."""
    if desk.scanner is None:
        return
    ids = [part.ref.object for _, part in sealed.parts if part.ref.kind in SCANNED]
    _ask(ids, now)


def ask(item: SealedObject, *, desk: Desk, now: datetime) -> None:
    """Ask for a look at an item that was written anew."""
    if desk.scanner is not None and item.kind in SCANNED:
        _ask([item.pk], now)


def catch_up(*, desk: Desk, now: datetime) -> int:
    """Ask again for what was never looked at, or not answered; return how many.

    What was captured before there was a scanner is looked at in batches.
    """
    if desk.scanner is None:
        return 0
    missed = Q(scan=None) | Q(scan__state=ScanState.FAILED)
    stuck = Q(scan__state=ScanState.WAITING, scan__asked_at__lte=now - LATE)
    items = (
        SealedObject.objects.filter(missed | stuck, kind__in=SCANNED)
        .filter(state=SealedObject.State.KEPT, contact__isnull=False)
        .order_by("-captured_at")
        .values_list("pk", flat=True)[:BATCH]
    )
    ids = list(items)
    with transaction.atomic():
        _ask(ids, now)
    return len(ids)


def _ask(item_ids: Collection[UUID], now: datetime) -> None:
    Scan.objects.bulk_create(
        (Scan(item_id=item_id, asked_at=now) for item_id in item_ids),
        ignore_conflicts=True,
    )
    Scan.objects.filter(item_id__in=item_ids).update(asked_at=now)
    for item_id in item_ids:
        jobs.enqueue(Job.SCAN, object_id=item_id)


def look_through(item_id: UUID, *, desk: Desk, now: datetime) -> ScanState | None:
    """Let the scanner look at an item; None where it is gone or settled already.

    A scanner that does not answer leaves the item withheld, to be asked again.
    """
    item = _unsettled(item_id)
    if desk.scanner is None or item is None:
        return None
    try:
        with _opened(item, desk) as source:
            scanned = desk.scanner.scan(source)
    except ScannerUnavailable:
        return _settle(item_id, ScanMove.MISS, Scanned(), now)
    move = ScanMove.CLEAR if scanned.clean else ScanMove.FIND
    return _settle(item_id, move, scanned, now)


def _unsettled(item_id: UUID) -> SealedObject | None:
    return SealedObject.objects.filter(
        pk=item_id,
        state=SealedObject.State.KEPT,
        scan__state__in=(ScanState.WAITING, ScanState.FAILED),
    ).first()


def _opened(item: SealedObject, desk: Desk) -> BinaryIO:
    inline = item.inline()
    if inline is None:
        return open_sealed(desk.vault, item.ref(), size=item.size)
    return io.BytesIO(desk.vault.open(item.ref(), inline=inline))


@transaction.atomic
def _settle(
    item_id: UUID, move: ScanMove, scanned: Scanned, now: datetime
) -> ScanState | None:
    """Write what the scanner said; None where another was faster or it is gone."""
    scan = Scan.objects.select_for_update().filter(pk=item_id).first()
    if scan is None or (scan.state, move) not in rules.TABLE:
        return None
    before = ScanState(scan.state)
    scan.state = rules.next_state(before, move)
    scan.found, scan.signatures = scanned.found, scanned.signatures
    scan.scanned_at = now
    scan.save(update_fields=["state", "found", "signatures", "scanned_at"])
    if scan.state != before:
        audit.record(
            action=Action.ATTACHMENT_SCANNED,
            actor=system("scan"),
            object_id=_record(item_id),
            now=now,
            outcome=scan.state,
            details={"item": str(item_id)},
        )
    jobs.enqueue(Job.INDEX, object_id=item_id)
    return ScanState(scan.state)


def _record(item_id: UUID) -> UUID:
    """Return what the item belongs to: leaves are read by contact."""
    item = SealedObject.objects.only("contact_id", "record_id").get(pk=item_id)
    return item.contact_id or item.record_id


def check(item: SealedObject, *, desk: Desk) -> None:
    """Raise ContentWithheld unless an item may be handed over now."""
    if item.kind in SCANNED:
        rules.check(_state(item.id), scanner=desk.scanner is not None)


def standing(item_id: UUID, *, desk: Desk) -> Standing:
    """Return what is known of an item; nothing of what is in it."""
    row = Scan.objects.filter(pk=item_id).first()
    state = ScanState(row.state) if row else None
    try:
        rules.check(state, scanner=desk.scanner is not None)
    except ContentWithheld as refusal:
        return Standing(state, row.found if row else "", refusal.reason)
    return Standing(state, row.found if row else "", "")


def _state(item_id: UUID) -> ScanState | None:
    state = Scan.objects.filter(pk=item_id).values_list("state", flat=True).first()
    return ScanState(state) if state else None


def release(
    item_id: UUID, *, reason: ReleaseReason, staff_id: UUID, now: datetime
) -> None:
    """Let an item be handed over although something was found in it.

    Raises NotFound, ScanRefused.
    """
    item, who = _handled(item_id, staff_id, now)
    with transaction.atomic():
        scan = Scan.objects.select_for_update().filter(pk=item_id).first()
        if scan is None:
            raise NotFound("no such record")
        scan.state = rules.next_state(ScanState(scan.state), ScanMove.RELEASE)
        scan.save(update_fields=["state"])
        _audit(Action.ATTACHMENT_RELEASED, item, who, now, {"reason": reason.value})


def discard(item_id: UUID, *, desk: Desk, staff_id: UUID, now: datetime) -> None:
    """Destroy an item in which something was found, with a certificate.

    Raises NotFound, ScanRefused, and what disposal raises.
    """
    item, who = _handled(item_id, staff_id, now)
    if _state(item_id) is not ScanState.FOUND:
        raise ScanRefused("no-such-move")
    if active_holds(held.of_items([item_id]).get(item_id, ()), now):
        raise ScanRefused("held")
    with transaction.atomic():
        _audit(Action.ATTACHMENT_DISCARDED, item, who, now, {})
    disposal.dispose(
        [item_id],
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=who.actor(Role.RECORDS_MANAGER),
        now=now,
    )


def _handled(
    item_id: UUID, staff_id: UUID, now: datetime
) -> tuple[SealedObject, Reader]:
    """Return an item whose scan the person decides on. Raises NotFound."""
    item = SealedObject.objects.filter(
        pk=item_id, state=SealedObject.State.KEPT, contact__isnull=False
    ).first()
    if item is None:
        raise NotFound("no such record")
    who = access.reader(staff_id, item.register_id, now)
    if not who.roles & HANDLERS:
        raise NotFound("no such record")
    return item, who


def found(*, staff_id: UUID, now: datetime, page: int = 1) -> FoundPage:
    """Return the items in which something was found, that the person decides on."""
    mine = [
        slug
        for slug in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, slug, now) & HANDLERS
    ]
    rows = Scan.objects.filter(
        state=ScanState.FOUND,
        item__state=SealedObject.State.KEPT,
        item__register_id__in=mine,
    ).select_related("item__contact", "item__register")
    start = (page - 1) * PAGE
    shown = list(rows.order_by("-scanned_at", "pk")[start : start + PAGE + 1])
    return FoundPage(tuple(shown[:PAGE]), page, len(shown) > PAGE)


def may_decide(item: SealedObject, *, staff_id: UUID, now: datetime) -> bool:
    """Tell whether a person may release or discard what was found in an item."""
    return bool(access.reader(staff_id, item.register_id, now).roles & HANDLERS)


def _audit(
    action: Action,
    item: SealedObject,
    who: Reader,
    now: datetime,
    details: Details,
) -> None:
    audit.record(
        action=action,
        actor=who.actor(Role.RECORDS_MANAGER),
        object_id=item.contact_id or item.record_id,
        now=now,
        details={"item": str(item.id), "kind": item.kind, **details},
    )


def outlook(registers: Collection[str], *, scanner: bool, now: datetime) -> Outlook:
    """Return how the looking goes in some registers; ``scanner``: there is one."""
    scans = Scan.objects.filter(item__register_id__in=registers)
    late = scans.filter(state=ScanState.WAITING, asked_at__lte=now - LATE)
    return Outlook(
        configured=scanner,
        found=scans.filter(state=ScanState.FOUND).count(),
        failed=scans.filter(state=ScanState.FAILED).count(),
        late=late.count(),
    )
