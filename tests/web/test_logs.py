"""What is logged of a request: its route, and nothing about a person."""

import json
import logging

import pytest
from django.test import Client

from seloste.config.logs import LOGGING, SHARED
from seloste.config.logs import exception_without_message as strip
from seloste.domain.staff import Actor
from tests.web.people import PASSWORD

CANARY = "maija.meikalainen"


def refuse_row() -> None:
    raise ValueError(f"Key (username)=({CANARY}) already exists")


@pytest.fixture
def formatter() -> logging.Formatter:
    """The formatter that the settings name."""
    given = dict(LOGGING["formatters"]["json"])
    made: logging.Formatter = given.pop("()")(**given)
    return made


def test_line_names_the_route_and_not_the_address(
    db: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="seloste.web"):
        client.get(f"/notice/{CANARY}/?who={CANARY}")
        client.get(f"/invitation/{CANARY}/")
        client.get(f"/{CANARY}/")

    lines = [record.msg for record in caplog.records if record.name == "seloste.web"]
    assert [line["route"] for line in lines if isinstance(line, dict)] == [
        "-",
        "invitation/<str:token>/",
        "-",
    ]
    assert CANARY not in str(lines)


def test_signing_in_logs_neither_name_nor_password(
    admin: Actor, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/sign-in/", {"username": "ylermi", "password": PASSWORD})

    assert caplog.records
    assert "ylermi" not in caplog.text
    assert PASSWORD not in caplog.text


def test_exception_is_logged_by_type_and_place_only(
    formatter: logging.Formatter,
) -> None:
    with pytest.raises(ValueError, match=CANARY) as raised:
        refuse_row()
    info = (raised.type, raised.value, raised.tb)
    record = logging.LogRecord("django.request", 40, "x.py", 1, CANARY, None, info)

    line = json.loads(formatter.format(record))

    assert line["exception"] == "ValueError"
    assert line["frames"][-1].endswith(" refuse_row")
    assert CANARY not in str(line)


def test_line_without_an_exception_stays_as_it_is() -> None:
    assert strip(None, "", {"event": "request"}) == {"event": "request"}
    assert SHARED
