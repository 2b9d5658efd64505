"""``seloste identity``: the keys with which people are identified strongly."""

import click

from seloste import wiring


@click.group("identity")
def identity() -> None:
    """Prepare strong identification at a provider; see docs/identity.md."""


@identity.command("keys")
def keys() -> None:
    """Show our public keys, for the provider; they are made where there are none.

    The private half is in the file that SELOSTE_IDENTITY_KEYS names, and stays there.
    """
    click.echo(wiring.identity_keys().decode("ascii"))
