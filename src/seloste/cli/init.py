"""``seloste init``: make the stores, the keys and the tables."""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key

from seloste import wiring
from seloste.services import indexing


@click.command("init")
def init() -> None:
    """Make folders, keys, stores and tables; what is there already stays.

    The root key is written once, with mode 0400, outside the data folder. Copy
    it to a safe place: without it nothing can be read any more.
    """
    wiring.initialise()
    write_secret()
    call_command("migrate", interactive=False, verbosity=0)
    indexing.begin(desk=wiring.closed_desk())
    click.echo(f"data folder   {settings.DATA}")
    click.echo(f"keystore      {wiring.keystore_file()}")
    click.echo(f"root key      {settings.ROOT_KEY}")


def write_secret() -> None:
    """Write the key that signs sessions, unless there is one.

    Pages and the live process read the same: who signs in at one is known at both.
    """
    path = Path(settings.KEYS).parent / "secret.key"
    if path.exists():
        return
    path.touch(mode=0o600)
    path.write_text(f"{get_random_secret_key()}\n", encoding="ascii")
