"""Pages of figures: who sees which, what they hide, and what may be taken along."""

import csv
import io
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from seloste.domain.figure import Measure
from seloste.domain.staff import Actor
from seloste.records.models import Figure
from seloste.services import counting
from seloste.web.figures.views import write_csv
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

TODAY = date(2026, 7, 1)


def counted(measure: Measure, count: int, day: date = TODAY, **more: object) -> None:
    shown: dict[str, object] = {
        "register_id": "retta",
        "day": day,
        "at": datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
        "measure": measure,
        "count": count,
        **more,
    }
    Figure.objects.create(**shown)


@pytest.fixture
def lead(tiina: Actor, signed_in: SignedIn) -> Client:
    """The browser of Tiina, who leads and trains."""
    return signed_in(tiina)


@pytest.mark.parametrize("person", ["tiina", "aino", "onni"])
def test_those_who_lead_see_figures(
    request: pytest.FixtureRequest, signed_in: SignedIn, person: str
) -> None:
    browser = signed_in(request.getfixturevalue(person))

    for address in ("/figures/", "/figures/team/", "/figures/?period=month"):
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize("person", ["eino", "admin"])
def test_others_do_not(
    request: pytest.FixtureRequest, signed_in: SignedIn, person: str
) -> None:
    browser = signed_in(request.getfixturevalue(person))

    assert browser.get("/figures/").status_code == 403
    assert browser.get("/figures/team/").status_code == 403
    assert browser.post("/figures/export/").status_code == 403


def test_my_day_is_the_agents(eino: Actor, tiina: Actor, signed_in: SignedIn) -> None:
    counted(Measure.CLOSED, 7, staff_id=eino.staff_id)

    assert '<dd class="tabular">7</dd>' in (
        signed_in(eino).get("/my-day/").content.decode()
    )
    assert signed_in(tiina).get("/my-day/").status_code == 403


def test_page_shows_what_was_counted_of_real_contacts(
    lead: Client, maijas_call: UUID
) -> None:
    counting.count(staff_days=90, now=NOW)

    page = lead.get("/figures/").content.decode()

    assert 'class="bar-call"' in page
    assert "Maija" not in page


@pytest.mark.parametrize(
    "query", ["period=week", "period=month", "queue=x", "day=1066-01-01", "day=joskus"]
)
def test_any_filter_gives_a_page(lead: Client, query: str) -> None:
    assert lead.get(f"/figures/?{query}").status_code == 200


def test_register_of_others_falls_back_to_ones_own(lead: Client) -> None:
    page = lead.get("/figures/?register=sok-mara").content.decode()

    assert 'name="register" value="retta"' in page


def test_small_groups_are_hidden_on_the_page(lead: Client) -> None:
    june = date(2026, 6, 3)
    for label, count in (("delay", 1234), ("billing", 6), ("conduct", 1)):
        counted(Measure.COMPLAINTS, count, june, label=label)

    page = lead.get("/figures/").content.decode()

    assert "1234" in page
    assert page.count("piilotettu") >= 2 or page.count(">hidden<") >= 2


def test_team_is_named_only_by_setting(
    lead: Client, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(Measure.CLOSED, 7, staff_id=eino.staff_id)
    assert "Eino" not in lead.get("/figures/team/").content.decode()

    monkeypatch.setattr(settings, "TEAM_NAMES", True)

    assert "Eino" in lead.get("/figures/team/").content.decode()


def test_csv_and_json_say_the_same_and_are_audited(lead: Client) -> None:
    counted(Measure.CONTACTS, 12, channel="call")
    asked = {"register": "retta", "period": "day", "day": "2026-07-01"}

    text = lead.post("/figures/export/", {**asked, "format": "csv"}).content.decode()
    lines = json.loads(
        lead.post("/figures/export/", {**asked, "format": "json"}).content
    )

    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["measure", "when", "split", "unit", "value"]
    assert rows == [[str(cell) for cell in line.values()] for line in lines]
    assert ["contacts", "2026-07-01T09:00+03:00", "call", "count", "12"] in rows
    assert acts("figures.exported") == 2


def test_csv_has_no_formulas() -> None:
    target = io.StringIO()

    write_csv(target, (("=cmd()", "+1", "-1", "@x", "\ty"),))

    row = list(csv.reader(io.StringIO(target.getvalue())))[1]
    assert row == ["'=cmd()", "'+1", "'-1", "'@x", "'\ty"]
