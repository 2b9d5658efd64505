"""Many people with random histories ask for everything; a checker looks everywhere.

``make test`` plays 32 of them; ``make drill`` plays a thousand.
"""

import os
from pathlib import Path

import pytest

from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from tests.drills import checker, history, people
from tests.drills.history import House, Lived
from tests.drills.people import REFUSED, Wish
from tests.services.works import staff

PEOPLE = int(os.environ.get("SELOSTE_DRILL_PEOPLE", "32"))
SEED = 20261129

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("registers")]


@pytest.fixture
def house(registers: None, desk: Desk) -> House:
    """Aino and Onni, who answer for both registers."""
    return House(
        desk,
        staff("aino", Role.RECORDS_MANAGER, register=""),
        staff("onni", Role.DPO, register=""),
    )


def test_everybody_gets_what_is_theirs_and_nothing_else(
    house: House, tmp_path: Path
) -> None:
    invented = people.invented(PEOPLE, SEED)
    lived = [history.live(one, house) for one in invented]
    everything = {mark for one in lived for mark in one.contacts}
    before = checker.marks_of_contacts(house.desk.vault)
    assert set().union(*before.values()) == everything

    answered = [history.ask(one, house) for one in lived]

    assert not _wrong_answers(answered)
    assert not _wrong_stores(answered, house)
    assert checker.unreleased() == 0
    assert checker.refused() == sum(one.wish in REFUSED for one in invented)
    assert not checker.plain_in_files(tmp_path) | checker.plain_in_tables()


def _wrong_answers(answered: list[Lived]) -> list[tuple[int, set[str], set[str]]]:
    """Return the people whose answer lacks something or has another's."""
    wrong = []
    for one in answered:
        files = b"\n".join(one.answer.values())
        got = checker.marks_in(files)
        theirs = {planned.mark for planned in one.person.own}
        wanted = one.person.given
        lacks = set() if wanted is None else set(wanted) - got
        if lacks or got - theirs:
            wrong.append((one.person.number, lacks, got - theirs))
    return wrong


def _wrong_stores(answered: list[Lived], house: House) -> list[tuple[int, str]]:
    """Return the people of whom something is gone, left or usable that must not be."""
    found = checker.marks_of_contacts(house.desk.vault)
    restricted = checker.restricted_contacts()
    forwarded = checker.forwarded_contacts()
    wrong = []
    for one in answered:
        left = set().union(*(found.get(pk, set()) for pk in one.contacts.values()))
        if left != one.person.kept:
            wrong.append((one.person.number, "kept"))
        theirs = {one.contacts[mark] for mark in one.person.forwarded}
        if set(one.contacts.values()) & forwarded != theirs:
            wrong.append((one.person.number, "forwarded"))
        own = {one.contacts[planned.mark] for planned in one.person.own}
        if one.person.blocked and not own <= restricted:
            wrong.append((one.person.number, "restricted"))
    return wrong


@pytest.mark.parametrize("wish", list(Wish))
def test_the_drill_has_somebody_for_every_wish(wish: Wish) -> None:
    """Show that no right is left out by chance."""
    assert any(one.wish is wish for one in people.invented(PEOPLE, SEED))


def test_the_checker_notices_what_is_left(house: House, tmp_path: Path) -> None:
    """Sabotage: an erasure that was promised and not done is found."""
    person = next(
        one
        for one in people.invented(32, SEED)
        if one.erased and not one.contacts[0].call
    )
    lived = history.live(person, house)

    assert _wrong_stores([lived], house) == [(person.number, "kept")]
