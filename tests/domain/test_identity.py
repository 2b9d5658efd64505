"""How surely it is known who asks: levels, what each right needs, and matches."""

from datetime import UTC, datetime, timedelta

import pytest

from seloste.domain import identity
from seloste.domain.identity import (
    Assurance,
    Evidence,
    IdentityRefused,
    Method,
    Owned,
    Proof,
    Seen,
)
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Role

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

ENOUGH = {
    "confirmation": (3, 2),
    "access": (3, 2),
    "transcript": (3, 2),
    "portability": (3, 2),
    "erasure": (2, 2),
    "rectification": (1, 1),
    "restriction": (1, 1),
    "objection": (1, 1),
    "withdrawal": (1, 1),
}
"""For each right: the level that is enough, and the least with the DPO's approval."""


@pytest.mark.parametrize(
    ("proofs", "level"),
    [
        ((), 0),
        ((Proof(Method.CODE, "a"),), 1),
        ((Proof(Method.CODE, "a"), Proof(Method.CODE, "a")), 1),
        ((Proof(Method.CODE, "a"), Proof(Method.CODE, "b")), 2),
        ((Proof(Method.CODE, "a"), Proof(Method.LETTER, "b")), 2),
        ((Proof(Method.LETTER, "b"),), 1),
        ((Proof(Method.LETTER, "b"), Proof(Method.LETTER, "c")), 1),
        ((Proof(Method.CALL_BACK, "t"),), 2),
        ((Proof(Method.STRONG),), 3),
        ((Proof(Method.IN_PERSON),), 3),
    ],
)
def test_proofs_reach_a_level_together(proofs: tuple[Proof, ...], level: int) -> None:
    assert identity.assurance(proofs) == level


@pytest.mark.parametrize("kind", list(RequestKind))
@pytest.mark.parametrize("level", range(4))
def test_each_right_has_its_level(kind: RequestKind, level: int) -> None:
    alone, with_dpo = ENOUGH[kind.value]

    assert identity.enough(kind, level) is (level >= alone)
    by_dpo = identity.enough(kind, level, approver=[Role.DPO])
    assert by_dpo is (level >= with_dpo)
    by_manager = identity.enough(kind, level, approver=[Role.RECORDS_MANAGER])
    assert by_manager is (level >= alone)


@pytest.mark.parametrize("kind", list(RequestKind))
def test_sound_always_needs_the_strongest(kind: RequestKind) -> None:
    assert not identity.enough(kind, 2, sensitive=True, approver=[Role.DPO])
    assert identity.enough(kind, 3, sensitive=True)


def test_a_code_ends_after_ten_minutes() -> None:
    sent = NOW - timedelta(minutes=10)

    assert not identity.stands(expires_at=sent + identity.CODE_LASTS, tries=0, now=NOW)
    sent += timedelta(seconds=1)
    assert identity.stands(expires_at=sent + identity.CODE_LASTS, tries=4, now=NOW)


def test_a_code_bears_five_tries() -> None:
    ends = NOW + identity.CODE_LASTS

    assert identity.stands(expires_at=ends, tries=4, now=NOW)
    assert not identity.stands(expires_at=ends, tries=5, now=NOW)


@pytest.mark.parametrize("evidence", list(Evidence))
def test_only_its_time_makes_a_contact_somebody_elses(evidence: Evidence) -> None:
    others = {"not-yet-theirs", "no-longer-theirs"}

    assert identity.outside([Evidence.SAME_NAME, evidence]) is (evidence in others)


@pytest.mark.parametrize(
    ("told", "over"),
    [
        (None, False),
        (timedelta(hours=47, minutes=59), False),
        (timedelta(hours=48), True),
    ],
)
def test_an_old_address_has_48_hours(told: timedelta | None, over: bool) -> None:
    assert identity.cooled_off(None if told is None else NOW - told, NOW) is over


@pytest.mark.parametrize(
    ("at", "against"),
    [
        (NOW - timedelta(days=2), {Evidence.NOT_YET_THEIRS}),
        (NOW - timedelta(days=1), set()),
        (NOW, set()),
        (NOW + timedelta(days=1), {Evidence.NO_LONGER_THEIRS}),
    ],
)
def test_a_contact_outside_the_time_speaks_against(
    at: datetime, against: set[Evidence]
) -> None:
    owned = Owned(NOW - timedelta(days=1), NOW + timedelta(days=1))

    assert owned.against(at) == against


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Maija Meikäläinen", "MEIKÄLÄINEN, Maija", True),
        ("Maija Meikäläinen", "Maija Virtanen", False),
        ("", "", False),
    ],
)
def test_names_are_compared_as_words(one: str, other: str, same: bool) -> None:
    assert identity.same_name(one, other) is same


