"""``seloste figures`` writes what the page shows, and hides what it hides."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from click.testing import CliRunner

from seloste.cli.figures import figures
from seloste.domain.audit import Action
from seloste.domain.figure import Measure
from seloste.records.models import AuditLeaf, Figure, Register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _may(db: None) -> Iterator[None]:
    """It is May 2026."""
    with time_machine.travel(datetime(2026, 5, 20, 9, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def _counted(db: None) -> None:
    Register.objects.get_or_create(slug="retta")
    for measure, day, label, channel, count in (
        (Measure.CONTACTS, date(2026, 5, 4), "", "call", 12),
        (Measure.COMPLAINTS, date(2026, 4, 7), "delay", "", 2),
    ):
        Figure.objects.create(
            register_id="retta",
            day=day,
            at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
            measure=measure,
            label=label,
            channel=channel,
            count=count,
        )


def run(*options: str) -> str:
    done = CliRunner().invoke(
        figures, ["--register", "retta", "--day", "2026-05-04", *options]
    )
    assert done.exit_code == 0, done.output
    return done.output


def test_csv_has_a_line_for_each_figure() -> None:
    rows = list(csv.reader(io.StringIO(run())))

    assert rows[0] == ["measure", "when", "split", "unit", "value"]
    assert ["contacts", "2026-05-04T11:00+03:00", "call", "count", "12"] in rows
    assert ["complaints", "2026-04", "delay", "count", "<5"] in rows


def test_json_says_the_same_and_it_is_audited() -> None:
    lines = json.loads(run("--format", "json", "--period", "month"))

    assert lines[0]["measure"] == "contacts"
    assert AuditLeaf.objects.filter(action=Action.FIGURES_EXPORTED).count() == 1
