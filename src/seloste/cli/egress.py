"""``seloste egress``: the hosts that may be reached, and for what."""

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.services import egress_hosts, own_hosts

purpose = click.option(
    "--for",
    "purpose",
    required=True,
    type=click.Choice(egress_hosts.PURPOSES),
    help="What it is reached for.",
)


@click.group("egress")
def egress() -> None:
    """Say which hosts may be reached, and for what; nothing else goes out."""


@egress.command("allow")
@click.argument("host")
@purpose
def allow(host: str, purpose: str) -> None:
    """Let HOST be reached."""
    now = wiring.clock().now()
    name = egress_hosts.allow(host, purpose=purpose, actor=operator(), now=now)
    click.echo(f"{name} may be reached for {purpose}")


@egress.command("forbid")
@click.argument("host")
@purpose
def forbid(host: str, purpose: str) -> None:
    """Let HOST be reached no more."""
    now = wiring.clock().now()
    egress_hosts.forbid(host, purpose=purpose, actor=operator(), now=now)
    click.echo("forbidden")


@egress.command("own")
@click.argument("host")
@click.option("--no-longer", is_flag=True, help="Say that it is not.")
def own(host: str, *, no_longer: bool) -> None:
    """Say that HOST is a machine of your own: data there are given to nobody."""
    now = wiring.clock().now()
    if no_longer:
        own_hosts.forget(host, actor=operator(), now=now)
        click.echo("no longer your own")
        return
    name = own_hosts.name(host, actor=operator(), now=now)
    click.echo(f"{name} is your own")


@egress.command("list")
def list_() -> None:
    """List every host that may be reached, and those that are your own."""
    for one in egress_hosts.listed():
        click.echo(f"{one.purpose}\t{one.host}")
    for host in own_hosts.listed():
        click.echo(f"own\t{host}")
