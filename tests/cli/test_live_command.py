"""``seloste receive live`` starts the server of the chats as it is told."""

import os
from typing import Any

import pytest
from click.testing import CliRunner

from seloste.receivers.command import live


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Collect the programs that would take over."""
    found: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, program: found.append(program))
    return found


def option(program: list[str], name: str) -> str:
    return program[program.index(name) + 1]


def test_one_process_serves_loopback_where_nothing_is_said(
    started: list[list[str]],
) -> None:
    answer = CliRunner().invoke(live)

    assert answer.exit_code == 0, answer.output
    (program,) = started
    assert option(program, "--workers") == "1"
    assert option(program, "--host") == "127.0.0.1"


def test_the_setting_says_how_many_share_the_port(
    started: list[list[str]], settings: Any
) -> None:
    settings.LIVE_PROCESSES = 3

    CliRunner().invoke(live)
    CliRunner().invoke(live, ["--processes", "2"])

    assert [option(program, "--workers") for program in started] == ["3", "2"]


@pytest.mark.parametrize("wrong", ["0", "65", "many"])
def test_a_number_that_makes_no_sense_starts_nothing(
    started: list[list[str]], wrong: str
) -> None:
    answer = CliRunner().invoke(live, ["--processes", wrong])

    assert answer.exit_code == 2
    assert started == []
