"""Paper: registered under the notice, moved, looked for, destroyed by people."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from seloste.domain.contact import Kind, Party, PartyRole
from seloste.domain.notice import HoldKind
from seloste.domain.paper import Lock, PaperRefused, PaperState, Way
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Contact,
    PaperItem,
    PaperMove,
    PaperPlace,
    SealedObject,
)
from seloste.services import holds, paper_page, paper_places, papers, sweeps
from seloste.services.access import NotFound
from seloste.services.holds import HoldRequest
from seloste.services.papers import Destruction, NewPaper
from tests.services.conftest import NOW
from tests.services.deliveries import CANARY, RETTA_LINE
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")

TODAY = date(2026, 5, 4)
LATER = NOW + timedelta(days=181)
SHRED = Destruction(Way.P4, date(2026, 11, 1))
PDF = b"%PDF-1.7 " + CANARY.encode()


def acting(staff_id: UUID) -> Actor:
    return Actor(id=f"staff:{staff_id}", staff_id=staff_id)


@pytest.fixture
def aino() -> Actor:
    """Aino is records manager."""
    return acting(person("aino", Role.RECORDS_MANAGER))


@pytest.fixture
def onni() -> Actor:
    """Onni is data protection officer."""
    return acting(person("onni", Role.DPO))


@pytest.fixture
def eino() -> Actor:
    """Eino is an agent."""
    return acting(person("eino", Role.AGENT))


@pytest.fixture
def cabinet(aino: Actor) -> UUID:
    """A locked cabinet."""
    return paper_places.set_place(
        register="retta", name="2. krs, kaappi 4", lock=Lock.KEY, actor=aino, now=NOW
    )


def letter(cabinet: UUID, keeper: Actor, **changes: object) -> NewPaper:
    assert keeper.staff_id
    wanted = NewPaper(
        register="retta",
        address=RETTA_LINE,
        place_id=cabinet,
        custodian_id=keeper.staff_id,
        received_on=TODAY,
        sheets=2,
        subject=f"Vesivahinko {CANARY}",
        person=Party(PartyRole.CUSTOMER, name="Maija Meikäläinen"),
        scan=PDF,
        scan_name="maija.pdf",
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


@pytest.fixture
def paper(cabinet: UUID, eino: Actor, desk: Desk) -> UUID:
    """A letter of Maija's in the cabinet, in Eino's keeping."""
    return papers.register_paper(letter(cabinet, eino), desk=desk, actor=eino, now=NOW)


def sweep(desk: Desk, at: datetime) -> None:
    sweeps.sweep(desk=desk, actor=system("sweep"), now=at)


def row(paper: UUID) -> PaperItem:
    return PaperItem.objects.get(pk=paper)


def leaves(action: str) -> int:
    return AuditLeaf.objects.filter(action=action).count()


def test_a_letter_gets_its_class_and_day_from_the_notice(paper: UUID) -> None:
    kept, contact = row(paper), Contact.objects.get()

    assert kept.contact == contact
    assert contact.channel == "paper"
    assert contact.controller.key == "retta-isannointi"
    assert (kept.number, kept.retention_class, kept.promise) == (1, "service", "R-17")
    assert kept.destroy_by == contact.destroy_by
    assert (contact.destroy_by - NOW).days in {180, 181}


def test_a_scan_is_sealed_and_its_name_too(paper: UUID, desk: Desk) -> None:
    item = SealedObject.objects.get(kind=Kind.ATTACHMENT)

    assert desk.vault.open(item.ref(), inline=item.inline()) == PDF
    assert item.attachment.media_type == "application/pdf"


def test_registering_is_audited(paper: UUID) -> None:
    assert leaves("paper.registered") == 1
    assert leaves("contact.captured") == 1


def test_sheets_are_numbered_one_after_the_other(
    paper: UUID, cabinet: UUID, eino: Actor, desk: Desk
) -> None:
    second = papers.register_paper(
        letter(cabinet, eino), desk=desk, actor=eino, now=NOW
    )

    assert row(second).number == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"address": "+358000"}, "unknown-address"),
        ({"received_on": date(2026, 5, 5)}, "received-later"),
        ({"scan": b"GIF89a"}, "not-a-scan"),
        ({"scan": b"%PDF-" + b"0" * (25 << 20)}, "too-large"),
        ({"subject": "a" * 201}, "too-long"),
        ({"sheets": 0}, "too-long"),
        ({"place_id": UUID(int=0)}, "unknown-place"),
        ({"custodian_id": UUID(int=0)}, "unknown-custodian"),
    ],
)
def test_what_cannot_be_registered_leaves_nothing(
    cabinet: UUID, eino: Actor, desk: Desk, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(PaperRefused) as refusal:
        papers.register_paper(
            letter(cabinet, eino, **changes), desk=desk, actor=eino, now=NOW
        )

    assert refusal.value.reason == reason
    assert not PaperItem.objects.exists()
    assert not SealedObject.objects.exists()


def test_a_notice_without_paper_takes_none(desk: Desk) -> None:
    ulla = acting(person("ulla", Role.AGENT, register="sok-mara"))
    wanted = letter(UUID(int=0), ulla, register="sok-mara", address="")

    with pytest.raises(PaperRefused, match="not-promised"):
        papers.register_paper(wanted, desk=desk, actor=ulla, now=NOW)


def test_nothing_is_half_registered_where_the_log_cannot_be_written(
    cabinet: UUID, eino: Actor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no log")

    monkeypatch.setattr(papers, "_tell", fail)

    with pytest.raises(OSError, match="no log"):
        papers.register_paper(letter(cabinet, eino), desk=desk, actor=eino, now=NOW)

    assert not PaperItem.objects.exists()
    assert not Contact.objects.exists()


def test_an_outsider_handles_no_paper(paper: UUID, cabinet: UUID, desk: Desk) -> None:
    ulla = acting(person("ulla", Role.AGENT, register="sok-mara"))
    tuula = acting(person("tuula", Role.TRAINER))

    for outsider in (ulla, tuula):
        with pytest.raises(NotFound):
            papers.register_paper(
                letter(cabinet, outsider), desk=desk, actor=outsider, now=NOW
            )


def test_a_move_is_noted_in_the_table_and_the_log(
    paper: UUID, aino: Actor, eino: Actor
) -> None:
    safe = paper_places.set_place(
        register="retta", name="Kassakaappi", lock=Lock.SAFE, actor=aino, now=NOW
    )
    assert aino.staff_id

    papers.move_paper(
        paper,
        place_id=safe,
        custodian_id=aino.staff_id,
        actor=eino,
        now=NOW + timedelta(days=1),
    )

    moves = PaperMove.objects.order_by("moved_at").values_list("place__name", flat=True)
    assert list(moves) == ["2. krs, kaappi 4", "Kassakaappi"]
    assert row(paper).custodian_id == aino.staff_id
    assert leaves("paper.moved") == 1


def test_counting_a_place_finds_what_is_missing_and_what_came_back(
    paper: UUID, cabinet: UUID, eino: Actor
) -> None:
    none = papers.check_place(cabinet, seen=frozenset(), actor=eino, now=NOW)
    missing = row(paper).state
    back = papers.check_place(cabinet, seen=frozenset({paper}), actor=eino, now=NOW)

    assert (none, missing) == ((0, 1), "missing")
    assert (back, row(paper).state) == ((1, 0), "kept")
    assert PaperPlace.objects.get().checked_by_id == eino.staff_id
    assert leaves("paper.checked") == 2


def test_a_missing_sheet_is_neither_moved_nor_destroyed(
    paper: UUID, cabinet: UUID, aino: Actor
) -> None:
    papers.check_place(cabinet, seen=frozenset(), actor=aino, now=NOW)

    with pytest.raises(PaperRefused, match="no-such-step"):
        papers.confirm_destruction(paper, SHRED, actor=aino, now=LATER)


# --- to the end ---


def test_the_entry_outlives_its_content_and_says_nothing(
    paper: UUID, desk: Desk, tmp_path: Path
) -> None:
    item = SealedObject.objects.get(kind=Kind.ATTACHMENT)
    assert CANARY.encode() in desk.vault.open(item.ref(), inline=item.inline())

    sweep(desk, LATER)

    kept = row(paper)
    assert kept.contact is None
    assert kept.state == PaperState.KEPT
    assert not SealedObject.objects.exists()
    assert desk.vault.absent([item.ref()]) == ()
    said = repr(PaperItem.objects.values().get()) + repr(PaperMove.objects.values())
    assert "Maija" not in said
    assert CANARY not in said
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if CANARY.encode() in file.read_bytes()]


def test_a_sheet_that_should_be_gone_is_listed(paper: UUID, desk: Desk) -> None:
    assert paper_page.overdue("retta", NOW) == []

    sweep(desk, LATER)

    assert paper_page.overdue("retta", LATER) == [row(paper)]
    assert paper_page.due_count(["retta"], LATER) == (1, 1)


def test_somebody_confirms_that_it_was_destroyed(
    paper: UUID, aino: Actor, desk: Desk
) -> None:
    sweep(desk, LATER)

    state = papers.confirm_destruction(paper, SHRED, actor=aino, now=LATER)

    kept = row(paper)
    assert state is PaperState.DESTROYED
    assert (kept.way, kept.destroyed_on) == ("din-66399-p-4", date(2026, 11, 1))
    assert kept.confirmed_by_id == aino.staff_id
    assert leaves("paper.destroyed") == 1
    assert paper_page.overdue("retta", LATER) == []


def test_before_its_day_a_sheet_goes_only_where_its_scan_stays(
    cabinet: UUID, eino: Actor, aino: Actor, desk: Desk
) -> None:
    today = Destruction(Way.P5, TODAY)
    scanned = papers.register_paper(
        letter(cabinet, eino), desk=desk, actor=eino, now=NOW
    )
    bare = papers.register_paper(
        letter(cabinet, eino, scan=b""), desk=desk, actor=eino, now=NOW
    )

    papers.confirm_destruction(scanned, today, actor=aino, now=NOW)

    assert Contact.objects.count() == 2
    with pytest.raises(PaperRefused, match="not-due"):
        papers.confirm_destruction(bare, today, actor=aino, now=NOW)


def test_a_hold_keeps_the_sheet_and_its_release_lets_it_go(
    paper: UUID, aino: Actor, desk: Desk
) -> None:
    hold = holds.place_hold(
        HoldRequest(
            register="retta",
            kind=HoldKind.COMPLAINT,
            reason="Maija valitti",
            review_by=NOW + timedelta(days=30),
            contact_ids=[Contact.objects.get().id],
        ),
        desk=desk,
        actor=aino,
        now=NOW,
    )
    sweep(desk, LATER)
    assert paper_page.overdue("retta", LATER) == []
    with pytest.raises(PaperRefused, match="held"):
        papers.confirm_destruction(paper, SHRED, actor=aino, now=LATER)

    holds.release_hold(hold_id=hold, actor=aino, now=LATER)

    assert paper_page.overdue("retta", LATER) == [row(paper)]


def test_an_agent_confirms_no_destruction(paper: UUID, eino: Actor, desk: Desk) -> None:
    sweep(desk, LATER)

    with pytest.raises(NotFound):
        papers.confirm_destruction(paper, SHRED, actor=eino, now=LATER)


def test_two_people_confirm_where_that_is_asked(
    paper: UUID, aino: Actor, onni: Actor, desk: Desk
) -> None:
    said = replace(SHRED, second=True)
    sweep(desk, LATER)

    first = papers.confirm_destruction(paper, said, actor=aino, now=LATER)
    with pytest.raises(PaperRefused, match="same-person"):
        papers.second_destruction(paper, saw_it=True, actor=aino, now=LATER)
    overdue = paper_page.overdue("retta", LATER)
    second = papers.second_destruction(paper, saw_it=True, actor=onni, now=LATER)

    assert (first, second) == (PaperState.CLAIMED, PaperState.DESTROYED)
    assert overdue == [row(paper)]
    assert row(paper).seconded_by_id == onni.staff_id
    assert leaves("paper.destroyed") == 2


def test_a_second_person_may_say_it_is_still_there(
    paper: UUID, aino: Actor, onni: Actor, desk: Desk
) -> None:
    sweep(desk, LATER)
    said = replace(SHRED, second=True)
    papers.confirm_destruction(paper, said, actor=aino, now=LATER)

    papers.second_destruction(paper, saw_it=False, actor=onni, now=LATER)

    kept = row(paper)
    assert kept.state == PaperState.KEPT
    assert (kept.way, kept.confirmed_by_id, kept.destroyed_on) == ("", None, None)


# --- places ---


def test_a_place_with_paper_stays_in_use(
    paper: UUID, cabinet: UUID, aino: Actor
) -> None:
    with pytest.raises(PaperRefused, match="place-in-use"):
        paper_places.close_place(cabinet, actor=aino, now=NOW)


def test_an_empty_place_is_closed(cabinet: UUID, aino: Actor) -> None:
    paper_places.close_place(cabinet, actor=aino, now=NOW)

    assert paper_places.places(("retta",)) == ()
    assert leaves("paper-place.changed") == 2


def test_an_agent_makes_no_place(eino: Actor) -> None:
    with pytest.raises(NotFound):
        paper_places.set_place(
            register="retta", name="Laatikko", lock=Lock.NONE, actor=eino, now=NOW
        )
