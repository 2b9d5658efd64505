"""``seloste call-list``: import, list, end and object from the command line."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from seloste import wiring
from seloste.cli.call_list import call_list
from seloste.domain.call_list import CallListRefused
from seloste.domain.retention import local_day
from seloste.records.models import CallEntry, CallList
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]

CSV = "Nimi;Puhelin\nKaisa Kokous;040 555 0111\nIlman;ei\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of two, one of whom has no number."""
    path = tmp_path / "lista.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def options(*more: str, days: int = 20) -> tuple[str, ...]:
    ends = local_day(wiring.clock().now() + timedelta(days=days))
    return (
        *("--register", "sok-mara", "--controller", "sok"),
        *("--source", "business-register", "--purpose", "correctness"),
        *("--basis", "6(1)(f)", "--ends-on", str(ends), *more),
    )


def test_a_list_is_counted_before_it_is_imported(file: Path, run: Run) -> None:
    result = run(call_list, "import", str(file), *options("--dry-run"))

    assert "to call: 1" in result.stdout
    assert "without a number, left out: lines 3" in result.stdout
    assert not CallList.objects.exists()


def test_a_list_is_imported_listed_objected_to_and_ended(file: Path, run: Run) -> None:
    result = run(call_list, "import", str(file), *options())
    found = re.match(r"imported list ([\w-]{36})\n", result.stdout)
    assert found

    [row] = json.loads(run(call_list, "list", "--format", "json").stdout)

    assert (row["waiting"], row["done"], row["source"]) == (1, 0, "business-register")
    gone = run(call_list, "object", "--register", "sok-mara", "--tel", "0405550111")
    assert "taken out of lists: 1" in gone.stdout
    assert not CallEntry.objects.exists()
    assert run(call_list, "end", found[1]).stdout == "ended\n"


def test_a_list_without_a_mandate_is_refused(file: Path, run: Run) -> None:
    with pytest.raises(CallListRefused) as refused:
        run(call_list, "import", str(file), *options("--source", "nowhere"))

    assert refused.value.reason == "unknown-source"
    assert not CallList.objects.exists()
