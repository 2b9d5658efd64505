"""``seloste verify``: which promises are kept, with evidence gathered now.

Exit status 0 only if nothing is BROKEN. A GAP is no failure: it says what
nothing keeps or shows yet.
"""

import base64
import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from seloste import wiring
from seloste.cli import drill_report
from seloste.cli.actor import operator
from seloste.domain.notice import Language
from seloste.domain.verification import Evidence, Report, Result, Verdict
from seloste.ports.signer import Signer
from seloste.services import audit, verification
from seloste.services.notices import store
from seloste.services.verification.page import page

COLOURS = {
    Verdict.PROVED: "green",
    Verdict.ATTESTED: "cyan",
    Verdict.GAP: "yellow",
    Verdict.BROKEN: "bold red",
}
WIDTH = 120


@click.command("verify")
@click.option("--register", help="Only this register; else every one.")
@click.option("--promise", multiple=True, help="Only this promise; may be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Text for people, signed JSON for programs, a page to hand over.",
)
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    default="en",
    show_default=True,
    help="Language of the text; JSON and the page have all three.",
)
@click.option(
    "--drill",
    "play",
    is_flag=True,
    help="Instead, play one invented person's contacts in scratch stores.",
)
def verify(
    *,
    register: str | None,
    promise: tuple[str, ...],
    form: str,
    language: str,
    play: bool,
) -> None:
    """Say of every promise of the notice whether it is kept, and show why.

    Status 1 if anything is BROKEN. With --drill the stores of this installation
    are not touched: capture, hold, disposal and restore are played on a clock
    that is driven, and status 1 says that a step did not come out as promised.
    """
    if play:
        sys.exit(not drill_report.play(form))
    desk = wiring.desk()
    now = desk.clock.now()
    reports = [
        verification.verify(slug, desk=desk, now=now, promises=promise)
        for slug in ([register] if register else store.registers())
    ]
    if form == "json":
        click.echo(_as_json(reports, desk.signer))
    elif form == "html":
        click.echo(page(reports), nl=False)
    else:
        _as_text(reports, Language(language))
    for report in reports:
        verification.record_run(report, actor=operator(), now=now)
    sys.exit(any(report.verdict is Verdict.BROKEN for report in reports))


def _as_json(reports: list[Report], signer: Signer) -> str:
    return json.dumps(
        {"reports": [_signed(report, signer) for report in reports]},
        ensure_ascii=False,
        indent=1,
    )


def _signed(report: Report, signer: Signer) -> dict[str, Any]:
    signature = verification.sign(report, signer=signer)
    return {
        "report": report.to_json(),
        "signature": {
            "algorithm": "Ed25519",
            "key": audit.verifier_key(signer),
            "value": base64.b64encode(signature).decode(),
        },
    }


def _as_text(reports: list[Report], language: Language) -> None:
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH
    for report in reports:
        console.print(_table(report, language))
        console.print(_summary(report), "")


def _table(report: Report, language: Language) -> Table:
    title = f"{report.name.in_(language)} ({report.register}), {report.at:%Y-%m-%d}"
    table = Table(title=title, show_lines=True, title_justify="left", expand=True)
    table.add_column("promise", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("evidence", ratio=1)
    for result in report.results:
        table.add_row(
            Text(f"{result.promise_id}\n{result.article}"),
            Text(result.verdict.value, style=COLOURS[result.verdict]),
            _found(result, language),
        )
    return table


def _found(result: Result, language: Language) -> Text:
    """Return the promise, what was found, and how to find it again."""
    lines = Text(result.text.in_(language), style="bold")
    for one in result.evidence:
        lines.append("\n")
        lines.append(one.verdict.value.ljust(9), style=COLOURS[one.verdict])
        lines.append(_words(one, language), style="not bold")
    lines.append(f"\n$ {result.command}", style="dim not bold")
    return lines


def _words(one: Evidence, language: Language) -> str:
    ids = f" [{', '.join(one.ids)}]" if one.ids else ""
    return f"{one.text.in_(language)}{ids}"


def _summary(report: Report) -> str:
    counts = ", ".join(f"{n} {v.value}" for v, n in report.counts.items())
    return f"{report.register}: {counts}; notice version {report.version}"
