"""``seloste api-key``: keys with which programs act as people."""

from datetime import timedelta
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.api_key import Scope
from seloste.domain.retention import local_day
from seloste.services import api_keys, staff
from seloste.services.api_keys import KeyLine, NewKey


@click.group("api-key")
def api_key() -> None:
    """Let programs act as a person, within scopes; never beyond their roles."""


@api_key.command("issue")
@click.argument("username")
@click.option("--name", required=True, help="What the key is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it may do; name as few as needed.",
)
@click.option("--register", default="", help="The only register it reaches.")
@click.option("--days", default=90, show_default=True, help="How long it lasts.")
def issue(
    username: str, name: str, scopes: tuple[str, ...], register: str, days: int
) -> None:
    """Print a new key that acts as USERNAME; it is shown once."""
    now = wiring.clock().now()
    wanted = NewKey(
        staff_id=staff.by_username(username),
        name=name,
        scopes=scopes,
        expires_at=now + timedelta(days=days),
        register=register,
    )
    click.echo(api_keys.issue(wanted, actor=operator(), now=now))


@api_key.command("list")
def list_() -> None:
    """List every key: whose it is, what it may do, until when, when last used."""
    for one in api_keys.keys(wiring.clock().now()):
        click.echo(_line(one))


def _line(one: KeyLine) -> str:
    if one.revoked_at is not None:
        standing = f"revoked {local_day(one.revoked_at)}"
    elif one.in_force:
        standing = f"until {local_day(one.expires_at)}"
    else:
        standing = "over"
    used = f"used {one.last_used_on}" if one.last_used_on else "never used"
    parts = (one.id, one.username, one.name, one.register or "every register")
    told = (*map(str, parts), ",".join(one.scopes), standing, used)
    return "\t".join(told)


@api_key.command("revoke")
@click.argument("key_id", type=click.UUID)
def revoke(key_id: UUID) -> None:
    """End the key KEY_ID at once."""
    api_keys.revoke(key_id, actor=operator(), now=wiring.clock().now())
    click.echo("revoked")
