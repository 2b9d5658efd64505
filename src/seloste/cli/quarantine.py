"""``seloste quarantine``: what arrived and may not become a contact yet."""

import json
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.services import retries


@click.group("quarantine")
def quarantine() -> None:
    """Look at what waits, deliver it again, or discard it."""


@quarantine.command("list")
@output_format
def list_(form: str) -> None:
    """List what waits, newest first, with its reason."""
    entries = retries.all_waiting()
    if form == "json":
        click.echo(
            json.dumps(
                [
                    {
                        "id": str(entry.id),
                        "source": entry.source_id,
                        "reason": entry.reason,
                        "received_at": entry.received_at.isoformat(),
                        "destroy_by": entry.destroy_by.isoformat(),
                    }
                    for entry in entries
                ]
            )
        )
        return
    for entry in entries:
        click.echo(f"{entry.id}\t{entry.source_id}\t{entry.reason}")


@quarantine.command("retry")
@click.argument("entry_id", type=click.UUID)
def retry(entry_id: UUID) -> None:
    """Deliver ENTRY_ID again, as when its source was attested meanwhile."""
    receipt = retries.retry(
        entry_id, desk=wiring.desk(), actor=operator(), now=wiring.clock().now()
    )
    click.echo(f"{receipt.result} {receipt.reason}".strip())


@quarantine.command("discard")
@click.argument("entry_id", type=click.UUID)
@click.confirmation_option(prompt="Destroy it for good?")
def discard(entry_id: UUID) -> None:
    """Destroy ENTRY_ID for good, with a certificate."""
    retries.discard(
        entry_id, desk=wiring.desk(), actor=operator(), now=wiring.clock().now()
    )
    click.echo("discarded")
