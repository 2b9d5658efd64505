"""Measure everything, print it, and write results.json and docs/benchmarks.md.

``make bench`` runs this. Restic and borg are the peers that store files, the
fsync rate of the same disk and OpenSSL on the same core are the limits.
"""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tools")]

from benchmarks import capturing, lookup, playback, sealing  # noqa: E402 - the path is set first
from benchmarks.figures import Figure  # noqa: E402 - the path is set first

RESULTS = REPOSITORY / "benchmarks" / "results.json"
REPORT = REPOSITORY / "docs" / "benchmarks.md"


def main() -> None:
    """Run every measurement, or those named on the command line."""
    chosen = sys.argv[1:]
    figures = []
    for name, measure in _measurements().items():
        if chosen and name not in chosen:
            continue
        print(f"\n== {name}", flush=True)
        for figure in measure():
            print(figure.line(), flush=True)
            figures.append(figure)
    if not chosen:
        _write(figures)


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


def _write(figures: list[Figure]) -> None:
    results = {"machine": _machine(), "figures": [one.to_dict() for one in figures]}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    REPORT.write_text(_report(figures), encoding="utf-8")


def _report(figures: list[Figure]) -> str:
    """Return the report: one table, and what is said of it in notes.md."""
    machine = _machine()
    lines = [
        "# Benchmarks",
        "",
        f"Measured {machine['measured_at']} on {machine['cores']} cores ({machine['machine']}, "
        f"Python {machine['python']}) by `make bench`; the peer or limit was measured in the same run. "
        "Raw figures: `benchmarks/results.json`.",
        "",
        "| what | figure | peer or limit | ratio | aim |",
        "|---|---:|---:|---:|---|",
    ]
    for one in figures:
        peer = (
            f"{one.peer}: {one.peer_value:,.2f}" if one.peer_value is not None else ""
        )
        ratio = f"{one.ratio:.2f}" if one.ratio is not None else ""
        lines.append(
            f"| {one.name} | {one.value:,.2f} {one.unit} | {peer} | {ratio} | {one.aim} |"
        )
    notes = (REPOSITORY / "benchmarks" / "notes.md").read_text("utf-8")
    return "\n".join([*lines, "", notes])


if __name__ == "__main__":
    main()
