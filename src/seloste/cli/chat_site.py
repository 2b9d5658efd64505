"""``seloste chat-site``: the websites whose visitors may chat."""

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.services import chat_sites
from seloste.services.chat_sites import SiteSettings


@click.group("chat-site")
def chat_site() -> None:
    """Say which websites may embed a chat, and for which register."""


@chat_site.command("add")
@click.argument("address")
@click.option("--register", required=True, help="The register that keeps the chats.")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    required=True,
    help="A website that may embed it: https://www.example.fi; may be repeated.",
)
@click.option("--queue", default="", help="The queue that answers; else the usual one.")
@click.option(
    "--patience",
    default=5,
    show_default=True,
    help="Minutes until a visitor may leave a message instead.",
)
@click.option("--closed", is_flag=True, help="Take no chats for now.")
def add(
    address: str,
    register: str,
    origins: tuple[str, ...],
    queue: str,
    patience: int,
    *,
    closed: bool,
) -> None:
    """Let websites chat under ADDRESS, a host name of the notice; or change it."""
    wanted = SiteSettings(
        register=register,
        address=address,
        origins=origins,
        queue=queue,
        patience_minutes=patience,
        active=not closed,
    )
    chat_sites.set_site(wanted, actor=operator(), now=wiring.clock().now())
    click.echo(f"{address.lower()} chats with {register}")


@chat_site.command("list")
def list_() -> None:
    """List every site with its register, websites and queue."""
    for one in chat_sites.sites():
        queue = one.queue.slug if one.queue else "-"
        state = "" if one.active else "\tclosed"
        origins = " ".join(one.origins)
        click.echo(f"{one.address}\t{one.register_id}\t{queue}\t{origins}{state}")
