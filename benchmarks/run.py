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

from benchmarks import capturing, lookup, playback, sealing  # noqa: E402 - the path is set first
from benchmarks.figures import Figure  # noqa: E402 - the path is set first

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
    figures = []
    for figure in _measurements()[name]():
        print(figure.line(), flush=True)
        figures.append(figure)
    _write(name, figures)


def _measurements() -> dict[str, Callable[[], Iterator[Figure]]]:
    return {
        "seal": sealing.measure,
        "capture": capturing.measure,
        "lookup-sqlite": lambda: lookup.measure("", "SQLite"),
        "lookup-postgresql": _postgresql,
        "playback": playback.measure,
    }


def _postgresql() -> Iterator[Figure]:
    """Measure lookups on a PostgreSQL server started for it."""
    import postgres_for_tests

    with postgres_for_tests.postgres() as url:
        yield from lookup.measure(url, "PostgreSQL")


def _machine() -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "load_at_the_end": os.getloadavg()[0],
    }


def _write(name: str, figures: list[Figure]) -> None:
    """Put a group's figures into results.json, and write the report anew."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results[name] = {
        "machine": _machine(),
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
