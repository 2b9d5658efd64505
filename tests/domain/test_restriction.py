"""Restriction: what still reaches restricted data, and when it may end."""

from datetime import UTC, datetime, timedelta

import pytest

from seloste.domain import restriction
from seloste.domain.notice import LegalBasis, Purpose, Text
from seloste.domain.restriction import Ground, RestrictionRefused

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
NAME = Text(fi="n", sv="n", en="n")


def purpose(*, claims: bool = False, statutory: bool = False) -> Purpose:
    return Purpose(
        id="p",
        name=NAME,
        bases=(LegalBasis("6(1)(f)"),),
        roles=frozenset(),
        categories=frozenset(),
        claims=claims,
        statutory=statutory,
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (purpose(), False),
        (purpose(claims=True), True),
        (purpose(statutory=True), True),
    ],
)
def test_only_claims_and_what_the_law_asks_reach_restricted_data(
    one: Purpose, expected: bool
) -> None:
    assert restriction.reaches(one) is expected


@pytest.mark.parametrize(
    ("ground", "article", "keeps"),
    [
        (Ground.CONTESTED, "18(1)(a)", False),
        (Ground.UNLAWFUL, "18(1)(b)", True),
        (Ground.CLAIMS, "18(1)(c)", True),
        (Ground.OBJECTION, "18(1)(d)", False),
    ],
)
def test_each_ground_has_its_article_and_two_stop_destruction(
    ground: Ground, article: str, keeps: bool
) -> None:
    assert restriction.ARTICLES[ground] == article
    assert restriction.keeps(ground) is keeps


def test_it_is_not_lifted_before_the_person_was_told() -> None:
    with pytest.raises(RestrictionRefused) as refused:
        restriction.check_lift(None, NOW)

    assert refused.value.reason == "not-told"


def test_it_is_lifted_a_week_after_telling_and_not_a_moment_sooner() -> None:
    lift_from = restriction.warn(None, NOW)
    assert lift_from == NOW + timedelta(days=7)

    with pytest.raises(RestrictionRefused) as refused:
        restriction.check_lift(lift_from, lift_from - timedelta(microseconds=1))
    restriction.check_lift(lift_from, lift_from)

    assert refused.value.reason == "too-soon"


def test_nobody_is_told_twice() -> None:
    with pytest.raises(RestrictionRefused) as refused:
        restriction.warn(NOW, NOW)

    assert refused.value.reason == "told-already"
