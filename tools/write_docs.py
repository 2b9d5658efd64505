"""Write the reference pages that are made from the program: ``make docs``.

A test compares each page with what this would write.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from seloste.cli.main import seloste

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = 88
OPENING = """\
# The `seloste` command

Written by `make docs` from the program itself. Exit status: 0 done, 1 refused or
something found, 2 wrong usage. A refusal is one line, `code: message`, on standard
error; see [errors.md](errors.md).
"""


def commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[str, click.Context]]:
    """Yield every command under ``command`` by its full name, itself first."""
    context = click.Context(
        command,
        info_name=" ".join(path),
        terminal_width=WIDTH,
        max_content_width=WIDTH,
    )
    yield " ".join(path), context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if child := command.get_command(context, name):
                yield from commands(child, (*path, name))


def cli_page() -> str:
    """Return docs/cli.md."""
    sections = [
        f"## {name}\n\n```text\n{context.get_help()}\n```\n"
        for name, context in commands(seloste, ("seloste",))
    ]
    return "\n".join([OPENING, *sections])


PAGES: dict[str, Callable[[], str]] = {"cli.md": cli_page}


def main() -> int:
    """Write every page that is not up to date."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
