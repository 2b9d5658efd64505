from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind, PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Opening, SealedObject, StaffRole
from seloste.services import audit, derivations, holds, openings
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.holds import HoldRequest
from tests.services.conftest import NOW
from tests.services.deliveries import MAIJA, call, wav
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")

QUARTER = timedelta(minutes=15)


@pytest.fixture
def contact(desk: Desk) -> UUID:
    """A call of Maija's to Retta."""
    receipt = capture(call(), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


@pytest.fixture
def recording(contact: UUID) -> UUID:
    """Its recording."""
    return SealedObject.objects.get(kind=Kind.RECORDING).id


@pytest.fixture
def tuula(contact: UUID) -> UUID:
    """A trainer of Retta's."""
    return person("tuula", Role.TRAINER)


def opened(recording: UUID, who: UUID, *, purpose: str = "quality") -> openings.Opened:
    return openings.open_item(recording, staff_id=who, purpose_id=purpose, now=NOW)


def test_a_trainer_hears_a_call_to_check_quality(
    desk: Desk, recording: UUID, tuula: UUID
) -> None:
    leave = opened(recording, tuula)

    heard = openings.read(leave.opening_id, staff_id=tuula, desk=desk, now=NOW)

    assert heard == wav()


def test_the_leaf_is_written_before_the_first_byte(
    recording: UUID, tuula: UUID
) -> None:
    opened(recording, tuula)

    leaf = AuditLeaf.objects.get(action="content.opened")
    assert '"purpose":"quality"' in leaf.body
    assert f"staff:{tuula}" in leaf.body


def test_when_the_leaf_cannot_be_written_nothing_is_opened(
    recording: UUID, tuula: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError):
        opened(recording, tuula)

    assert not Opening.objects.exists()


@pytest.mark.parametrize("purpose", ["marketing", "complaints", ""])
def test_a_purpose_that_is_not_theirs_is_refused_and_audited(
    recording: UUID, tuula: UUID, purpose: str
) -> None:
    with pytest.raises(PurposeRefused):
        opened(recording, tuula, purpose=purpose)

    assert AuditLeaf.objects.filter(action="content.denied").count() == 1
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("role", "register"),
    [(Role.ADMIN, ""), (Role.TRAINER, "sok-mara"), (Role.RECORDS_MANAGER, "sok-mara")],
)
def test_for_anybody_else_it_does_not_exist(
    recording: UUID, role: Role, register: str
) -> None:
    other = person("outsider", role, register=register)

    with pytest.raises(NotFound):
        opened(recording, other)


def test_an_unknown_item_does_not_exist_either(tuula: UUID) -> None:
    with pytest.raises(NotFound):
        opened(uuid4(), tuula)


def test_an_opening_is_of_one_person(desk: Desk, recording: UUID, tuula: UUID) -> None:
    leave = opened(recording, tuula)
    other = person("aino", Role.RECORDS_MANAGER)

    with pytest.raises(NotFound):
        openings.read(leave.opening_id, staff_id=other, desk=desk, now=NOW)


def test_an_opening_ends_after_a_quarter_of_an_hour(
    desk: Desk, recording: UUID, tuula: UUID
) -> None:
    leave = opened(recording, tuula)

    with pytest.raises(NotFound):
        openings.read(leave.opening_id, staff_id=tuula, desk=desk, now=NOW + QUARTER)


def test_a_role_taken_away_stops_a_playing_recording(
    desk: Desk, recording: UUID, tuula: UUID
) -> None:
    leave = opened(recording, tuula)
    first = openings.read_range(
        leave.opening_id, staff_id=tuula, start=0, length=10, desk=desk, now=NOW
    )
    assert b"".join(first) == wav()[:10]

    StaffRole.objects.filter(staff=tuula).delete()

    with pytest.raises(NotFound):
        openings.read_range(
            leave.opening_id, staff_id=tuula, start=10, length=10, desk=desk, now=NOW
        )


def test_the_waveform_belongs_to_the_opened_recording(
    desk: Desk, recording: UUID, tuula: UUID
) -> None:
    leave = opened(recording, tuula)
    assert (
        openings.waveform(leave.opening_id, staff_id=tuula, desk=desk, now=NOW) is None
    )

    derivations.make_waveform(recording, desk=desk, now=NOW)

    shape = openings.waveform(leave.opening_id, staff_id=tuula, desk=desk, now=NOW)
    assert shape is not None
    assert shape.startswith(b'{"duration":0.5')


def test_names_and_numbers_are_shown_on_request_and_audited(
    desk: Desk, contact: UUID
) -> None:
    eino = person("eino", Role.AGENT)

    parties = openings.unmask(
        contact, staff_id=eino, purpose_id="identification", desk=desk, now=NOW
    )

    assert MAIJA in parties
    assert AuditLeaf.objects.filter(action="number.unmasked").count() == 1


def test_what_only_a_hold_keeps_serves_only_that_hold(
    desk: Desk, contact: UUID, recording: UUID
) -> None:
    aino = person("aino", Role.RECORDS_MANAGER)
    tuula = person("tuula", Role.TRAINER)
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="r",
        review_by=NOW + timedelta(days=9),
        contact_ids=[contact],
    )
    holds.place_hold(request, desk=desk, actor=Actor("staff:aino"), now=NOW)
    later = NOW + timedelta(days=200)

    with pytest.raises(PurposeRefused):
        openings.open_item(recording, staff_id=tuula, purpose_id="quality", now=later)
    leave = openings.open_item(
        recording, staff_id=aino, purpose_id="complaints", now=later
    )

    assert leave.purpose == "complaints"
