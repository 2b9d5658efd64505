"""A hit in a call leads to the second at which it is answered best, and to others."""

import pytest

from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.services import searching
from tests.services.conftest import NOW
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.searches import call, found, letter, recording_of, work_off
from tests.services.works import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]

FILLER = " ".join(["niin"] * 40)
SECONDS = 120.0


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


def said(desk: Desk, *turns: tuple[float, str]) -> None:
    """Let somebody say something in a long call, and index it."""
    contact = call(desk, 1, (0.5, "hei"))
    recording = recording_of(contact).object
    words = [turn(0, start, text, pace=0.25) for start, text in turns]
    write(transcript(recording, *words, seconds=SECONDS), desk=desk, now=NOW)
    work_off(desk)


def marked(result: searching.Result) -> list[str]:
    """Return what is marked in an excerpt."""
    return [piece.text for piece in result.pieces if piece.hit]


def test_a_phrase_leads_to_where_its_words_stand_side_by_side(
    desk: Desk, eino: Actor
) -> None:
    said(
        desk,
        (1.0, f"auto on musta {FILLER}"),
        (30.0, f"ja kissa meni pois {FILLER}"),
        (60.0, "siellä oli mustan kissan pentu"),
    )

    (result,) = found(desk, eino, '"musta kissa"').results

    assert (result.second, result.further) == (60.5, ())
    assert marked(result) == ["mustan kissan"]


def test_words_lead_to_where_they_stand_together_and_then_to_the_others(
    desk: Desk, eino: Actor
) -> None:
    said(
        desk,
        (1.0, f"auto on musta {FILLER}"),
        (30.0, f"ja kissa meni pois {FILLER}"),
        (60.0, "siellä oli kissan pentu aivan musta"),
    )

    (result,) = found(desk, eino, "musta kissa").results

    assert (result.second, result.further) == (60.5, (1.5, 30.25))
    assert marked(result)[-2:] == ["kissan", "musta"]


def test_a_word_that_is_said_again_is_offered_again_up_to_four_times(
    desk: Desk, eino: Actor
) -> None:
    said(desk, *((at * 15.0, f"kissa {FILLER}") for at in range(7)))

    (result,) = found(desk, eino, "kissa").results

    assert (result.second, result.further) == (0.0, (15.0, 30.0, 45.0, 60.0))


def test_the_word_itself_comes_before_a_compound_with_it(
    desk: Desk, eino: Actor
) -> None:
    said(desk, (1.0, f"vesivahinko {FILLER}"), (30.0, "se vahinko sattui"))

    (result,) = found(desk, eino, "vahinko").results

    assert (result.second, result.further) == (30.25, (1.0,))


def test_the_excerpt_of_a_letter_is_around_the_phrase(desk: Desk, eino: Actor) -> None:
    letter(desk, 1, f"Auto on musta. {FILLER} Ja kissa. {FILLER} Oli musta kissa.")
    work_off(desk)

    (result,) = found(desk, eino, '"musta kissa"').results

    assert (result.second, result.further) == (None, ())
    assert marked(result) == ["musta kissa"]
    assert "Auto" not in "".join(piece.text for piece in result.pieces)
