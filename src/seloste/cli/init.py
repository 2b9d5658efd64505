"""``seloste init``: make the stores, the keys and the tables."""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key

from seloste import wiring


@click.command("init")
def init() -> None:
    """Make folders, keys, stores and tables; what is there already stays.

    The root key is written once, with mode 0400, outside the data folder. Copy
    it to a safe place: without it nothing can be read any more.
    """
    wiring.initialise()
    _write_secret(Path(settings.KEYS).parent / "secret.key")
    call_command("migrate", interactive=False, verbosity=0)
    click.echo(f"data folder   {settings.DATA}")
    click.echo(f"keystore      {wiring.keystore_file()}")
    click.echo(f"root key      {settings.ROOT_KEY}")


def _write_secret(path: Path) -> None:
    """Write the key that signs sessions, unless there is one."""
    if path.exists():
        return
    path.touch(mode=0o600)
    path.write_text(f"{get_random_secret_key()}\n", encoding="ascii")
