"""``seloste form``: public forms, and links to the anonymous question."""

import click
from django.conf import settings

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.contact import Channel
from seloste.domain.notice import Text
from seloste.services import form_sites, satisfaction
from seloste.services.form_sites import USUAL, SiteSettings


@click.group("form")
def form() -> None:
    """Set up public forms and ask how the service was."""


@form.command("add")
@click.argument("slug")
@click.option("--register", required=True, help="The register it belongs to.")
@click.option(
    "--address",
    required=True,
    help="Address of the notice it answers for; decides the controller.",
)
@click.option("--name-fi", required=True, help="Its heading in Finnish.")
@click.option("--name-sv", required=True, help="Its heading in Swedish.")
@click.option("--name-en", required=True, help="Its heading in English.")
@click.option(
    "--ask",
    multiple=True,
    metavar="FIELD[=required]",
    help="A field to ask beside the message; again for more. Without it, all.",
)
@click.option(
    "--frame", multiple=True, help="Origin that may show it in a frame; may repeat."
)
@click.option("--queue", default="", help="Queue that its answers go to.")
@click.option("--closed", is_flag=True, help="Let it take no answers.")
def add(  # noqa: PLR0917 - click passes every option by name
    slug: str,
    register: str,
    address: str,
    name_fi: str,
    name_sv: str,
    name_en: str,
    ask: tuple[str, ...],
    frame: tuple[str, ...],
    queue: str,
    closed: bool,
) -> None:
    """Make the public form SLUG, or change the one there is."""
    asked = (one.partition("=") for one in ask)
    fields = {name: how or "optional" for name, _equals, how in asked}
    form_sites.set_site(
        SiteSettings(
            slug=slug,
            register=register,
            address=address,
            name=Text(fi=name_fi, sv=name_sv, en=name_en),
            fields=fields or USUAL,
            ancestors=frame,
            queue=queue,
            active=not closed,
        ),
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo(f"{settings.PUBLIC_URL}/feedback/{slug}/")


@form.command("list")
def list_() -> None:
    """List every form with its register, address and state."""
    for site in form_sites.sites():
        state = "open" if site.active else "closed"
        click.echo(f"{site.slug}\t{site.register_id}\t{site.source.address}\t{state}")


@form.command("ask")
@click.option("--register", required=True, help="The register that served.")
@click.option("--queue", default="", help="The queue that served.")
@click.option(
    "--channel",
    default=Channel.PAPER.value,
    show_default=True,
    type=click.Choice([one.value for one in Channel]),
    help="How the service was given.",
)
@click.option("--count", default=1, show_default=True, help="How many links.")
def ask(register: str, queue: str, channel: str, count: int) -> None:
    """Print links to the anonymous question; each may be answered once."""
    now = wiring.clock().now()
    for _ in range(count):
        path = satisfaction.ask_for(
            register, queue=queue, channel=Channel(channel), now=now
        )
        click.echo(f"{settings.PUBLIC_URL}{path}")
