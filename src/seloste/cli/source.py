"""``seloste source``: the systems that may hand over contacts."""

from datetime import timedelta
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.retention import local_day
from seloste.services import sources


@click.group("source")
def source() -> None:
    """Say which systems may hand over contacts, and what is said of them."""


@source.command("add")
@click.argument("slug")
@click.option("--register", required=True, help="The register it hands over to.")
@click.option(
    "--preset",
    required=True,
    type=click.Choice(sources.PRESETS),
    help="What the source hands over.",
)
@click.option(
    "--time-zone",
    default="Europe/Helsinki",
    show_default=True,
    help="The zone its files are written in.",
)
@click.option(
    "--address",
    default="",
    help="Line or mailbox it stands for, if its files do not say.",
)
def add(slug: str, register: str, preset: str, time_zone: str, address: str) -> None:
    """Let the system SLUG hand over contacts to a register."""
    added = sources.register_source(
        slug=slug,
        register=register,
        preset=preset,
        time_zone=time_zone,
        address=address,
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo(f"{added.slug} hands over to {added.register_id}")


@source.command("list")
def list_() -> None:
    """List every source with its register, preset and attestation."""
    for one in sources.sources():
        until = one.announcement_attested_until
        attested = f"announcement attested until {local_day(until)}" if until else ""
        click.echo(f"{one.slug}\t{one.register_id}\t{one.preset}\t{attested}".rstrip())


@source.command("attest")
@click.argument("slug")
@click.option("--days", default=180, show_default=True, help="How long it holds.")
def attest(slug: str, days: int) -> None:
    """State that every caller of SLUG hears the announcement before recording."""
    now = wiring.clock().now()
    until = now + timedelta(days=days)
    sources.attest_announcement(slug=slug, until=until, actor=operator(), now=now)
    click.echo(f"attested until {local_day(until)}")


@source.command("token")
@click.argument("slug")
def token(slug: str) -> None:
    """Print a new API token of SLUG; it is shown once and lasts a year."""
    click.echo(
        sources.issue_token(slug=slug, actor=operator(), now=wiring.clock().now())
    )


@source.command("tokens")
@click.argument("slug", default="")
def tokens(slug: str) -> None:
    """List the API tokens of SLUG, or of every source; never the tokens themselves."""
    for one in sources.tokens(slug, now=wiring.clock().now()):
        click.echo(
            f"{one.id}\t{one.source}\tissued {local_day(one.issued_at)}\t{one.standing}"
            f" {local_day(one.ends_at)}"
        )


@source.command("revoke")
@click.argument("token_id", type=click.UUID)
def revoke(token_id: UUID) -> None:
    """End the API token TOKEN_ID at once."""
    sources.revoke_token(token_id=token_id, actor=operator(), now=wiring.clock().now())
    click.echo("revoked")


@source.command("secret")
@click.argument("slug")
def secret(slug: str) -> None:
    """Write a new secret with which SLUG signs its messages, and print it once.

    A service that gives the secret itself (Twilio, Zoom) has it in the same file.
    """
    sources.active_source(slug)
    click.echo(wiring.make_source_secret(slug))
