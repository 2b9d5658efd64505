"""``seloste queue``: where work comes in, who takes it, and how fast."""

from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.contact import Channel
from seloste.services import queues
from seloste.services.notices import store
from seloste.services.queues import QueueSettings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.group("queue")
def queue() -> None:
    """Say where work waits, who takes it and by when it shall be done."""


@queue.command("list")
def list_() -> None:
    """List every queue with its register, targets and members."""
    for register in store.registers():
        for one in queues.queues(register):
            members = one.members.count()
            kind = "complaints" if one.complaints else ""
            click.echo(
                f"{one.pk}\t{register}\t{one.slug}\t{one.respond_minutes} min"
                f"\t{one.solve_minutes} min\t{members} members\t{kind}".rstrip()
            )
        for one in queues.retired(register):
            click.echo(f"{one.pk}\t{register}\t{one.slug}\tretired")


def _hours(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, list[str]]:
    """Read ``mon=08:00-16:00`` into what a queue keeps."""
    found = {}
    for text in given:
        day, _, span = text.partition("=")
        opens, _, closes = span.partition("-")
        if day not in DAYS or not opens or not closes:
            raise click.BadParameter("write it like mon=08:00-16:00")
        found[str(DAYS.index(day))] = [opens, closes]
    return found


@queue.command("set")
@click.argument("slug")
@click.option("--register", required=True, help="The register whose work it takes.")
@click.option("--name-fi", required=True, help="Its name in Finnish.")
@click.option("--name-sv", required=True, help="Its name in Swedish.")
@click.option("--name-en", required=True, help="Its name in English.")
@click.option("--address", multiple=True, help="A line or mailbox; again for more.")
@click.option(
    "--channel",
    multiple=True,
    type=click.Choice([one.value for one in Channel]),
    help="A channel it takes; none means all.",
)
@click.option("--skill", multiple=True, help="A skill its members need.")
@click.option(
    "--hours",
    multiple=True,
    callback=_hours,
    help="Hours of a weekday, as mon=08:00-16:00; none means the usual ones.",
)
@click.option(
    "--assignment",
    default="manual",
    show_default=True,
    type=click.Choice([str(one) for one in queues.ASSIGNMENTS]),
    help="Who is given what comes in.",
)
@click.option("--complaints", is_flag=True, help="It handles complaints.")
@click.option(
    "--respond-minutes", default=240, show_default=True, help="First answer within."
)
@click.option("--solve-minutes", default=2400, show_default=True, help="Solved within.")
def set_(
    *,
    slug: str,
    register: str,
    name_fi: str,
    name_sv: str,
    name_en: str,
    address: tuple[str, ...],
    channel: tuple[str, ...],
    skill: tuple[str, ...],
    hours: dict[str, list[str]],
    assignment: str,
    complaints: bool,
    respond_minutes: int,
    solve_minutes: int,
) -> None:
    """Make the queue SLUG, or say anew everything that is said of it."""
    modes = {str(one): one for one in queues.ASSIGNMENTS}
    wanted = QueueSettings(
        register=register,
        slug=slug,
        name_fi=name_fi,
        name_sv=name_sv,
        name_en=name_en,
        addresses=address,
        channels=tuple(Channel(one) for one in channel),
        skills=tuple(one.lower() for one in skill),
        hours=hours,
        assignment=modes[assignment],
        complaints=complaints,
        respond_minutes=respond_minutes,
        solve_minutes=solve_minutes,
    )
    queue_id = queues.set_queue(wanted, actor=operator(), now=wiring.clock().now())
    click.echo(f"queue {queue_id}")


@queue.command("add-member")
@click.argument("queue_id", type=click.UUID)
@click.argument("staff_id", type=click.UUID)
@click.option("--skill", multiple=True, help="A skill of theirs; again for more.")
@click.option("--away", is_flag=True, help="They are given no work for now.")
def add_member(
    queue_id: UUID, staff_id: UUID, *, skill: tuple[str, ...], away: bool
) -> None:
    """Let STAFF_ID take work from QUEUE_ID."""
    queues.set_member(
        queue_id=queue_id,
        staff_id=staff_id,
        skills=[one.lower() for one in skill],
        available=not away,
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo("added")


@queue.command("retire")
@click.argument("queue_id", type=click.UUID)
@click.option("--yes", is_flag=True, help="Do not ask.")
def retire(queue_id: UUID, *, yes: bool) -> None:
    """Let nothing new come to QUEUE_ID; what waits in it is named first."""
    found = queues.waiting(queue_id)
    click.echo(f"{found.talks} conversations and {found.works} works wait in it")
    if not yes:
        click.confirm("They stay there until given on. Retire it?", abort=True)
    queues.retire(queue_id, actor=operator(), now=wiring.clock().now())
    click.echo("retired")


@queue.command("reopen")
@click.argument("queue_id", type=click.UUID)
def reopen(queue_id: UUID) -> None:
    """Let work come to the retired QUEUE_ID again."""
    queues.reopen(queue_id, actor=operator(), now=wiring.clock().now())
    click.echo("open")
