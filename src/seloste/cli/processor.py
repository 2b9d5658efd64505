"""``seloste processor``: the register of processors (Art. 28)."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.domain import processor as rules
from seloste.domain.processor import Processor, TransferGround
from seloste.domain.retention import local_day
from seloste.services import processor_hosts, processors
from seloste.services.notices import store
from seloste.services.processor_hosts import Line, Whose

DAY = click.DateTime(["%Y-%m-%d"])
GROUNDS = [one.value for one in TransferGround if one.value]

type Command = Callable[..., None]


def _facts(command: Command) -> Command:
    """Give a command the options for what an entry says; none is obligatory here."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--recipient", help="Id of the notice's recipient it belongs to."),
    click.option("--name", help="Name of the organisation."),
    click.option("--country", help="Where it handles the data: FI, DE, US."),
    click.option(
        "--ground",
        type=click.Choice(GROUNDS),
        help="On what data may go outside the EU and the EEA.",
    ),
    click.option("--contract", help="Where the contract on processing is found."),
    click.option(
        "--contract-date", "contract_on", type=DAY, help="When it was signed."
    ),
    click.option(
        "--sub-processor",
        "sub_processors",
        multiple=True,
        help='A processor it engages in turn, as "Name, CC"; for each one.',
    ),
    click.option("--safeguards", help="What protects the data there."),
    click.option(
        "--host", "hosts", multiple=True, help="A machine data may go to; each one."
    ),
    click.option("--review-by", "review_on", type=DAY, help="When to look again."),
    click.option("--since", type=DAY, help="From when it handles data; today if not."),
)


@click.group("processor")
def processor() -> None:
    """Say who handles data for a register, on which contract and where."""


@processor.command("add")
@click.option("--register", required=True, help="The register whose data it handles.")
@_facts
@output_format
def add(register: str, form: str, **said: Any) -> None:
    """Enter a processor; what is missing is printed and is a GAP until it is said."""
    now = wiring.clock().now()
    empty = Processor(
        register=register, recipient="", name="", country="", since=local_day(now)
    )
    made = processors.add(_changed(empty, said), actor=operator(), now=now)
    _print_one(made, form)


@processor.command("change")
@click.argument("entry_id", type=click.UUID)
@_facts
@output_format
def change(entry_id: UUID, form: str, **said: Any) -> None:
    """Say something else of ENTRY_ID; what is not named stays as it is."""
    now = wiring.clock().now()
    known = processors.facts(processors.entry(entry_id))
    processors.change(entry_id, _changed(known, said), actor=operator(), now=now)
    _print_one(entry_id, form)


@processor.command("end")
@click.argument("entry_id", type=click.UUID)
@click.option("--on", type=DAY, help="First day without data; today if not.")
@output_format
def end(entry_id: UUID, on: datetime | None, form: str) -> None:
    """Let ENTRY_ID get nothing any more; say which of its machines are still used."""
    now = wiring.clock().now()
    day = on.date() if on else local_day(now)
    processors.end(entry_id, on=day, actor=operator(), now=now)
    _print_one(entry_id, form)
    row = processors.entry(entry_id)
    for line in _lines(row.register_id):
        if line.whose is Whose.NOBODY and line.use.host in row.hosts:
            click.echo(f"still used: {line.use.label}", err=True)


@processor.command("list")
@click.option("--register", default="", help="Only of this register.")
@click.option("--ended", is_flag=True, help="Those that ended too.")
@output_format
def list_(register: str, *, ended: bool, form: str) -> None:
    """List the processors, and what their entries lack."""
    today = local_day(wiring.clock().now())
    rows = [
        _json(row.id)
        for row in processors.entries(register)
        if ended or row.until is None or today < row.until
    ]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in rows:
        click.echo(_line(one))


@processor.command("hosts")
@click.option("--register", default="", help="Only of this register.")
@output_format
def hosts(register: str, form: str) -> None:
    """List other machines in use and whose they are; exit 1 where one is nobody's."""
    registers = [register] if register else store.registers()
    rows = [
        {
            "register": one,
            "use": line.use.label,
            "whose": line.whose.value,
            "entry": str(line.entry) if line.entry else None,
        }
        for one in registers
        for line in _lines(one)
        if line.whose is not Whose.HERE
    ]
    if form == "json":
        click.echo(json.dumps(rows))
    else:
        for row in rows:
            said = (row["register"], row["use"], row["whose"], row["entry"] or "")
            click.echo("\t".join(map(str, said)).rstrip())
    if any(row["whose"] == Whose.NOBODY for row in rows):
        sys.exit(1)


def _lines(register: str) -> tuple[Line, ...]:
    return processor_hosts.lines(
        register,
        set_up=wiring.hosts_set_up(),
        now=wiring.clock().now(),
    )


def _changed(entry: Processor, said: dict[str, Any]) -> Processor:
    """Return an entry with what was said on the command line."""
    given = {name: value for name, value in said.items() if value}
    for name in ("contract_on", "review_on", "since"):
        if name in given:
            given[name] = given[name].date()
    if "ground" in given:
        given["ground"] = TransferGround(given["ground"])
    if "sub_processors" in given:
        given["sub_processors"] = tuple(
            rules.sub_processor(one) for one in given["sub_processors"]
        )
    return replace(entry, **given)


def _print_one(entry_id: UUID, form: str) -> None:
    said = _json(entry_id)
    click.echo(json.dumps(said, ensure_ascii=False) if form == "json" else _line(said))


def _json(entry_id: UUID) -> dict[str, Any]:
    entry = processors.facts(processors.entry(entry_id))
    return {
        "id": str(entry_id),
        "register": entry.register,
        "recipient": entry.recipient,
        "name": entry.name,
        "country": entry.country,
        "ground": entry.ground.value,
        "contract": entry.contract,
        "contract_on": _day(entry.contract_on),
        "sub_processors": [str(one) for one in entry.sub_processors],
        "safeguards": entry.safeguards,
        "hosts": list(entry.hosts),
        "review_on": _day(entry.review_on),
        "since": _day(entry.since),
        "until": _day(entry.until),
        "missing": [one.value for one in entry.missing],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line(one: dict[str, Any]) -> str:
    """Return an entry as a line of text."""
    state = f"until {one['until']}" if one["until"] else f"since {one['since']}"
    missing = f"missing {', '.join(one['missing'])}" if one["missing"] else ""
    said = (one["id"], one["register"], one["recipient"], one["name"], one["country"])
    return "\t".join((*said, state, missing)).rstrip()
