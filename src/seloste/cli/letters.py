"""``seloste letters``: whether every letter of rights requests says what it must."""

import sys

import click

from seloste.domain import rights_letter


@click.command("letters")
def letters() -> None:
    """Check that no letter lacks what the law wants; exit 1 where one does."""
    found = rights_letter.lint()
    for one in found:
        language = f" ({one.language.value})" if one.language else ""
        click.echo(f"{one.where}{language}: {one.missing}")
    if found:
        sys.exit(1)
    click.echo(f"{len(rights_letter.LetterKind)} letters in 3 languages lack nothing")
