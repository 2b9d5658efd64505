"""Which words and seconds are hidden, and what takes their place."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain import redaction
from seloste.domain.finding import Confidence, Finding, FindingKind, Why, settle
from seloste.domain.redaction import Mark, Reason, RedactionRefused
from seloste.domain.transcript import (
    UNCLEAR,
    Speaker,
    Stretch,
    Transcript,
    Turn,
    Word,
)

CARD = Mark(2.0, 4.0, Reason.CARD, 1)


def turn(channel: int, *words: tuple[str, float, float]) -> Turn:
    said = tuple(Word(text, start, end, 0.7) for text, start, end in words)
    return Turn(channel, (Speaker.AGENT, Speaker.CUSTOMER)[channel], said)


def transcript(*turns: Turn, language: str = "fi") -> Transcript:
    return Transcript(
        recording=UUID(int=1),
        sha256="ab" * 32,
        seconds=20.0,
        channels=2,
        language=language,
        turns=turns,
        speech=(Stretch(1, 1.0, 2.4), Stretch(1, 2.6, 6.0)),
        gaps=(),
        engine="hand",
        model="none",
    )


SAID = transcript(
    turn(
        1, ("se", 1.0, 1.5), ("4111", 2.0, 3.0), ("1111", 3.0, 4.0), ("joo", 4.0, 4.4)
    ),
    turn(0, ("mm", 3.0, 3.2), ("kiitos", 6.0, 6.5)),
)


def test_one_label_stands_for_all_that_is_hidden_in_a_stretch() -> None:
    hidden = redaction.hidden(SAID, [CARD])

    assert hidden.turns[0].text == "se [kortin numero] joo"


def test_what_others_say_meanwhile_is_hidden_too() -> None:
    hidden = redaction.hidden(SAID, [CARD])

    assert hidden.turns[1].text == "[kortin numero] kiitos"


@pytest.mark.parametrize(
    ("language", "label"),
    [("sv", "[kortnummer]"), ("en", "[card number]"), ("", "[kortin numero]")],
)
def test_labels_speak_the_language_of_the_words(language: str, label: str) -> None:
    hidden = redaction.hidden(replace(SAID, language=language), [CARD])

    assert label in hidden.turns[0].text


@given(st.lists(st.text(alphabet="0123456789", min_size=1), min_size=1, max_size=8))
def test_nothing_that_is_left_depends_on_what_was_hidden(words: list[str]) -> None:
    step = 2.0 / len(words)
    secret = [
        (word, 2.0 + at * step, 2.0 + (at + 1) * step) for at, word in enumerate(words)
    ]
    told = transcript(turn(1, ("se", 1.0, 1.5), *secret, ("joo", 4.0, 4.4)))

    assert redaction.hidden(told, [CARD]) == redaction.hidden(
        transcript(turn(1, ("se", 1.0, 1.5), ("x", 2.0, 4.0), ("joo", 4.0, 4.4))),
        [CARD],
    )


def test_pauses_inside_what_is_hidden_are_not_told() -> None:
    hidden = redaction.hidden(SAID, [CARD])

    assert [(one.start, one.end) for one in hidden.speech] == [(1.0, 4.3), (1.7, 6.0)]


def test_what_was_listened_to_ends_nowhere_inside_what_is_hidden() -> None:
    certified = replace(SAID, listened=(Stretch(1, 1.0, 3.0), Stretch(1, 4.6, 6.0)))

    hidden = redaction.hidden(certified, [CARD])

    assert hidden.listened == (Stretch(1, 1.0, 4.3), Stretch(1, 4.6, 6.0))


def test_sound_is_silent_with_a_margin_and_never_before_the_beginning() -> None:
    marks = [CARD, Mark(0.1, 0.5, Reason.OTHER), Mark(19.9, 20.0, Reason.OTHER)]

    silent = [
        (round(start, 2), round(end, 2))
        for start, end in redaction.stretches(marks, seconds=20.0)
    ]
    assert silent == [(0.0, 0.8), (1.7, 4.3), (19.6, 20.0)]


def test_marks_that_are_near_are_closed_up() -> None:
    near = [CARD, replace(CARD, start=4.9, end=5.5), replace(CARD, start=7.0, end=8.0)]

    assert redaction.closed_up(near) == (
        replace(CARD, end=5.5),
        replace(CARD, start=7.0, end=8.0),
    )


def test_marks_of_different_reasons_stay_apart() -> None:
    other = replace(CARD, start=4.1, end=5.0, reason=Reason.OTHERS)

    assert redaction.closed_up([CARD, other]) == (CARD, other)


def test_a_long_pause_ends_a_number() -> None:
    words = transcript(turn(1, ("4111", 1.0, 2.0), ("1111", 18.0, 19.0)))

    [said] = redaction.said(words)

    assert said.text == "4111 ; 1111"


def test_a_cough_between_digits_parts_no_number() -> None:
    coughed = transcript(
        turn(1, ("neljä", 1.0, 1.5)),
        turn(1, ("[-]", 2.0, 3.0)),
        turn(1, ("yksi", 3.5, 4.0)),
    )

    [side] = redaction.said(coughed)
    every, channels = redaction.together(coughed)

    assert side.text == "neljä yksi"
    assert (every.text, channels) == ("neljä ; yksi", (1, 1))


def test_all_of_a_turn_goes_of_which_nobody_gave_the_seconds() -> None:
    heard = transcript(turn(1, ("kortti", 1.0, 2.0), ("neljä", 2.0, 9.0)))
    assert redaction.whole_turns(heard, (CARD,)) == (CARD,)

    assert redaction.whole_turns(replace(heard, engine="by-hand"), (CARD,)) == (
        Mark(1.0, 9.0, Reason.CARD, 1),
    )


def test_the_other_side_repeats_within_seconds() -> None:
    near = Mark(6.0, 7.0, Reason.OTHER, 0)
    late = Mark(13.0, 14.0, Reason.OTHER, 0)
    own = Mark(6.0, 7.0, Reason.OTHER, 1)

    repeated = redaction.echoes([near, late, own], of=[CARD], one_channel=False)

    assert repeated == (replace(near, reason=Reason.CARD),)
    assert len(redaction.echoes([own], of=[CARD], one_channel=True)) == 1


def test_speech_without_words_soon_after_is_taken_for_a_part_of_it() -> None:
    said = transcript(turn(1, ("4111", 2.0, 3.0), ("1111", 3.0, 4.0)))
    heard = replace(
        said,
        speech=(Stretch(1, 2.0, 4.0), Stretch(1, 6.0, 7.0), Stretch(1, 15.0, 17.0)),
    )

    assert redaction.unheard(heard, near=[CARD]) == (Mark(6.0, 7.0, Reason.CARD, 1),)


def test_what_nobody_can_make_out_soon_after_is_taken_for_a_part_of_it() -> None:
    said = transcript(turn(1, ("1111", 2.0, 4.0)), turn(0, (UNCLEAR, 6.0, 7.0)))

    found = redaction.unheard(replace(said, speech=()), near=[CARD])

    assert found == (Mark(6.0, 7.0, Reason.CARD, 0),)


def test_marks_come_back_as_they_were_sealed() -> None:
    mark = Mark(1.25, 2.5, Reason.OTHERS, None, by_person=True, words="äiti")

    assert redaction.from_json(redaction.to_json([mark, CARD])) == (mark, CARD)


def test_special_marks_are_for_everyone_but_those_who_reach_them() -> None:
    special = Mark(5.0, 6.0, Reason.SPECIAL)

    assert redaction.without_special([CARD, special]) == (CARD,)


def test_text_is_masked_in_place() -> None:
    text = "Kortti 4111 1111 1111 1111, kiitos"
    found = Finding(FindingKind.CARD, 7, 26, Confidence.SURE, Why.CHECKSUM)

    assert redaction.masked(text, [found], language="fi") == (
        "Kortti [kortin numero], kiitos"
    )


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (replace(CARD, end=2.0), "nothing-selected"),
        (replace(CARD, start=-1.0), "beyond-the-recording"),
        (replace(CARD, start=20.0, end=21.0), "beyond-the-recording"),
        (replace(CARD, end=20.4), "beyond-the-recording"),
        (replace(CARD, end=float("inf")), "beyond-the-recording"),
        (replace(CARD, start=float("-inf")), "beyond-the-recording"),
        (replace(CARD, end=float("nan")), "nothing-selected"),
        (replace(CARD, channel=2), "no-such-channel"),
        (replace(CARD, reason=Reason.OTHER), "no-reason"),
        (replace(CARD, words="x" * 501), "too-long"),
    ],
)
def test_a_mark_that_cannot_be_applied_is_refused(mark: Mark, reason: str) -> None:
    with pytest.raises(RedactionRefused) as refused:
        redaction.check_mark(mark, seconds=20.0, channels=2)

    assert refused.value.reason == reason


def test_a_mark_may_end_a_rounding_after_the_recording() -> None:
    redaction.check_mark(replace(CARD, end=20.1), seconds=20.0, channels=2)


def found(kind: FindingKind, start: int, end: int, sure: Confidence) -> Finding:
    return Finding(kind, start, end, sure, Why.FORM)


def test_what_is_hidden_at_once_wins_over_the_rest() -> None:
    phone = found(FindingKind.PHONE, 0, 30, Confidence.SURE)
    card = found(FindingKind.CARD, 5, 24, Confidence.LIKELY)

    assert settle([phone, card]) == (card,)


def test_the_surer_and_then_the_longer_finding_wins() -> None:
    name = found(FindingKind.NAME, 0, 12, Confidence.LIKELY)
    street = found(FindingKind.ADDRESS, 6, 30, Confidence.LIKELY)
    mail = found(FindingKind.EMAIL, 25, 40, Confidence.SURE)

    assert settle([name, street, mail]) == (name, mail)


def test_a_hint_stands_beside_anything() -> None:
    diet = found(FindingKind.DIET, 2, 8, Confidence.HINT)
    name = found(FindingKind.NAME, 0, 12, Confidence.LIKELY)

    assert settle([name, diet]) == (name, diet)
