"""Messages and files wait for the scanner; what it found is never handed over."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind, Part
from seloste.domain.scan import ContentWithheld, ReleaseReason, ScanRefused, ScanState
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import AuditLeaf, Certificate, Scan, SealedObject
from seloste.services import (
    audit,
    jobs,
    opened_messages,
    openings,
    scans,
    work,
    work_items,
)
from seloste.services.access import NotFound
from seloste.services.capture import capture
from tests.fakes.scanner import EICAR, FakeScanner
from tests.services.conftest import NOW
from tests.services.deliveries import mail, opener
from tests.services.job_table import empty_jobs
from tests.services.people import person
from tests.services.works import opened

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def scanner() -> FakeScanner:
    return FakeScanner()


@pytest.fixture
def watched(desk: Desk, scanner: FakeScanner) -> Desk:
    """The desk with a scanner."""
    return replace(desk, scanner=scanner)


@pytest.fixture
def no_jobs(db: None) -> None:
    """Leave nothing to do from earlier tests."""
    empty_jobs()


@pytest.fixture
def aino() -> UUID:
    """A records manager of Retta's."""
    return person("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def eino() -> UUID:
    """An agent of Retta's."""
    return person("eino", Role.AGENT)


def file(content: bytes) -> Part:
    return Part(kind=Kind.ATTACHMENT, open=opener(content), filename="kuva.png")


def taken(desk: Desk, content: bytes = b"hei") -> UUID:
    """Capture a mail with a file and return the file."""
    capture(mail(parts=(*mail().parts, file(content))), desk=desk, now=NOW)
    return SealedObject.objects.get(kind=Kind.ATTACHMENT).id


def read(item: UUID, who: UUID, desk: Desk) -> bytes:
    leave = openings.open_item(item, staff_id=who, purpose_id="service", now=NOW)
    return openings.read(leave.opening_id, staff_id=who, desk=desk, now=NOW)


def state_of(item: UUID) -> str:
    return Scan.objects.get(pk=item).state


def test_every_message_and_file_waits_for_the_scanner(watched: Desk) -> None:
    taken(watched)

    kinds = {scan.item.kind: scan.state for scan in Scan.objects.all()}
    assert kinds == {"message": "waiting", "attachment": "waiting"}
    assert jobs.queue().waiting(Job.SCAN)


def test_nothing_waits_where_there_is_no_scanner(desk: Desk, eino: UUID) -> None:
    item = taken(desk)

    assert not Scan.objects.exists()
    assert read(item, eino, desk) == b"hei"


def test_what_waits_is_not_handed_over(watched: Desk, eino: UUID) -> None:
    item = taken(watched)

    with pytest.raises(ContentWithheld, match="waiting"):
        read(item, eino, watched)


@pytest.mark.django_db(transaction=True)  # workers have connections of their own
@pytest.mark.usefixtures("no_jobs")
def test_a_worker_looks_and_what_is_clean_is_handed_over(
    watched: Desk, eino: UUID
) -> None:
    item = taken(watched)

    work.work(watched, worker="test")

    assert state_of(item) == "clean"
    assert read(item, eino, watched) == b"hei"


def test_the_result_names_signatures_and_time(watched: Desk) -> None:
    item = taken(watched)

    scans.look_through(item, desk=watched, now=NOW + timedelta(minutes=1))

    scan = Scan.objects.get(pk=item)
    assert (scan.signatures, scan.found) == ("fake/1", "")
    assert scan.scanned_at == NOW + timedelta(minutes=1)


def test_a_look_is_audited(watched: Desk) -> None:
    item = taken(watched, EICAR)

    scans.look_through(item, desk=watched, now=NOW)

    row = AuditLeaf.objects.get(action="attachment.scanned")
    assert row.object_id == str(SealedObject.objects.get(pk=item).contact_id)


def test_what_was_found_is_never_handed_over(watched: Desk, eino: UUID) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)

    for desk in (watched, replace(watched, scanner=None)):
        with pytest.raises(ContentWithheld, match="found"):
            read(item, eino, desk)
    assert Scan.objects.get(pk=item).found == "Eicar-Test"


def test_a_file_of_a_contact_asks_too(watched: Desk, eino: UUID) -> None:
    item = taken(watched, EICAR)
    leave = openings.open_item(item, staff_id=eino, purpose_id="service", now=NOW)

    with pytest.raises(ContentWithheld):
        opened_messages.file(leave.opening_id, staff_id=eino, desk=watched, now=NOW)


@pytest.mark.django_db(transaction=True)  # workers have connections of their own
@pytest.mark.usefixtures("no_jobs")
def test_a_scanner_that_is_down_withholds_and_is_asked_again(
    watched: Desk, scanner: FakeScanner, eino: UUID
) -> None:
    item = taken(watched)
    scanner.down = True
    work.work(watched, worker="test")
    assert state_of(item) == "failed"
    with pytest.raises(ContentWithheld, match="failed"):
        read(item, eino, watched)

    scanner.down = False
    scans.catch_up(desk=watched, now=NOW)
    work.work(watched, worker="test")

    assert state_of(item) == "clean"


