"""What a request means for each item, each row of the rule written out by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain import rights_decision as rules
from seloste.domain.contact import Kind
from seloste.domain.hold import DisposalHold
from seloste.domain.notice import HoldKind
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import DecisionRefused, ItemFacts, Line, Outcome

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MESSAGE = ItemFacts(
    item_id=UUID(int=1),
    contact_id=UUID(int=2),
    kind=Kind.MESSAGE,
    act_at=NOW + 180 * DAY,
    bases=frozenset({"6(1)(b)", "6(1)(f)"}),
)


def hold(kind: HoldKind, *, released: bool = False, number: int = 7) -> DisposalHold:
    return DisposalHold(
        id=UUID(int=number),
        kind=kind,
        promise="R-20",
        placed_at=NOW - DAY,
        review_by=NOW + 90 * DAY,
        released_at=NOW - DAY / 2 if released else None,
    )


def decided(asked: RequestKind, facts: ItemFacts, ground: str = "17(1)(a)") -> Line:
    return rules.decide(asked, facts, ground=ground, now=NOW)


@pytest.mark.parametrize(
    ("asked", "outcome", "ground"),
    [
        (RequestKind.CONFIRMATION, "give", "15(1)"),
        (RequestKind.ACCESS, "give", "15(3)"),
        (RequestKind.TRANSCRIPT, "give", "15(3)"),
        (RequestKind.PORTABILITY, "give", "20(1)"),
        (RequestKind.RECTIFICATION, "keep", "16"),
        (RequestKind.ERASURE, "erase", "17(1)(a)"),
        (RequestKind.RESTRICTION, "block", "18(1)(a)"),
        (RequestKind.OBJECTION, "block", "21(1)"),
        (RequestKind.WITHDRAWAL, "block", "7(3)"),
    ],
)
def test_each_right_means_its_own_for_a_plain_item(
    asked: RequestKind, outcome: str, ground: str
) -> None:
    given = "18(1)(a)" if asked is RequestKind.RESTRICTION else "17(1)(a)"

    line = decided(asked, MESSAGE, given)

    assert (line.outcome, line.ground) == (outcome, ground)


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (HoldKind.TASK, "17(1)(a)"),
        (HoldKind.FEEDBACK, "17(1)(a)"),
        (HoldKind.COMPLAINT, "17(3)(e)"),
        (HoldKind.LEGAL_CLAIM, "17(3)(e)"),
        (HoldKind.AUTHORITY_ORDER, "17(3)(b)"),
        (HoldKind.BREACH_EVIDENCE, "17(3)(e)"),
        (HoldKind.ACCESS_REQUEST, "15(3)"),
        (HoldKind.RESTRICTION, "18(2)"),
    ],
)
def test_what_a_hold_keeps_is_kept_with_its_article_and_remembered(
    kind: HoldKind, ground: str
) -> None:
    line = decided(RequestKind.ERASURE, replace(MESSAGE, holds=(hold(kind),)))

    assert (line.outcome, line.ground) == (Outcome.KEEP, ground)
    assert line.holds == (UUID(int=7),)
    assert line.review_by == NOW + 90 * DAY
    assert line.destroy_at == NOW + 180 * DAY
    assert line.remembered


def test_of_several_holds_the_strongest_gives_the_article() -> None:
    holds = (hold(HoldKind.TASK), hold(HoldKind.LEGAL_CLAIM, number=8))

    line = decided(RequestKind.ERASURE, replace(MESSAGE, holds=holds))

    assert line.ground == "17(3)(e)"
    assert line.holds == (UUID(int=7), UUID(int=8))


def test_a_released_hold_keeps_nothing() -> None:
    holds = (hold(HoldKind.COMPLAINT, released=True),)

    line = decided(RequestKind.ERASURE, replace(MESSAGE, holds=holds))

    assert (line.outcome, line.destroy_at) == (Outcome.ERASE, NOW)


def test_what_the_law_requires_is_kept_until_its_day() -> None:
    facts = replace(MESSAGE, bases=frozenset({"6(1)(c)"}))

    line = decided(RequestKind.ERASURE, facts)

    assert (line.outcome, line.ground) == (Outcome.KEEP, "17(3)(b)")
    assert line.destroy_at == NOW + 180 * DAY
    assert not line.remembered


@pytest.mark.parametrize("asked", list(RequestKind))
def test_what_is_kept_for_another_controller_is_forwarded_whatever_is_asked(
    asked: RequestKind,
) -> None:
    line = decided(asked, replace(MESSAGE, processor=True))

    assert (line.outcome, line.ground) == (Outcome.FORWARD, "28(3)(e)")


@pytest.mark.parametrize(
    "facts",
    [
        replace(MESSAGE, bases=frozenset({"6(1)(f)"})),
        replace(MESSAGE, kind=Kind.NOTE),
        replace(MESSAGE, incoming=False),
    ],
)
def test_portability_leaves_out_what_the_person_did_not_provide_or_no_contract_carries(
    facts: ItemFacts,
) -> None:
    assert decided(RequestKind.PORTABILITY, facts).outcome is Outcome.KEEP


def test_portability_gives_what_was_said_in_a_call_that_we_made() -> None:
    call = replace(MESSAGE, kind=Kind.RECORDING, incoming=False)

    assert decided(RequestKind.PORTABILITY, call).outcome is Outcome.GIVE


def test_what_was_corrected_is_shown_as_corrected() -> None:
    line = decided(RequestKind.RECTIFICATION, replace(MESSAGE, corrected=True))

    assert line.outcome is Outcome.CORRECT


def test_a_person_overrules_with_a_reason_and_it_shows() -> None:
    line = decided(RequestKind.ERASURE, MESSAGE)

    other = rules.overrule(
        RequestKind.ERASURE, line, Outcome.KEEP, reason="sopimus on voimassa"
    )

    assert (other.outcome, other.proposed) == (Outcome.KEEP, Outcome.ERASE)
    assert other.overruled


@pytest.mark.parametrize(
    ("facts", "outcome", "reason", "refused"),
    [
        (MESSAGE, Outcome.KEEP, " ", "no-reason"),
        (MESSAGE, Outcome.GIVE, "syy", "impossible-outcome"),
        (replace(MESSAGE, processor=True), Outcome.ERASE, "syy", "impossible-outcome"),
        (
            replace(MESSAGE, holds=(hold(HoldKind.COMPLAINT),)),
            Outcome.ERASE,
            "syy",
            "held",
        ),
    ],
)
def test_what_cannot_be_overruled_says_why(
    facts: ItemFacts, outcome: Outcome, reason: str, refused: str
) -> None:
    line = decided(RequestKind.ERASURE, facts)

    with pytest.raises(DecisionRefused) as caught:
        rules.overrule(RequestKind.ERASURE, line, outcome, reason=reason)

    assert caught.value.reason == refused


def second(asked: RequestKind, *facts: ItemFacts) -> bool:
    lines = [decided(asked, one) for one in facts]
    return rules.needs_second(asked, lines, facts)


RECORDING = replace(MESSAGE, kind=Kind.RECORDING)


@pytest.mark.parametrize(
    ("asked", "facts", "expected"),
    [
        (RequestKind.ACCESS, MESSAGE, False),
        (RequestKind.ACCESS, RECORDING, False),
        (RequestKind.ACCESS, replace(RECORDING, others=1), True),
        (RequestKind.ACCESS, replace(RECORDING, special=True), True),
        (RequestKind.ACCESS, replace(MESSAGE, others=1), False),
        (RequestKind.ERASURE, MESSAGE, True),
        (
            RequestKind.ERASURE,
            replace(MESSAGE, holds=(hold(HoldKind.COMPLAINT),)),
            True,
        ),
        (RequestKind.RECTIFICATION, MESSAGE, True),
        (RequestKind.RECTIFICATION, replace(MESSAGE, corrected=True), False),
        (RequestKind.RESTRICTION, MESSAGE, False),
    ],
)
def test_two_people_for_third_voices_special_categories_and_what_is_gone_or_refused(
    asked: RequestKind, facts: ItemFacts, expected: bool
) -> None:
    assert second(asked, facts) is expected


def test_what_was_overruled_needs_a_second_person() -> None:
    line = decided(RequestKind.ERASURE, MESSAGE)
    other = rules.overrule(RequestKind.ERASURE, line, Outcome.BLOCK, reason="syy")

    assert rules.needs_second(RequestKind.ERASURE, [other], [MESSAGE])


def test_a_remembered_erasure_waits_for_its_hold_and_for_nothing_else() -> None:
    standing = hold(HoldKind.COMPLAINT)
    released = hold(HoldKind.COMPLAINT, released=True)

    assert not rules.destroyed_on_release(remembered_at=NOW, holds=[standing], now=NOW)
    assert rules.destroyed_on_release(remembered_at=NOW, holds=[released], now=NOW)


def test_metadata_stay_as_long_as_what_they_describe() -> None:
    meta = decided(
        RequestKind.ERASURE,
        replace(MESSAGE, item_id=UUID(int=3), kind=Kind.META),
    )
    held = decided(
        RequestKind.ERASURE, replace(MESSAGE, holds=(hold(HoldKind.COMPLAINT),))
    )
    other = decided(RequestKind.ERASURE, replace(MESSAGE, contact_id=UUID(int=9)))
    assert meta.outcome is Outcome.ERASE

    lines = rules.together([meta, held, other])

    assert [line.outcome for line in lines] == ["keep", "keep", "erase"]
    assert lines[0].ground == "17(3)(e)"


def test_metadata_go_with_everything_they_describe() -> None:
    meta = decided(RequestKind.ERASURE, replace(MESSAGE, kind=Kind.META))

    assert rules.together([meta, decided(RequestKind.ERASURE, MESSAGE)])[0] == meta
