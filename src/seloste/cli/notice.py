"""``seloste notice``: check, lint, show, convert and compare notice documents.

Nothing here touches the records: the documents are files. What is found is
printed; status 1 says that something was found.
"""

import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

import click
from django.conf import settings

from seloste import wiring
from seloste.cli.notice_store import publish, versions
from seloste.domain.notice import Language, Notice, Text
from seloste.domain.notice_diff import Change, diff
from seloste.domain.notice_lint import Finding, Severity, lint
from seloste.services.notices import document, exports, rendering, schema

DOCUMENT = click.Path(dir_okay=False, path_type=Path)
TEXT_OR_JSON = click.Choice(["text", "json"])
LANGUAGE = click.Choice([language.value for language in Language])
FORM = click.Choice([form.value for form in rendering.Form])
WRITERS = {"article30": exports.article30, "dpv": exports.dpv}
EXPORT = click.Choice([*WRITERS, "tilt"])
FORM_HELP = "What to write."
LANGUAGE_HELP = "In which language."
REACH = (
    "A shorter period applies at once, also to what is kept already. A longer one"
    " applies only to what is captured from {effective} on."
)


def _load(file: Path) -> Notice:
    return document.load(file, key_backup_days=settings.KEY_BACKUP_DAYS)


@click.group()
def notice() -> None:
    """Check, lint, render, convert and compare notice documents."""


@notice.command()
@click.argument("files", nargs=-1, required=True, type=DOCUMENT)
def check(files: tuple[Path, ...]) -> None:
    """Say everything that is wrong with FILES, with its line and what to write."""
    sound = [_is_sound(file) for file in files]
    sys.exit(0 if all(sound) else 1)


def _is_sound(file: Path) -> bool:
    try:
        found = document.check(
            document.read(file),
            file=str(file),
            key_backup_days=settings.KEY_BACKUP_DAYS,
        )
    except document.NoticeUnreadable as refusal:
        click.echo(f"{refusal.code}: {refusal}", err=True)
        return False
    for problem in found:
        click.echo(str(problem))
    if not found:
        click.echo(f"{file}: a valid notice")
    return not found


@notice.command("lint")
@click.argument("file", type=DOCUMENT)
@click.option("--format", "form", type=TEXT_OR_JSON, default="text", help=FORM_HELP)
@click.option("--language", type=LANGUAGE, default="en", help=LANGUAGE_HELP)
def lint_command(file: Path, form: str, language: str) -> None:
    """List what FILE leaves out of Art. 13 and 14; status 1 if more than notes."""
    found = lint(_load(file))
    if form == "json":
        _echo_json([_finding(finding) for finding in found])
    else:
        _echo_findings(found, Language(language))
    sys.exit(1 if any(f.severity is not Severity.NOTE for f in found) else 0)


def _echo_findings(found: tuple[Finding, ...], language: Language) -> None:
    for finding in found:
        also = f" (also {', '.join(finding.also)})" if finding.also else ""
        message = finding.message.in_(language)
        click.echo(f"{finding.article}{also}: {finding.severity}: {message}")
        click.echo(f"    {finding.code}: {', '.join(finding.facts)}")
    click.echo(f"{len(found)} findings" if found else "nothing is left out")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "article": finding.article,
        "also": finding.also,
        "severity": finding.severity,
        "code": finding.code,
        "message": _words(finding.message),
        "facts": finding.facts,
    }


@notice.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of notice documents."""
    click.echo(schema.schema_text(), nl=False)


@notice.command()
@click.argument("file", type=DOCUMENT)
@click.option("--language", type=LANGUAGE, default="fi", help=LANGUAGE_HELP)
@click.option("--format", "form", type=FORM, default="html", help=FORM_HELP)
@click.option(
    "-o",
    "--output",
    type=click.File("wb"),
    default="-",
    help="Where to; else to standard output.",
)
def render(file: Path, language: str, form: str, output: BinaryIO) -> None:
    """Write FILE as people read or hear it."""
    made = rendering.render(
        _load(file),
        Language(language),
        form,
        wiring.pdf_maker(),
        key_backup_days=settings.KEY_BACKUP_DAYS,
    )
    content = made.encode() if isinstance(made, str) else made
    output.write(content)


@notice.command()
@click.argument("file", type=DOCUMENT)
@click.option("--format", "form", type=EXPORT, required=True, help=FORM_HELP)
@click.option("--language", type=LANGUAGE, default="fi", help="Language of TILT.")
def export(file: Path, form: str, language: str) -> None:
    """Print FILE as TILT, as DPV in JSON-LD, or as the record of Art. 30."""
    promised = _load(file)
    if form == "tilt":
        _echo_json(exports.tilt(promised, language=Language(language)))
    else:
        _echo_json(WRITERS[form](promised))


@notice.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "-o",
    "--output",
    type=click.File("wb"),
    default="-",
    help="Where to; else to standard output.",
)
def import_command(file: BinaryIO, output: BinaryIO) -> None:
    """Write a skeleton of a notice from a TILT document; list what it lacks."""
    skeleton, gaps = exports.import_tilt(_parsed(file.read()))
    output.write(skeleton.encode())
    for gap in gaps:
        click.echo(gap, err=True)


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError as error:
        raise click.ClickException("this is not JSON") from error


@notice.command("diff")
@click.argument("old", type=DOCUMENT)
@click.argument("new", type=DOCUMENT)
@click.option("--format", "form", type=TEXT_OR_JSON, default="text", help=FORM_HELP)
@click.option("--language", type=LANGUAGE, default="en", help=LANGUAGE_HELP)
def diff_command(old: Path, new: Path, form: str, language: str) -> None:
    """Say what NEW would shorten, lengthen, allow or block after OLD."""
    later = _load(new)
    changes = diff(_load(old), later)
    if form == "json":
        _echo_json([_change(change) for change in changes])
        return
    for change in changes:
        click.echo(f"{change.effect}: {change.text.in_(Language(language))}")
    click.echo(
        REACH.format(effective=later.effective)
        if changes
        else "nothing that the program enforces changes"
    )


def _change(change: Change) -> dict[str, Any]:
    return {
        "effect": change.effect,
        "subject": change.subject,
        "old": change.old,
        "new": change.new,
        "reaches_back": change.reaches_back,
        "message": _words(change.text),
    }


def _words(text: Text) -> dict[str, str]:
    return {language.value: text.in_(language) for language in Language}


def _echo_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


notice.add_command(publish)
notice.add_command(versions)
