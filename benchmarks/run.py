"""Measure everything, print it, and write results.json and docs/benchmarks.md.

``make bench`` runs this. Restic and borg are the peers that store files, the
fsync rate of the same disk and OpenSSL on the same core are the limits.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tools")]

from benchmarks import (  # noqa: E402 - the path is set first
    answering,
    asking,
    capturing,
    lookup,
    playback,
    redaction,
    relevance,
    sealing,
    search_speed,
    speech,
)
from benchmarks.figures import Figure  # noqa: E402 - the path is set first
from benchmarks.load import inbox, open_chats, whole_day  # noqa: E402 - the path is set first
from benchmarks.load.scale import scale  # noqa: E402 - the path is set first

RESULTS = REPOSITORY / "benchmarks" / "results.json"
REPORT = REPOSITORY / "docs" / "benchmarks.md"


def main() -> None:
    """Measure what the command line names, or everything, each in a process of its own.

    What was measured replaces the same group in results.json; the rest stays.
    """
    if len(sys.argv) == 2:
        _measure(sys.argv[1])
        return
    for name in sys.argv[1:] or _measurements():
        subprocess.run([sys.executable, __file__, name], check=True)


def _measure(name: str) -> None:
    print(f"\n== {name}", flush=True)
    figures, before = [], os.getloadavg()[0]
    for figure in _measurements()[name]():
        print(figure.line(), flush=True)
        figures.append(figure)
    _write(name, figures, {**_machine(), "load_before": before})


def _measurements() -> dict[str, Callable[[], Iterator[Figure]]]:
    return {
        "seal": sealing.measure,
        "capture": capturing.measure,
        "lookup-sqlite": lambda: lookup.measure("", "SQLite"),
        "lookup-postgresql": lambda: _postgresql(lookup.measure, durable=False),
        "playback": playback.measure,
        "redaction": redaction.measure,
        "speech": speech.measure,
        "answer": answering.measure,
        "person-sqlite": lambda: asking.find("", "SQLite"),
        "person-postgresql": lambda: _postgresql(asking.find, durable=False),
        "flood-sqlite": lambda: asking.flood("", "SQLite"),
        "flood-postgresql": lambda: _postgresql(asking.flood, durable=True),
        "alike-sqlite": lambda: asking.alike("", "SQLite"),
        "alike-postgresql": lambda: _postgresql(asking.alike, durable=True),
        "day-sqlite": lambda: whole_day.measure("", "SQLite"),
        "day-postgresql": lambda: _postgresql(whole_day.measure, durable=True),
        "chats-sqlite": lambda: open_chats.measure("", "SQLite"),
        "chats-postgresql": lambda: _postgresql(open_chats.measure, durable=True),
        "inbox-sqlite": lambda: inbox.measure("", "SQLite"),
        "inbox-postgresql": lambda: _postgresql(inbox.measure, durable=True),
        "relevance": lambda: _postgresql(
            lambda url, _: relevance.measure(url), durable=False
        ),
        "search-sqlite": lambda: search_speed.measure("", "SQLite"),
        "search-postgresql": lambda: _postgresql(search_speed.measure, durable=False),
    }


def _postgresql(
    measure: Callable[[str, str], Iterator[Figure]], *, durable: bool
) -> Iterator[Figure]:
    """Measure on a PostgreSQL server started for it; a durable one waits for the disk."""
    import postgres_for_tests

    with postgres_for_tests.postgres(durable=durable) as url:
        yield from measure(url, "PostgreSQL")


def _machine() -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "load_at_the_end": os.getloadavg()[0],
        "scale": scale().told(),
    }


def _write(name: str, figures: list[Figure], machine: dict[str, object]) -> None:
    """Put a group's figures into results.json, and write the report anew.

    A short run is for trying things out: it is printed and not recorded.
    """
    if os.environ.get("BENCH_SHORT"):
        return
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results[name] = {
        "machine": machine,
        "figures": [figure.to_dict() for figure in figures],
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    REPORT.write_text(_report(results), encoding="utf-8")


def _report(results: dict[str, Any]) -> str:
    """Return the report: one table, and what is said of it in notes.md."""
    lines = [
        "# Benchmarks",
        "",
        "Measured by `make bench`, the peer or limit in the same run. When, on what and under which load stands in",
        "`benchmarks/results.json`.",
        "",
        "| what | figure | peer or limit | ratio | aim |",
        "|---|---:|---:|---:|---|",
    ]
    for name in _measurements():
        lines += map(_row, results.get(name, {}).get("figures", []))
    notes = (REPOSITORY / "benchmarks" / "notes.md").read_text("utf-8")
    return "\n".join([*lines, "", notes])


def _row(one: dict[str, Any]) -> str:
    """Return one line of the table."""
    compared = one["peer_value"] is not None
    peer = f"{one['peer']}: {one['peer_value']:,.2f}" if compared else ""
    ratio = f"{one['ratio']:.2f}" if compared else ""
    figure = f"{one['value']:,.2f} {one['unit']}"
    return f"| {one['name']} | {figure} | {peer} | {ratio} | {one['aim']} |"


if __name__ == "__main__":
    main()
