"""What corrects something, who agrees, and which words differ."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from seloste.domain import correction as rules
from seloste.domain.contact import Kind
from seloste.domain.correction import Piece, Proposal, Wording
from seloste.domain.rights_decision import DecisionRefused, ItemFacts

OLD = Wording("Asun Kotikadulla.\n", subject="Vesivahinko", lines=("subject",))
NEW = replace(OLD, text="Asun Rantakadulla.\n")


@pytest.mark.parametrize(
    ("after", "reason", "refused"),
    [
        (OLD, "Muutto", "no-correction"),
        (replace(OLD, text="Asun Kotikadulla."), "Muutto", "no-correction"),
        (replace(OLD, text=" \n"), "Muutto", "no-correction"),
        (NEW, "  ", "no-reason"),
        (replace(OLD, text="x" * 20_001), "Muutto", "too-long"),
        (replace(OLD, subject="x" * 501), "Muutto", "too-long"),
        (NEW, "x" * 2001, "too-long"),
    ],
)
def test_what_corrects_nothing_is_refused(
    after: Wording, reason: str, refused: str
) -> None:
    with pytest.raises(DecisionRefused, match=refused):
        rules.check(OLD, after, reason=reason)


@pytest.mark.parametrize("after", [NEW, replace(OLD, subject="Vuoto")])
def test_another_text_or_subject_is_a_correction(after: Wording) -> None:
    rules.check(OLD, after, reason="Muutto")


@pytest.mark.parametrize(("others", "two"), [(0, False), (1, True), (2, True)])
def test_two_people_where_others_took_part(others: int, two: bool) -> None:
    facts = ItemFacts(
        item_id=UUID(int=1),
        contact_id=UUID(int=2),
        kind=Kind.MESSAGE,
        act_at=datetime(2026, 11, 1, tzinfo=UTC),
        others=others,
    )

    assert rules.takes_two(facts) is two


def test_each_version_marks_what_the_other_does_not_have() -> None:
    old, new = rules.compared("Asun Kotikatu 1:ssä.", "Asun nyt Kotikatu 2:ssa.")

    assert [one.text for one in old if one.changed] == ["1", "ssä"]
    assert [one.text for one in new if one.changed] == [" nyt", "2", "ssa"]
    assert "".join(one.text for one in old) == "Asun Kotikatu 1:ssä."
    assert "".join(one.text for one in new) == "Asun nyt Kotikatu 2:ssa."


def test_the_same_text_has_nothing_marked() -> None:
    same = (Piece("Hei vain"),)

    assert rules.compared("Hei vain", "Hei vain") == (same, same)


def test_a_proposal_is_read_as_it_was_written() -> None:
    proposal = Proposal(NEW, "Muutto")

    assert Proposal.from_json(proposal.to_json()) == proposal
