"""``seloste hold``: place, review and release disposal holds."""

from datetime import datetime
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.notice import HoldKind
from seloste.domain.retention import local_day
from seloste.services import calendar, holds
from seloste.services.holds import HoldRequest
from seloste.services.notices import store

MOMENT = click.DateTime(["%Y-%m-%dT%H:%M%z", "%Y-%m-%d"])


@click.group("hold")
def hold() -> None:
    """Keep contacts beyond their day, where the notice allows it."""


@hold.command("place")
@click.argument("contact_ids", nargs=-1, required=True, type=click.UUID)
@click.option("--register", required=True, help="Register the items belong to.")
@click.option(
    "--kind",
    required=True,
    type=click.Choice([k.value for k in HoldKind]),
    help="What the items are kept for; the notice must allow it.",
)
@click.option("--reason", prompt=True, hide_input=True, help="Why; it is sealed.")
@click.option("--review-by", required=True, type=MOMENT, help="When to look again.")
def place(
    contact_ids: tuple[UUID, ...],
    register: str,
    kind: str,
    reason: str,
    review_by: datetime,
) -> None:
    """Keep CONTACT_IDS from disposal until the hold is released."""
    request = HoldRequest(
        register=register,
        kind=HoldKind(kind),
        reason=reason,
        review_by=review_by if review_by.tzinfo else review_by.astimezone(),
        contact_ids=contact_ids,
    )
    hold_id = holds.place_hold(
        request, desk=wiring.desk(), actor=operator(), now=wiring.clock().now()
    )
    click.echo(f"placed hold {hold_id}")


@hold.command("release")
@click.argument("hold_id", type=click.UUID)
def release(hold_id: UUID) -> None:
    """Release HOLD_ID; what is overdue goes in the next sweep."""
    items = holds.release_hold(
        hold_id=hold_id, actor=operator(), now=wiring.clock().now()
    )
    click.echo(f"released {len(items)} items")


@hold.command("review")
@click.argument("hold_id", type=click.UUID)
@click.option("--review-by", required=True, type=MOMENT, help="When to look again.")
def review(hold_id: UUID, review_by: datetime) -> None:
    """Record that HOLD_ID was looked at and is still needed."""
    holds.review_hold(
        hold_id=hold_id,
        review_by=review_by if review_by.tzinfo else review_by.astimezone(),
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo("reviewed")


@hold.command("list")
def list_() -> None:
    """List the holds that stand, those to be looked at first in front."""
    for one in calendar.active(registers=store.registers()):
        click.echo(f"{one.id}\t{one.kind}\t{one.promise}\t{local_day(one.review_by)}")
