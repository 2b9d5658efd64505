"""Packages: the table of moves by hand, links that are tried, and what is given."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from seloste.domain.contact import Channel, Kind
from seloste.domain.notice import Mode
from seloste.domain.package import (
    Attempt,
    PackageMove,
    PackageRefused,
    PackageState,
    automated,
    check_attempt,
    check_whole,
    class_for,
    next_state,
    portable,
)
from seloste.domain.package_review import (
    Mark,
    MarkReason,
    Segment,
    check_done,
    check_mark,
    check_second,
    passages_from,
    passages_json,
    passages_of,
    several,
    turn_marks,
    without,
)
from seloste.domain.redaction import Mark as Hidden
from seloste.domain.redaction import Reason
from seloste.domain.transcript import Speaker, Turn, Word
from seloste.services.notices import document

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ALLOWED = {
    ("building", "finish"): "ready",
    ("building", "destroy"): "destroyed",
    ("ready", "offer"): "offered",
    ("ready", "hand-over"): "handed",
    ("ready", "destroy"): "destroyed",
    ("offered", "offer"): "offered",
    ("offered", "lock"): "locked",
    ("offered", "fetch"): "fetched",
    ("offered", "hand-over"): "handed",
    ("offered", "destroy"): "destroyed",
    ("locked", "offer"): "offered",
    ("locked", "hand-over"): "handed",
    ("locked", "destroy"): "destroyed",
    ("fetched", "destroy"): "destroyed",
    ("handed", "destroy"): "destroyed",
}
REFUSED = set(itertools.product(PackageState, PackageMove)) - {
    (PackageState(state), PackageMove(move)) for state, move in ALLOWED
}
OFFERED = Attempt(PackageState.OFFERED, NOW + timedelta(days=7), 0, None)


def words(*said: str, start: float = 0.0) -> tuple[Word, ...]:
    return tuple(
        Word(text, start + at, start + at + 0.5, 1.0) for at, text in enumerate(said)
    )


def turn(speaker: Speaker, *said: str, channel: int = 0) -> Turn:
    return Turn(channel, speaker, words(*said))


@pytest.mark.parametrize(("state", "move"), ALLOWED)
def test_the_table_leads_where_it_should(state: str, move: str) -> None:
    after = next_state(PackageState(state), PackageMove(move))

    assert after == ALLOWED[state, move]


@pytest.mark.parametrize(("state", "move"), sorted(REFUSED))
def test_everything_else_is_refused(state: PackageState, move: PackageMove) -> None:
    with pytest.raises(PackageRefused, match="no-such-move"):
        next_state(state, move)


def test_a_standing_link_may_be_tried() -> None:
    check_attempt(OFFERED, NOW)


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        (Attempt(PackageState.FETCHED, OFFERED.expires_at, 1, None), "unknown-link"),
        (Attempt(PackageState.READY, None, 0, None), "unknown-link"),
        (Attempt(PackageState.LOCKED, OFFERED.expires_at, 3, None), "locked"),
        (Attempt(PackageState.OFFERED, NOW, 0, None), "expired"),
        (Attempt(PackageState.OFFERED, OFFERED.expires_at, 3, None), "locked"),
        (
            Attempt(
                PackageState.OFFERED,
                OFFERED.expires_at,
                1,
                NOW - timedelta(minutes=29),
            ),
            "being-fetched",
        ),
    ],
)
def test_a_link_is_refused(attempt: Attempt, reason: str) -> None:
    with pytest.raises(PackageRefused, match=reason):
        check_attempt(attempt, NOW)


def test_a_download_that_was_cut_long_ago_may_be_tried_again() -> None:
    cut = Attempt(
        PackageState.OFFERED, OFFERED.expires_at, 1, NOW - timedelta(minutes=30)
    )

    check_attempt(cut, NOW)


def test_paper_is_not_processed_by_automated_means() -> None:
    assert automated(Channel.CHAT)
    assert not automated(Channel.PAPER)


def test_only_what_the_person_said_is_portable() -> None:
    mine = turn(Speaker.CUSTOMER, "hei")
    turns = (mine, turn(Speaker.AGENT, "hei"), turn(Speaker.UNKNOWN, "kyllä"))

    assert portable(turns) == (mine,)


def test_a_transcript_with_a_turn_left_away_is_no_copy() -> None:
    check_whole((0, 1, 2), 3)

    for numbers in ((0, 2), (0, 1, 2, 3), ()):
        with pytest.raises(PackageRefused, match="changed"):
            check_whole(numbers, 3)


def test_what_the_notice_says_of_packages_is_kept_to() -> None:
    source = Path(__file__).parent.parent.parent / "examples" / "model.yaml"
    text = source.read_text(encoding="utf-8").replace(
        "      days: 30", "      days: 14"
    )

    found = class_for(document.parse(text))

    assert (found.id, found.promise) == ("rights-package", "M-33")
    assert found.period is not None
    assert found.period.days == 14


def test_a_notice_without_a_class_gets_thirty_days() -> None:
    source = Path(__file__).parent.parent.parent / "examples" / "sok-mara.yaml"
    notice = document.parse(source.read_text(encoding="utf-8"))

    found = class_for(notice)

    assert found.id == "rights-package"
    assert found.mode is Mode.EXACTLY
    assert found.period is not None
    assert found.period.days == 30


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (Mark.GIVE, MarkReason.OTHER_PRIVATE),
        (Mark.GIVE, MarkReason.SECTION_34),
        (Mark.REDACT, MarkReason.OWN),
        (Mark.LEAVE_OUT, MarkReason.OTHER_IDENTITY),
        (Mark.LEAVE_OUT, MarkReason.STAFF),
    ],
)
def test_a_mark_needs_a_reason_that_carries_it(mark: Mark, reason: MarkReason) -> None:
    with pytest.raises(PackageRefused, match="wrong-reason"):
        check_mark(Kind.MESSAGE, mark, reason)


def test_a_file_is_given_whole_or_not_at_all() -> None:
    check_mark(Kind.ATTACHMENT, Mark.LEAVE_OUT, MarkReason.SECRET)

    with pytest.raises(PackageRefused, match="not-redacted"):
        check_mark(Kind.ATTACHMENT, Mark.REDACT, MarkReason.SECRET)


def test_an_unmarked_part_keeps_the_answer_back() -> None:
    done = Segment(0, Mark.GIVE, "staff:a")

    check_done([done])

    with pytest.raises(PackageRefused, match="unreviewed"):
        check_done([done, Segment(1)])


def test_where_several_took_part_two_people_look() -> None:
    one = Segment(0, Mark.GIVE, "staff:a", several=True)

    with pytest.raises(PackageRefused, match="unreviewed"):
        check_done([one])

    check_done([Segment(0, Mark.GIVE, "staff:a", "staff:b", several=True)])


def test_the_second_person_is_another() -> None:
    with pytest.raises(PackageRefused, match="same-person"):
        check_second("staff:a", "staff:a")


@pytest.mark.parametrize(
    ("customers", "others", "speakers", "expected"),
    [(1, 0, 2, False), (1, 1, 2, True), (2, 0, 2, True), (1, 0, 3, True)],
)
def test_several_took_part(
    customers: int, others: int, speakers: int, expected: bool
) -> None:
    found = several(customers=customers, others=others, speakers=speakers)

    assert found is expected


def test_passages_are_taken_out_wherever_they_stand() -> None:
    text = "Naapuri Pekka\nVirtanen soitti. pekka virtanen valitti."

    hidden = without(
        text,
        passages_of("Pekka Virtanen\n\n"),
        reason=MarkReason.OTHER_IDENTITY,
        language="fi",
    )

    assert hidden == (
        "Naapuri [toisen henkilön tieto] soitti. [toisen henkilön tieto] valitti."
    )


def test_without_passages_all_of_it_is_hidden() -> None:
    hidden = without("salaista", (), reason=MarkReason.SECRET, language="en")

    assert hidden == "[confidential]"


def test_a_passage_that_is_not_there_is_refused() -> None:
    with pytest.raises(PackageRefused, match="not-redacted"):
        without("Maija", ("Pekka",), reason=MarkReason.OTHER_IDENTITY, language="fi")


def test_words_of_a_turn_are_hidden_by_their_seconds() -> None:
    one = turn(Speaker.CUSTOMER, "naapuri", "Pekka", "Virtanen,", "kyllä", channel=1)

    marks = turn_marks(one, ("pekka virtanen",), reason=MarkReason.OTHER_IDENTITY)

    assert marks == (Hidden(1.0, 2.5, Reason.OTHERS, 1, by_person=True),)


def test_a_whole_turn_is_hidden() -> None:
    marks = turn_marks(
        turn(Speaker.OTHER, "haloo", "täällä"), (), reason=MarkReason.OTHER_PRIVATE
    )

    assert marks == (Hidden(0.0, 1.5, Reason.OTHERS, 0, by_person=True),)


def test_passages_survive_sealing() -> None:
    assert passages_from(passages_json(("Pekka", "Ä"))) == ("Pekka", "Ä")


def test_too_many_passages_are_refused() -> None:
    with pytest.raises(PackageRefused, match="not-redacted"):
        passages_of("\n".join(str(at) for at in range(51)))
