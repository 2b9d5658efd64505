"""``seloste capture``: hand over files by hand."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from seloste import wiring, wiring_sources
from seloste.cli.output import output_format
from seloste.domain.retention import local_day
from seloste.services import intake, sources
from seloste.services.capture import Result
from seloste.services.intake import Taken
from seloste.wiring_sources import Handover


@click.command("capture")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--source", "slug", required=True, help="The source that hands over.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Name of a manifest's column, where it is not the field's own.",
)
@click.option(
    "--fold",
    type=click.Choice(["reject", "earlier", "later"]),
    default="reject",
    show_default=True,
    help="Which of the two autumn hours a local time means.",
)
@click.option(
    "--channel", default="", help="Channel of a manifest without that column."
)
@click.option("--remove", is_flag=True, help="Unlink originals after their receipt.")
@output_format
def capture(
    path: Path,
    *,
    slug: str,
    columns: tuple[str, ...],
    fold: str,
    channel: str,
    remove: bool,
    form: str,
) -> None:
    """Capture PATH: a manifest, a FreePBX or FreeSWITCH folder, .eml, mbox or vCon.

    Every line says what became of one contact. Exit status 1 says that some
    were quarantined or left where they are.
    """
    root = path if path.is_dir() else path.parent
    folder = wiring.safe_folder(root.resolve())
    looks = {file: folder.look(file) for file in _plain(path.resolve())}
    now = wiring.clock().now()
    source = sources.active_source(slug)
    reader = wiring_sources.reader(
        source,
        path=path,
        open_file=folder,
        now=now,
        handover=Handover(
            _columns(columns),
            fold,
            channel,
            sources.own_domains(source.register_id, local_day(now)),
        ),
    )
    taken = list(
        _told(
            intake.take(
                reader.read(path.resolve()),
                source=source,
                open_file=folder,
                desk=wiring.open_desk(),
                now=now,
            ),
            form,
        )
    )
    if remove:
        for file in sorted(looks.keys() & intake.may_go(taken)):
            folder.remove(file, seen=looks[file])
    _summarise(taken, form)


def _plain(path: Path) -> Iterator[Path]:
    """Yield the plain files of a hand-over."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and not file.is_symlink():
            yield file


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for pair in given:
        field, equals, column = pair.partition("=")
        if not equals:
            raise click.BadParameter("write FIELD=COLUMN", param_hint="--map")
        columns[field] = column
    return columns


def _told(taken: Iterable[Taken], form: str) -> Iterator[Taken]:
    """Print each line as it happens, so that a long hand-over shows progress."""
    for one in taken:
        result = one.receipt.result if one.receipt else "left"
        if form == "json":
            line = {
                "file": str(one.path),
                "result": result,
                "id": str(one.receipt.id) if one.receipt and one.receipt.id else None,
                "reason": one.reason,
                "tolerated": list(one.tolerated),
            }
            click.echo(json.dumps(line))
        else:
            click.echo(f"{result}\t{one.path.name}\t{one.reason}".rstrip())
        yield one


def _summarise(taken: list[Taken], form: str) -> None:
    counts = Counter(one.receipt.result if one.receipt else "left" for one in taken)
    if form == "text":
        click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
    if counts.keys() & {"left", Result.QUARANTINED}:
        click.get_current_context().exit(1)
