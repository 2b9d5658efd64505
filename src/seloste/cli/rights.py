"""``seloste rights``: what is due when, one request, a letter taken down, reminders."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.domain import retention
from seloste.domain.notice import Language
from seloste.domain.rights import Asker, RequestChannel, RequestKind
from seloste.domain.rights_words import RequestWords
from seloste.services import rights as requests
from seloste.services import rights_page, rights_reminders, rights_words
from seloste.services.rights import NewRequest


@click.group("rights")
def rights() -> None:
    """Requests of data subjects under Art. 15 to 21."""


@rights.command("list")
@click.option("--register", default="", help="Only this register.")
@click.option("--closed", is_flag=True, help="Closed ones too.")
@output_format
def list_(register: str, *, closed: bool, form: str) -> None:
    """List requests, the next due first; nobody is named."""
    rows = [_row(one) for one in rights_page.all_requests(register, closed=closed)]
    if form == "json":
        click.echo(json.dumps(rows))
        return
    for one in rows:
        click.echo("\t".join(str(value) for value in one.values()))


def _row(one: Any) -> dict[str, object]:
    return {
        "id": str(one.pk),
        "register": one.register_id,
        "number": one.number,
        "reference": one.reference,
        "kind": one.kind,
        "state": one.state,
        "received_at": one.received_at.isoformat(),
        "plan_on": one.plan_on.isoformat(),
        "law_on": one.law_on.isoformat(),
    }


@rights.command("show")
@click.argument("request_id", type=click.UUID)
@output_format
def show(request_id: UUID, form: str) -> None:
    """Show where REQUEST_ID stands and what happened to it; never its words."""
    row, events = rights_page.facts(request_id)
    said = {
        **_row(row),
        "asker": row.asker,
        "channel": row.channel,
        "assurance": row.assurance,
        "extended": row.extended_at is not None,
        "refusal": row.refusal,
        "events": [
            {"at": one.at.isoformat(), "what": one.what, "by": one.by} for one in events
        ],
    }
    if form == "json":
        click.echo(json.dumps(said))
        return
    for name, value in said.items():
        if name != "events":
            click.echo(f"{name}: {value}")
    for one in events:
        click.echo(f"{one.at:%Y-%m-%d %H:%M}  {one.what}  {one.by}")


@rights.command("receive")
@click.option("--register", required=True, help="Register that is asked.")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in RequestKind]),
    default=RequestKind.ACCESS.value,
    show_default=True,
    help="What is asked.",
)
@click.option(
    "--asker",
    type=click.Choice([one.value for one in Asker]),
    default=Asker.PERSON.value,
    show_default=True,
    help="Who asks.",
)
@click.option(
    "--language",
    type=click.Choice([one.value for one in Language]),
    default=Language.FI.value,
    show_default=True,
    help="In which language to answer.",
)
@click.option(
    "--received-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day the letter came, where it was not today.",
)
@click.option(
    "--known-as",
    multiple=True,
    help="Number, e-mail or customer number of theirs; may be repeated.",
)
@click.option("--name", prompt=True, hide_input=True, help="Who asks, by name.")
@click.option("--address", prompt=True, hide_input=True, help="Where to answer.")
@click.option(
    "--message", prompt=True, hide_input=True, help="What is asked, in their words."
)
@output_format
def receive(
    *,
    register: str,
    kind: str,
    asker: str,
    language: str,
    received_on: datetime | None,
    known_as: tuple[str, ...],
    name: str,
    address: str,
    message: str,
    form: str,
) -> None:
    """Take down a request that came on paper; its words are sealed at once.

    Left out, words are asked for and not shown, so that they stay in no history
    of the shell.
    """
    desk = wiring.desk()
    at = retention.start_of_day(received_on.date()) if received_on else None
    wanted = NewRequest(
        register=register,
        kind=RequestKind(kind),
        channel=RequestChannel.PAPER,
        words=RequestWords(
            message=message,
            name=name,
            address=address,
            identifiers=rights_words.known_by("\n".join(known_as)),
        ),
        asker=Asker(asker),
        language=Language(language),
        received_at=at,
    )
    given = requests.receive(wanted, desk=desk, actor=operator(), now=desk.clock.now())
    said = {
        "id": str(given.id),
        "reference": given.reference,
        "plan_on": given.plan_on.isoformat(),
        "law_on": given.law_on.isoformat(),
    }
    if form == "json":
        click.echo(json.dumps(said))
        return
    click.echo(f"received {given.id}")
    click.echo(f"receipt number: {given.reference}")
    click.echo(f"planned for {given.plan_on}, by law {given.law_on}")


@rights.command("remind")
@output_format
def remind(form: str) -> None:
    """Remind of what is due, end what nobody confirmed, and say what is late."""
    desk = wiring.desk()
    now = desk.clock.now()
    rights_reminders.tend(desk=desk, now=now)
    due = rights_page.due_soon(now)
    rows = [_row(one) for one in due]
    if form == "json":
        click.echo(json.dumps(rows))
        return
    for one in rows:
        click.echo("\t".join(str(value) for value in one.values()))
    click.echo(f"due within a week or late: {len(rows)}")
