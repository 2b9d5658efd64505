"""``seloste webhook``: systems that are told of events, and how that goes."""

import json
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.domain.webhook import Event
from seloste.services import webhooks
from seloste.services.webhooks import NewWebhook

EVENTS = [event.value for event in Event]


@click.group("webhook")
def webhook() -> None:
    """Tell listed systems of events, by id and without personal data."""


@webhook.command("add")
@click.argument("url")
@click.option("--register", required=True, help="Register whose events are told.")
@click.option(
    "--recipient",
    default="",
    help="Id of the notice's recipient; empty is a system of your own.",
)
@click.option(
    "--event",
    "events",
    multiple=True,
    type=click.Choice(EVENTS),
    help="What to tell of; every event where none is named.",
)
def add(url: str, register: str, recipient: str, events: tuple[str, ...]) -> None:
    """Tell URL of what happens from now on; print its id and its secret."""
    desk = wiring.desk()
    wanted = NewWebhook(
        register=register,
        url=url,
        recipient=recipient,
        events=[Event(one) for one in events or EVENTS],
    )
    webhook_id = webhooks.add(wanted, actor=operator(), now=desk.clock.now())
    click.echo(f"{webhook_id}\t{webhooks.secret(webhook_id, desk=desk)}")


@webhook.command("list")
@output_format
def list_(form: str) -> None:
    """List the webhooks and how their messages stand."""
    rows = [
        {
            "id": str(line.webhook.id),
            "register": line.webhook.register_id,
            "url": line.webhook.url,
            "recipient": line.webhook.recipient,
            "events": line.webhook.events,
            "paused": line.webhook.paused,
            "waiting": line.waiting,
            "failed": line.failed,
        }
        for line in webhooks.lines()
    ]
    if form == "json":
        click.echo(json.dumps(rows))
        return
    for one in rows:
        state = "paused" if one["paused"] else "active"
        click.echo(
            f"{one['id']}\t{one['register']}\t{one['url']}\t{state}"
            f"\twaiting {one['waiting']}\tfailed {one['failed']}"
        )


@webhook.command("secret")
@click.argument("webhook_id", type=click.UUID)
@click.option("--renew", is_flag=True, help="Make a new one first.")
def secret(webhook_id: UUID, *, renew: bool) -> None:
    """Print the secret with which WEBHOOK_ID's messages are signed."""
    desk = wiring.desk()
    if renew:
        webhooks.renew_secret(webhook_id, actor=operator(), now=desk.clock.now())
    click.echo(webhooks.secret(webhook_id, desk=desk))


@webhook.command("pause")
@click.argument("webhook_id", type=click.UUID)
@click.option("--resume", is_flag=True, help="Go on instead.")
def pause(webhook_id: UUID, *, resume: bool) -> None:
    """Stop telling WEBHOOK_ID for a while; what happens meanwhile is told later."""
    webhooks.pause(
        webhook_id, paused=not resume, actor=operator(), now=wiring.clock().now()
    )
    click.echo("resumed" if resume else "paused")


@webhook.command("remove")
@click.argument("webhook_id", type=click.UUID)
def remove(webhook_id: UUID) -> None:
    """Tell WEBHOOK_ID nothing any more."""
    webhooks.remove(webhook_id, actor=operator(), now=wiring.clock().now())
    click.echo("removed")
