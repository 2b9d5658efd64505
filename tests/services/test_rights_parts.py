"""The parts of a request: one a controller; a client's is forwarded, not answered."""

from uuid import UUID

import pytest

from seloste.domain.rights import PartState
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact
from seloste.services import rights_moves, rights_parts
from seloste.services.access import NotFound
from seloste.services.rights_moves import RequestRefused
from tests.services import requests
from tests.services.conftest import NOW
from tests.services.requests import identified, received, released, reviewed, row
from tests.services.works import mail, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def both(desk: Desk) -> tuple[UUID, UUID]:
    """Return a contact of our own and one that is kept for a client."""
    own, client = mail(desk), mail(desk, 2)
    Contact.objects.filter(pk=client).update(capacity="processor")
    return own, client


def states(request_id: UUID) -> dict[str, str]:
    rows = rights_parts.parts(request_id)
    return {one.capacity: one.state for one in rows}


def test_a_request_is_split_by_controller_and_capacity(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id

    parts = rights_parts.split(request_id, contact_ids=both(desk), actor=aino, now=NOW)

    assert [(one.capacity, one.count) for one in parts] == [
        ("controller", 1),
        ("processor", 1),
    ]


def test_splitting_again_counts_anew(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id
    own, client = both(desk)
    rights_parts.split(request_id, contact_ids=[own, client], actor=aino, now=NOW)

    rights_parts.split(request_id, contact_ids=[own], actor=aino, now=NOW)

    assert states(request_id) == {"controller": "open", "processor": "nothing-held"}


def test_a_client_s_part_is_forwarded_and_never_answered(
    desk: Desk, aino: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_parts.split(request_id, contact_ids=both(desk), actor=aino, now=NOW)
    own, client = rights_parts.parts(request_id)

    with pytest.raises(RequestRefused):
        rights_parts.end_part(client.pk, PartState.ANSWERED, actor=aino, now=NOW)
    with pytest.raises(RequestRefused):
        rights_parts.end_part(own.pk, PartState.FORWARDED, actor=aino, now=NOW)
    rights_parts.end_part(client.pk, PartState.FORWARDED, actor=aino, now=NOW)

    assert states(request_id) == {"controller": "open", "processor": "forwarded"}
    assert AuditLeaf.objects.filter(action="rights.changed").count() == 1
    with pytest.raises(RequestRefused):
        rights_parts.end_part(client.pk, PartState.FORWARDED, actor=aino, now=NOW)


def test_a_request_closes_when_the_client_has_its_part(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = reviewed(desk, aino)
    rights_parts.split(request_id, contact_ids=both(desk), actor=aino, now=NOW)
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    rights_moves.release(request_id, desk=desk, actor=aino, now=NOW)
    assert states(request_id) == {"controller": "answered", "processor": "open"}
    with pytest.raises(RequestRefused):
        rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    client = rights_parts.parts(request_id)[1]
    rights_parts.end_part(client.pk, PartState.FORWARDED, actor=aino, now=NOW)
    requests.letter_taken(request_id, aino, "forwarded")
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    assert row(request_id).state == "closed"


def test_a_request_for_a_client_alone_is_forwarded_whole(
    desk: Desk, aino: Actor
) -> None:
    request_id = identified(desk, aino)
    _, client = both(desk)
    rights_parts.split(request_id, contact_ids=[client], actor=aino, now=NOW)
    with pytest.raises(RequestRefused):
        rights_moves.forward(request_id, actor=aino, now=NOW)
    part = rights_parts.parts(request_id)[0]
    rights_parts.end_part(part.pk, PartState.FORWARDED, actor=aino, now=NOW)

    rights_moves.forward(request_id, actor=aino, now=NOW)

    assert row(request_id).state == "forwarded"


def test_an_answered_request_is_not_split_any_more(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)

    with pytest.raises(RequestRefused):
        rights_parts.split(request_id, contact_ids=[], actor=aino, now=NOW)


def test_a_part_that_does_not_exist_is_not_found(aino: Actor) -> None:
    with pytest.raises(NotFound):
        rights_parts.end_part(UUID(int=0), PartState.ANSWERED, actor=aino, now=NOW)
