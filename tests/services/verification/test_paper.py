"""Paper promises: attested while people look after it, broken when they do not."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from seloste.domain.paper import Lock, Way
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact, NoticeReceipt, PaperPlace
from seloste.services import attestations, paper_places, papers
from seloste.services.papers import Destruction, NewPaper
from tests.services import form_writers
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import RETTA_LINE
from tests.services.verification.conftest import (
    Ask,
    acting,
    broken,
    employ,
    found,
    sweep,
)

LATER = NOW + timedelta(days=181)


@pytest.fixture
def aino(kept: dict[str, UUID]) -> Actor:
    """Aino, who looked at the cabinet and says that it is locked."""
    person = acting(employ("aino", Role.RECORDS_MANAGER))
    attestations.attest(
        register="retta",
        promise="R-22",
        statement="Kävin katsomassa: lukossa.",
        valid_days=365,
        username="aino",
        actor=SETUP,
        now=NOW,
    )
    return person


@pytest.fixture
def paper(aino: Actor, desk: Desk) -> UUID:
    """A letter in a locked cabinet."""
    place = paper_places.set_place(
        register="retta", name="Kaappi 4", lock=Lock.KEY, actor=aino, now=NOW
    )
    assert aino.staff_id
    wanted = NewPaper(
        register="retta",
        address=RETTA_LINE,
        place_id=place,
        custodian_id=aino.staff_id,
        received_on=date(2026, 5, 4),
    )
    return papers.register_paper(wanted, desk=desk, actor=aino, now=NOW)


def test_paper_is_attested_and_never_proved(ask: Ask, paper: UUID) -> None:
    result = ask("R-22")

    assert result.verdict is Verdict.ATTESTED
    assert found(result, "paper-registered").count == 1


def test_paper_that_should_be_gone_breaks_both_promises(
    ask: Ask, paper: UUID, desk: Desk
) -> None:
    sweep(desk, LATER)

    assert broken(ask("R-22", at=LATER)) == {"paper-overdue"}
    assert found(ask("R-22", at=LATER), "paper-overdue").ids == ("P-1",)
    assert "paper-overdue" in broken(ask("R-17", at=LATER))


def test_a_confirmed_destruction_mends_it(
    ask: Ask, paper: UUID, aino: Actor, desk: Desk
) -> None:
    sweep(desk, LATER)
    said = Destruction(Way.P4, date(2026, 11, 1))

    papers.confirm_destruction(paper, said, actor=aino, now=LATER)

    result = ask("R-22", at=LATER)
    assert result.verdict is Verdict.ATTESTED
    assert found(result, "paper-destroyed").count == 1


def test_a_destruction_nobody_recorded_is_broken(
    ask: Ask, paper: UUID, aino: Actor, desk: Desk
) -> None:
    sweep(desk, LATER)
    said = Destruction(Way.P4, date(2026, 11, 1))
    papers.confirm_destruction(paper, said, actor=aino, now=LATER)
    AuditLeaf.objects.filter(action="paper.destroyed").delete()

    assert broken(ask("R-22", at=LATER)) == {"paper-unrecorded"}


def test_paper_without_a_lock_breaks_the_promise(ask: Ask, paper: UUID) -> None:
    PaperPlace.objects.update(lock=Lock.NONE)

    assert broken(ask("R-22")) == {"paper-unlocked"}


def test_paper_nobody_found_breaks_the_promise(
    ask: Ask, paper: UUID, aino: Actor
) -> None:
    place = PaperPlace.objects.get().id
    papers.check_place(place, seen=frozenset(), actor=aino, now=NOW)

    assert broken(ask("R-22")) == {"paper-missing"}


def test_paper_nobody_counted_for_a_year_is_a_gap(ask: Ask, paper: UUID) -> None:
    a_year = NOW + timedelta(days=367)

    codes = {one.code for one in ask("R-22", at=a_year).evidence}

    assert "paper-uncounted" in codes


def test_the_notice_shown_with_a_form_is_proved(
    ask: Ask, kept: dict[str, UUID], desk: Desk
) -> None:
    form_writers.site()
    form_writers.send(desk)

    assert found(ask("R-02"), "notice-shown").count == 1


def test_an_answer_without_a_receipt_breaks_the_promise(
    ask: Ask, kept: dict[str, UUID], desk: Desk
) -> None:
    form_writers.site()
    form_writers.send(desk)
    NoticeReceipt.objects.all().delete()

    result = ask("R-02")

    assert broken(result) == {"notice-not-shown"}
    assert found(result, "notice-not-shown").ids == (
        str(Contact.objects.get(channel="form").id),
    )
