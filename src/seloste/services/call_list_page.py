"""What the pages of call lists show: lists, how far they are, and what may be asked.

Nobody on a list is named here; whom to call is opened one at a time.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.call_list import CallListRefused, mandate
from seloste.domain.notice import Notice, Text
from seloste.domain.staff import Role
from seloste.records.models import CallEntry, CallList
from seloste.services import access, calendar, call_lists
from seloste.services.access import NotFound
from seloste.services.call_lists import Counts
from seloste.services.notices import store

PAGE = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """A source, purpose and basis of a register on which a list may stand."""

    register_slug: str
    register: Text
    source_id: str
    source: Text
    purpose_id: str
    purpose: Text
    basis: str
    controllers: tuple[tuple[str, str], ...]

    @property
    def value(self) -> str:
        """Return the choice as a form carries it."""
        return ":".join(
            (self.register_slug, self.source_id, self.purpose_id, self.basis)
        )


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list, how far it is, and the names of what it stands on."""

    row: CallList
    counts: Counts
    source: Text | None
    purpose: Text | None
    results: tuple[tuple[str, int], ...] = ()


def offered(staff_id: UUID, now: datetime) -> tuple[Choice, ...]:
    """Return on what somebody may import a list, by register."""
    found: list[Choice] = []
    for slug in calendar.registers_for(staff_id, now):
        who = access.reader(staff_id, slug, now)
        if who.roles & {Role.AGENT, Role.RECORDS_MANAGER}:
            notice = store.in_force(slug, retention.local_day(now)).notice
            found.extend(_choices(slug, notice))
    return tuple(found)


def _choices(slug: str, notice: Notice) -> list[Choice]:
    controllers = tuple((one.id, one.name) for one in notice.controllers)
    found = []
    for source in notice.sources:
        for purpose in notice.purposes:
            for basis in purpose.bases:
                try:
                    mandate(
                        notice,
                        source_id=source.id,
                        purpose_id=purpose.id,
                        basis=basis.article,
                    )
                except CallListRefused:
                    continue
                found.append(
                    Choice(
                        slug,
                        notice.name,
                        source.id,
                        source,
                        purpose.id,
                        purpose.name,
                        basis.article,
                        controllers,
                    )
                )
    return found


def lines(staff_id: UUID, now: datetime) -> tuple[ListLine, ...]:
    """Return the lists of the registers somebody works for, the newest first."""
    return tuple(
        _line(row, now)
        for slug in calendar.registers_for(staff_id, now)
        for row in call_lists.lists(slug)
    )


def line(list_id: UUID, *, staff_id: UUID, now: datetime) -> ListLine:
    """Return one list. Raises NotFound where it does not exist for the reader."""
    row = CallList.objects.select_related("controller").filter(pk=list_id).first()
    if row is None:
        raise NotFound("no such record")
    access.reader(staff_id, row.register_id, now)
    return _line(row, now)


def _line(row: CallList, now: datetime) -> ListLine:
    notice = store.in_force(row.register_id, retention.local_day(now)).notice
    source = next((one for one in notice.sources if one.id == row.source), None)
    purpose = next((one for one in notice.purposes if one.id == row.purpose), None)
    results: dict[str, int] = {}
    for result in CallEntry.objects.filter(call_list=row).values_list(
        "result", flat=True
    ):
        if result:
            results[result] = results.get(result, 0) + 1
    return ListLine(
        row=row,
        counts=call_lists.counts(row, now),
        source=source,
        purpose=purpose.name if purpose else None,
        results=tuple(sorted(results.items())),
    )
