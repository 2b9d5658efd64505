"""How many holds stand, for somebody: the figure says no more than the list."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.services import claims, hold_page, holds, today
from seloste.services.holds import HoldRequest
from tests.services.conftest import NOW, SETUP
from tests.services.works import mail, opened, staff

SOON = NOW + timedelta(days=30)


@pytest.fixture
def people(registers: None) -> dict[str, Actor]:
    return {
        "aino": staff("aino", Role.RECORDS_MANAGER),
        "eino": staff("eino", Role.AGENT),
        "tuula": staff("tuula", Role.TRAINER),
    }


@pytest.fixture
def kept(desk: Desk, people: dict[str, Actor]) -> None:
    """A complaint with a claim, a task of Eino's, and two holds by hand."""
    aino = people["aino"]
    complaint = opened(desk, aino, mail(desk, 1), kind=WorkKind.COMPLAINT)
    claims.raise_claim(
        complaint, reason="x", review_by=SOON, desk=desk, actor=aino, now=NOW
    )
    opened(desk, people["eino"], mail(desk, 2))
    for number, kind in ((3, HoldKind.COMPLAINT), (4, HoldKind.LEGAL_CLAIM)):
        request = HoldRequest(
            register="retta",
            kind=kind,
            reason="x",
            review_by=SOON,
            contact_ids=[mail(desk, number)],
        )
        holds.place_hold(request, desk=desk, actor=SETUP, now=NOW)


@pytest.mark.parametrize(("who", "count"), [("aino", 5), ("eino", 1), ("tuula", 0)])
@pytest.mark.usefixtures("kept")
def test_figure_and_list_say_the_same(
    people: dict[str, Actor], who: str, count: int
) -> None:
    me = people[who].staff_id
    assert me is not None

    counted = hold_page.standing_for(["retta"], staff_id=me, now=NOW)
    listed, _more = hold_page.holds_for(staff_id=me, now=NOW, released=False)

    assert {one.pk for one in counted} == {one.pk for one in listed}
    assert counted.count() == count
    assert _on_the_front_page(me) == count


def _on_the_front_page(me: UUID) -> int:
    return today.today(staff_id=me, now=NOW).holds