def test_the_level_to_begin_with_leaves_a_way_without_bank_credentials() -> None:
    assert identity.least(RequestKind.ACCESS) is Assurance.TWO_CHANNELS
    assert identity.least(RequestKind.OBJECTION) is Assurance.ONE_CHANNEL


E = Evidence


@pytest.mark.parametrize(
    ("evidence", "alone", "strong"),
    [
        ({E.PROVEN_CHANNEL}, "proven", "proven"),
        ({E.PROVEN_CHANNEL, E.SAME_NAME}, "proven", "proven"),
        ({E.PROVEN_CHANNEL, E.OTHER_NAME}, "doubtful", "doubtful"),
        ({E.PROVEN_CHANNEL, E.BROKEN}, "doubtful", "doubtful"),
        ({E.PROVEN_CHANNEL, E.BROKEN, E.SAME_NAME}, "doubtful", "proven"),
        ({E.PROVEN_CHANNEL, E.CAME_LATER, E.SAME_NAME}, "doubtful", "doubtful"),
        ({E.PROVEN_CHANNEL, E.NOT_YET_THEIRS}, "anothers", "anothers"),
        ({E.PROVEN_CHANNEL, E.NO_LONGER_THEIRS}, "anothers", "anothers"),
        ({E.GIVEN_CHANNEL}, "doubtful", "doubtful"),
        ({E.GIVEN_CHANNEL, E.SAME_NAME}, "doubtful", "proven"),
        ({E.GIVEN_CHANNEL, E.OTHER_NAME}, "anothers", "anothers"),
        ({E.SAME_CUSTOMER}, "doubtful", "doubtful"),
        ({E.ORIGIN}, "doubtful", "doubtful"),
    ],
)
def test_evidence_is_worth_what_it_proves(
    evidence: set[Evidence], alone: str, strong: str
) -> None:
    assert identity.weight(evidence, strong=False) == alone
    assert identity.weight(evidence, strong=True) == strong


def days(*seen: tuple[int, bool | None]) -> list[Seen]:
    return [Seen(NOW - timedelta(days=ago), own) for ago, own in seen]


@pytest.mark.parametrize(
    ("seen", "since"),
    [
        ([], 0),
        ([(10, True), (90, None), (100, True)], 100),
        ([(10, True), (20, False), (30, True)], 10),
        ([(91, True)], 0),
        ([(90, True)], 90),
        ([(80, None), (91, None)], 80),
        ([(80, True), (171, True)], 80),
        ([(30, True), (5, False)], 0),
    ],
)
def test_a_proof_reaches_back_to_the_last_sign_of_another(
    seen: list[tuple[int, bool | None]], since: int
) -> None:
    found = identity.unbroken_since(days(*seen), proven_at=NOW)

    assert found == NOW - timedelta(days=since)


@pytest.mark.parametrize(
    ("wrong", "minutes", "allowed"),
    [
        (0, 0, True),
        (4, 0, True),
        (5, 0, False),
        (5, 1, True),
        (6, 1, False),
        (6, 2, True),
        (10, 31, False),
        (10, 32, True),
        (20, 60, True),
        (29, 60, True),
        (30, 600, False),
    ],
)
def test_wrong_codes_slow_the_next_one_down(
    wrong: int, minutes: int, allowed: bool
) -> None:
    tried = [NOW] * wrong
    now = NOW + timedelta(minutes=minutes)

    if allowed:
        identity.check_try(tried, now)
        return
    with pytest.raises(IdentityRefused, match="too-many-tries"):
        identity.check_try(tried, now)


@pytest.mark.parametrize(
    ("own", "all_of_address", "confirmed", "expected"),
    [
        (0, 8, False, True),
        (0, 9, False, False),
        (0, 99, True, True),
        (1, 9, True, False),
        (2, 8, True, True),
        (3, 3, True, False),
    ],
)
def test_a_confirmed_request_gets_its_first_code(
    own: int, all_of_address: int, confirmed: bool, expected: bool
) -> None:
    may = identity.may_send(own=own, all_of_address=all_of_address, confirmed=confirmed)

    assert may is expected
