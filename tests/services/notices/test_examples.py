"""The two originals are encoded as they stand, gaps included.

What is expected is read from the notices themselves and written out by hand.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seloste.domain.contact import Channel
from seloste.domain.notice import (
    Capacity,
    ChannelNotPromised,
    ControllerUnknown,
    Enforce,
    HoldKind,
    Mode,
    Notice,
    Period,
    PurposeRefused,
    Text,
)
from seloste.domain.staff import Role
from seloste.services.notices import document

EXAMPLES = Path("examples")


def example(name: str) -> Notice:
    return document.load(EXAMPLES / f"{name}.yaml")


RETTA, SOK, MODEL = example("retta"), example("sok-mara"), example("model")


def texts(value: Any) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [t for f in fields(value) for t in texts(getattr(value, f.name))]
    return []


def test_every_promise_of_the_originals_has_its_id() -> None:
    assert [p.id for p in RETTA.promises] == [f"R-{n:02}" for n in range(1, 39)]
    assert [p.id for p in SOK.promises] == [f"S-{n:02}" for n in range(1, 25)]


@pytest.mark.parametrize("notice", [RETTA, SOK, MODEL], ids=lambda n: n.register)
def test_every_text_is_said_in_three_different_languages(notice: Notice) -> None:
    same = [t for t in texts(notice) if len({t.fi, t.sv, t.en}) != 3]

    assert len(texts(notice)) > 60
    assert same == []


def test_retta_has_two_controllers_with_their_business_ids() -> None:
    known = {c.name: c.business_id for c in RETTA.controllers}

    assert known == {"Retta Isännöinti Oy": "0871684-7", "Retta Oy": "3434128-4"}


@pytest.mark.parametrize(
    ("address", "controller", "capacity"),
    [
        ("asiakaspalvelu@isannointi.retta.example", "retta-isannointi", "controller"),
        ("taloyhtiot@isannointi.retta.example", "retta-isannointi", "processor"),
        ("asiakaspalvelu@retta.example", "retta", "controller"),
        ("toimeksiannot@retta.example", "retta", "processor"),
        ("+358900000103", "retta", "controller"),
    ],
)
def test_retta_answers_as_controller_or_as_processor(
    address: str, controller: str, capacity: str
) -> None:
    found, in_capacity = RETTA.controller_for(address)

    assert (found.id, in_capacity) == (controller, Capacity(capacity))


def test_retta_cannot_tell_whose_an_unknown_address_is() -> None:
    with pytest.raises(ControllerUnknown):
        RETTA.controller_for("somebody@else.example")


@pytest.mark.parametrize("channel", ["call", "mail", "chat", "form", "paper"])
def test_retta_keeps_everything_that_arrives_for_180_days(channel: str) -> None:
    kept = RETTA.class_for(Channel(channel))

    assert (kept.mode, kept.period, kept.promise) == (
        Mode.EXACTLY,
        Period(days=180),
        "R-17",
    )


def test_retta_keeps_feedback_and_complaints_until_they_are_handled() -> None:
    open_ended = {c.id: c.promise for c in RETTA.retention if c.period is None}

    assert open_ended == {"feedback": "R-20", "complaint": "R-20"}


def test_sok_keeps_calls_for_at_most_three_months_and_nothing_else() -> None:
    kept = SOK.class_for(Channel.CALL)

    assert (kept.mode, kept.period, kept.promise) == (
        Mode.AT_MOST,
        Period(months=3),
        "S-14",
    )
    with pytest.raises(ChannelNotPromised):
        SOK.class_for(Channel.MAIL)


def test_sok_records_only_after_the_announcement_and_offers_other_ways() -> None:
    rule = SOK.channel_rule(Channel.CALL)

    assert rule.recorded
    assert rule.announced
    assert [way.fi for way in rule.alternatives] == [
        "sähköposti",
        "verkkopalvelu",
        "sovellus",
    ]


def test_retta_does_not_promise_an_announcement() -> None:
    rule = RETTA.channel_rule(Channel.CALL)

    assert (rule.recorded, rule.announced) == (True, False)


def test_every_hold_has_its_mandate() -> None:
    assert {rule.kind.value: rule.promise for rule in RETTA.holds} == {
        "task": "R-18",
        "feedback": "R-20",
        "complaint": "R-20",
        "legal_claim": "R-20",
        "access_request": "R-28",
        "restriction": "R-31",
    }
    assert {rule.kind.value: rule.promise for rule in SOK.holds} == {
        "complaint": "S-15",
        "access_request": "S-16",
        "restriction": "S-16",
    }


def test_sok_has_no_mandate_for_a_legal_claim() -> None:
    assert RETTA.hold_rule(HoldKind.LEGAL_CLAIM) is not None
    assert SOK.hold_rule(HoldKind.LEGAL_CLAIM) is None


def test_an_insurer_receives_under_retta_and_not_under_sok() -> None:
    assert "insurer" in {r.kind for r in RETTA.recipients}
    assert {r.kind for r in SOK.recipients} == {"authority", "processor"}


def test_diets_are_special_and_no_condition_is_named() -> None:
    special = {c.id: c.condition for c in SOK.categories if c.special}

    assert special == {"diet": ""}


def test_the_days_on_which_they_came_into_force() -> None:
    assert (RETTA.effective, SOK.effective) == (date(2024, 7, 1), date(2022, 1, 21))


@pytest.mark.parametrize(
    ("notice", "role", "purpose", "category", "allowed"),
    [
        (RETTA, Role.AGENT, "service", "recording", True),
        (RETTA, Role.AGENT, "quality", "recording", False),
        (RETTA, Role.TRAINER, "quality", "recording", True),
        (RETTA, Role.TRAINER, "quality", "identity", False),
        (RETTA, Role.TRAINER, "complaints", "content", False),
        (RETTA, Role.RECORDS_MANAGER, "complaints", "content", True),
        (RETTA, Role.DPO, "legal-defence", "recording", True),
        (RETTA, Role.AGENT, "rights", "content", False),
        (RETTA, Role.ADMIN, "service", "metadata", False),
        (RETTA, Role.AGENT, "marketing", "identity", False),
        (SOK, Role.TRAINER, "training", "recording", True),
        (SOK, Role.AGENT, "training", "recording", False),
        (SOK, Role.AGENT, "correctness", "recording", True),
        (SOK, Role.AGENT, "correctness", "diet", False),
        (SOK, Role.RECORDS_MANAGER, "parties-rights", "diet", True),
    ],
)
def test_roles_read_only_what_their_purposes_need(
    notice: Notice, role: Role, purpose: str, category: str, allowed: bool
) -> None:
    try:
        notice.allow_reading(role=role, purpose_id=purpose, category=category)
    except PurposeRefused:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize("notice", [RETTA, SOK, MODEL], ids=lambda n: n.register)
def test_answering_requests_is_a_purpose_whatever_the_notice_lists(
    notice: Notice,
) -> None:
    (purpose,) = [p for p in notice.purposes if p.statutory]

    assert purpose.roles == {Role.RECORDS_MANAGER, Role.DPO}
    assert purpose.categories == {category.id for category in notice.categories}


def test_the_model_uses_every_way_of_keeping_a_promise() -> None:
    assert {p.enforce for p in MODEL.promises} == set(Enforce)
