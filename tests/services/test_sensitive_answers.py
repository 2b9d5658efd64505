"""What may be of a special category leaves on the surest identity only (D1)."""

from uuid import UUID

import pytest

from seloste.domain.rights import RequestRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Redaction, RightsRequest
from seloste.services import identity_gates
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.requests import row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
TWO_CHANNELS = 2


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def asked(desk: Desk, aino: Actor, onni: Actor) -> UUID:
    """A request that gives the words of a call, proven over two channels."""
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    request_id = answers.deciding(desk, aino, call)
    RightsRequest.objects.filter(pk=request_id).update(
        assurance=TWO_CHANNELS, approved_by=onni.id
    )
    return request_id


def assured(request_id: UUID) -> bool:
    try:
        identity_gates.assured(row(request_id), NOW)
    except RequestRefused:
        return False
    return True


def test_words_that_hint_at_health_need_the_surest_identity(asked: UUID) -> None:
    assert assured(asked)

    Redaction.objects.update(hints=2)

    assert not assured(asked)
    RightsRequest.objects.update(assurance=3)
    assert assured(asked)


@pytest.mark.parametrize(("hidden", "expected"), [(0, True), (1, False)])
def test_what_somebody_decided_of_them_counts(
    asked: UUID, hidden: int, expected: bool
) -> None:
    Redaction.objects.update(hints=2, decided_at=NOW, by_people=hidden)

    assert assured(asked) is expected


def test_hints_in_what_is_not_given_do_not_count(
    desk: Desk, aino: Actor, onni: Actor, asked: UUID
) -> None:
    other = answers.call(desk, source_id="other")
    answers.certified(other, aino, onni, desk=desk)
    Redaction.objects.filter(contact=other).update(hints=2)

    assert assured(asked)
