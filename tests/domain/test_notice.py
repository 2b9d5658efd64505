"""A notice answers what may be kept, by whom, and who may read it."""

from dataclasses import replace
from pathlib import Path

import pytest

from seloste.domain.contact import Channel
from seloste.domain.notice import (
    Capacity,
    ChannelRule,
    Language,
    Origin,
    Period,
    Text,
)
from seloste.domain.staff import Role
from seloste.services.notices import document

RETTA, SOK = (
    document.load(Path(f"examples/{name}.yaml")) for name in ("retta", "sok-mara")
)


def test_text_is_said_in_the_language_asked_for() -> None:
    text = Text(fi="nimi", sv="namn", en="name")

    assert [text.in_(language) for language in Language] == ["nimi", "namn", "name"]


@pytest.mark.parametrize(
    ("days", "months"), [(0, 0), (1, 1), (-1, 0), (0, -1), (-1, 1), (1, -1)]
)
def test_a_period_is_a_positive_number_of_days_or_of_months(
    days: int, months: int
) -> None:
    with pytest.raises(ValueError, match="positive number"):
        Period(days=days, months=months)


def test_the_only_controller_keeps_what_came_without_an_address() -> None:
    controller, capacity = SOK.controller_for("")

    assert (controller.id, capacity) == ("sok", Capacity.CONTROLLER)


def test_an_address_is_known_in_any_case_and_with_spaces_around() -> None:
    controller, capacity = RETTA.controller_for(" Taloyhtiot@Isannointi.Retta.example ")

    assert (controller.id, capacity) == ("retta-isannointi", Capacity.PROCESSOR)


def test_an_unnamed_channel_has_no_rules() -> None:
    assert SOK.channel_rule(Channel.CHAT) == ChannelRule(Channel.CHAT)


@pytest.mark.parametrize(
    ("role", "purposes"),
    [
        (
            Role.AGENT,
            [
                "identification",
                "service",
                "correspondence",
                "verification",
                "complaints",
            ],
        ),
        (Role.TRAINER, ["quality", "development"]),
        (Role.DPO, ["complaints", "legal-defence", "rights"]),
        (Role.ADMIN, []),
    ],
)
def test_a_role_may_name_the_purposes_it_serves(
    role: Role, purposes: list[str]
) -> None:
    assert [purpose.id for purpose in RETTA.purposes_of(role)] == purposes


def test_article_14_applies_to_what_others_tell() -> None:
    direct = {origin.value for origin in Origin if origin.direct}

    assert direct == {"person", "earlier_contact"}


def test_the_first_class_of_a_channel_is_its_class() -> None:
    without_calls = replace(RETTA.retention[0], channels=frozenset())
    notice = replace(RETTA, retention=(without_calls, *SOK.retention))

    assert notice.class_for(Channel.CALL).id == "recordings"
