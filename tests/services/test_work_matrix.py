"""Who sees which work: role, queue, assignment and kind, written out by hand (R-23).

The page, the list and what it counts agree in every case.
"""

from uuid import UUID

import pytest

from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import WorkItem
from seloste.services import work_page
from seloste.services.access import NotFound
from seloste.services.work_page import Tab, WorkFilter
from tests.services.conftest import NOW
from tests.services.works import TITLE, joined, mail, opened, queue, staff

TASK, FEEDBACK, COMPLAINT = WorkKind.TASK, WorkKind.FEEDBACK, WorkKind.COMPLAINT
AGENT, MANAGER = Role.AGENT, Role.RECORDS_MANAGER
DPO, TRAINER, ADMIN = Role.DPO, Role.TRAINER, Role.ADMIN

# Kind, role of the reader, where the item is, and whether it exists for them.
# "none": no queue; "theirs": the reader is a member; "others": somebody else is;
# "given": in a queue of others, and given to the reader.
MATRIX = [
    (TASK, AGENT, "none", True),
    (TASK, AGENT, "theirs", True),
    (TASK, AGENT, "others", False),
    (TASK, AGENT, "given", True),
    (TASK, TRAINER, "none", False),
    (TASK, TRAINER, "given", False),
    (TASK, ADMIN, "none", False),
    (TASK, ADMIN, "given", False),
    (FEEDBACK, AGENT, "none", True),
    (FEEDBACK, AGENT, "others", False),
    (FEEDBACK, MANAGER, "others", True),
    (FEEDBACK, DPO, "others", True),
    (FEEDBACK, TRAINER, "theirs", False),
    (COMPLAINT, AGENT, "none", False),
    (COMPLAINT, AGENT, "theirs", True),
    (COMPLAINT, AGENT, "others", False),
    (COMPLAINT, AGENT, "given", True),
    (COMPLAINT, MANAGER, "none", True),
    (COMPLAINT, MANAGER, "others", True),
    (COMPLAINT, DPO, "others", True),
    (COMPLAINT, TRAINER, "theirs", False),
    (COMPLAINT, TRAINER, "given", False),
    (COMPLAINT, ADMIN, "theirs", False),
]


@pytest.fixture
def writer(registers: None) -> Actor:
    """Somebody who may open work of every kind."""
    return staff("kirjaaja", AGENT)


def placed(
    desk: Desk, writer: Actor, reader: Actor, kind: WorkKind, where: str
) -> UUID:
    work_id = opened(desk, writer, mail(desk), kind=kind)
    if where != "none":
        queue_id = queue("jono", complaints=kind is COMPLAINT)
        joined(queue_id, reader if where == "theirs" else staff("muu", AGENT))
        given = reader.staff_id if where == "given" else None
        WorkItem.objects.update(queue=queue_id, assignee=given)
    return work_id


@pytest.mark.parametrize("case", MATRIX)
def test_work_exists_for_those_who_need_it_only(
    desk: Desk, writer: Actor, case: tuple[WorkKind, Role, str, bool]
) -> None:
    kind, role, where, exists = case
    reader = staff("lukija", role)
    work_id = placed(desk, writer, reader, kind, where)
    assert reader.staff_id is not None

    listed = work_page.list_work(
        WorkFilter(), staff_id=reader.staff_id, desk=desk, now=NOW
    )
    counts = work_page.tab_counts(WorkFilter(), staff_id=reader.staff_id, now=NOW)

    expected = [TITLE] if exists else []
    assert [line.title for line in listed.lines] == expected
    assert counts[Tab.OPEN] == len(expected)
    if exists:
        page = work_page.open_page(
            work_id, staff_id=reader.staff_id, desk=desk, now=NOW
        )
        assert page.words.title == TITLE
    else:
        with pytest.raises(NotFound):
            work_page.open_page(work_id, staff_id=reader.staff_id, desk=desk, now=NOW)


def test_somebody_of_another_register_sees_nothing(desk: Desk, writer: Actor) -> None:
    outsider = staff("muualta", MANAGER, register="sok-mara")
    work_id = opened(desk, writer, mail(desk))
    assert outsider.staff_id is not None

    with pytest.raises(NotFound):
        work_page.open_page(work_id, staff_id=outsider.staff_id, desk=desk, now=NOW)
