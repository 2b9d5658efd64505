"""A drill says so on every page, and shows its own clock."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from seloste.web import clock


def test_drill_is_announced(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Harjoitus" not in client.get("/").content.decode()
    monkeypatch.setattr(settings, "DRILL_CLOCK", "clock.json")
    driven = datetime(2031, 3, 2, 10, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: driven)

    page = client.get("/sign-in/").content.decode()

    assert "Harjoitus: mikään täällä ei ole totta." in page
    assert "Kello näyttää 2.3.2031 12:30." in page