def test_what_came_before_the_scanner_is_looked_at_too(
    desk: Desk, watched: Desk
) -> None:
    item = taken(desk)

    assert scans.catch_up(desk=watched, now=NOW) == 2

    assert state_of(item) == "waiting"
    assert scans.catch_up(desk=watched, now=NOW) == 0


def test_what_a_dead_worker_left_is_asked_for_again(watched: Desk) -> None:
    taken(watched)

    assert scans.catch_up(desk=watched, now=NOW + timedelta(minutes=9)) == 0
    assert scans.catch_up(desk=watched, now=NOW + timedelta(minutes=10)) == 2


def test_looked_at_twice_it_is_settled_once(
    watched: Desk, scanner: FakeScanner
) -> None:
    item = taken(watched)

    found = [scans.look_through(item, desk=watched, now=NOW) for _ in range(2)]

    assert found == [ScanState.CLEAN, None]
    assert scanner.looked == 1


def test_a_records_manager_releases_a_false_alarm(
    watched: Desk, aino: UUID, eino: UUID
) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)

    scans.release(item, reason=ReleaseReason.FALSE_ALARM, staff_id=aino, now=NOW)

    assert read(item, eino, watched) == EICAR
    assert AuditLeaf.objects.filter(action="attachment.released").count() == 1


def test_what_is_clean_cannot_be_released(watched: Desk, aino: UUID) -> None:
    item = taken(watched)
    scans.look_through(item, desk=watched, now=NOW)

    with pytest.raises(ScanRefused, match="no-such-move"):
        scans.release(item, reason=ReleaseReason.OWN_TEST, staff_id=aino, now=NOW)


def test_an_agent_releases_and_discards_nothing(watched: Desk, eino: UUID) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)

    with pytest.raises(NotFound):
        scans.release(item, reason=ReleaseReason.EVIDENCE, staff_id=eino, now=NOW)
    with pytest.raises(NotFound):
        scans.discard(item, desk=watched, staff_id=eino, now=NOW)
    assert state_of(item) == "found"


def test_a_release_that_cannot_be_audited_does_not_happen(
    watched: Desk, aino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)
    monkeypatch.setattr(audit, "record", _broken)

    with pytest.raises(OSError, match="full"):
        scans.release(item, reason=ReleaseReason.EVIDENCE, staff_id=aino, now=NOW)

    assert state_of(item) == "found"


def _broken(**_: object) -> None:
    raise OSError("full")


def test_a_records_manager_discards_what_was_found(watched: Desk, aino: UUID) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)

    scans.discard(item, desk=watched, staff_id=aino, now=NOW)

    assert not SealedObject.objects.filter(pk=item).exists()
    assert not Scan.objects.filter(pk=item).exists()
    assert Certificate.objects.count() == 1
    assert AuditLeaf.objects.filter(action="attachment.discarded").count() == 1


def test_what_is_clean_cannot_be_discarded(watched: Desk, aino: UUID) -> None:
    item = taken(watched)
    scans.look_through(item, desk=watched, now=NOW)

    with pytest.raises(ScanRefused, match="no-such-move"):
        scans.discard(item, desk=watched, staff_id=aino, now=NOW)

    assert SealedObject.objects.filter(pk=item).exists()


def test_what_a_hold_keeps_is_not_discarded_until_it_is_released(
    watched: Desk, aino: UUID
) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)
    actor = Actor(id=f"staff:{aino}", staff_id=aino)
    contact = SealedObject.objects.get(pk=item).contact_id
    assert contact is not None
    work_id = opened(watched, actor, contact, kind=WorkKind.COMPLAINT)

    with pytest.raises(ScanRefused, match="held"):
        scans.discard(item, desk=watched, staff_id=aino, now=NOW)
    assert SealedObject.objects.get(pk=item).state == SealedObject.State.KEPT
    assert not AuditLeaf.objects.filter(action="attachment.discarded").exists()
    work_items.unlink(work_id, contact_id=contact, actor=actor, now=NOW)
    scans.discard(item, desk=watched, staff_id=aino, now=NOW)

    assert Certificate.objects.count() == 1


def test_the_outlook_counts_what_needs_a_person(
    watched: Desk, scanner: FakeScanner
) -> None:
    item = taken(watched, EICAR)
    scans.look_through(item, desk=watched, now=NOW)
    scanner.down = True
    other = SealedObject.objects.get(kind=Kind.MESSAGE).id
    scans.look_through(other, desk=watched, now=NOW)

    seen = scans.outlook(["retta"], scanner=True, now=NOW)
    elsewhere = scans.outlook(["sok-mara"], scanner=True, now=NOW)

    assert (seen.down, seen.found, seen.failed) == (True, 1, 1)
    assert (elsewhere.found, elsewhere.failed) == (0, 0)
