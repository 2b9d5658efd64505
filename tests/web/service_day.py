"""Programs of the service day, each run in a process of its own.

They set the centre up, ring as an exchange does, and look at what a moved clock
leaves. Run as ``python -m tests.web.service_day PROGRAM``.
"""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import click
import django

django.setup()

from seloste import wiring  # noqa: E402 - settings come first
from seloste.domain.call import CallEvent  # noqa: E402
from seloste.domain.outgoing import MailMode  # noqa: E402
from seloste.domain.staff import Actor, Role, system  # noqa: E402
from seloste.domain.work_item import Move, Outcome  # noqa: E402
from seloste.records.models import (  # noqa: E402
    Contact,
    PartyIndex,
    SealedObject,
    StaffUser,
    WorkItem,
)
from seloste.services import (  # noqa: E402
    call_pops,
    calls,
    invitations,
    mailboxes,
    sources,
    staff,
    sweeps,
    work_moves,
)
from seloste.services.calls import CallNews  # noqa: E402
from seloste.services.mailboxes import MailboxSettings  # noqa: E402
from seloste.services.work_moves import Closing  # noqa: E402
from tests.web.people import PASSWORD  # noqa: E402

SETUP = system("setup")
MAILBOX = "asiakaspalvelu@isannointi.retta.example"
LINE = "+358900000101"
BEYOND = timedelta(days=182)  # what the notice keeps of service is kept 180 days


def prepare() -> None:
    """Add a mailbox, a telephone of Eino's, Aino and Tuula to the house."""
    now = wiring.clock().now()
    mailboxes.add(
        MailboxSettings(
            slug="isannointi",
            register="retta",
            address=MAILBOX,
            mode=MailMode.SMTP,
            display_name="Retta Isännöinti",
            plus=True,
        ),
        actor=SETUP,
        now=now,
    )
    sources.register_source(
        slug="retta-phone",
        register="retta",
        preset="api",
        time_zone="Europe/Helsinki",
        address=LINE,
        actor=SETUP,
        now=now,
    )
    call_pops.give_extension(
        staff_id=invitations.staff_id_of("eino"),
        register="retta",
        number="201",
        actor=SETUP,
        now=now,
    )
    _invite("aino", Role.RECORDS_MANAGER, now)
    _invite("tuula", Role.TRAINER, now)
    _invite("onni", Role.DPO, now)
    _invite("helmi", Role.ADMIN, now)


def _invite(username: str, role: Role, now: datetime) -> None:
    """Invite somebody and let them choose the password of the tests."""
    invite = invitations.create_admin if role is Role.ADMIN else invitations.invite
    link = invite(
        username=username,
        display_name=username.title(),
        language="fi",
        actor=SETUP,
        now=now,
    )
    user = invitations.activate(token=link.token, password=PASSWORD, now=now)
    if role is not Role.ADMIN:
        staff.grant_role(
            staff_id=user.id,
            role=role,
            register="retta",
            ends_at=None,
            actor=SETUP,
            now=now,
        )


def report(call_id: str, number: str, *events: str) -> None:
    """Report what a call does, one event after another, as an exchange would."""
    for event in events:
        now = wiring.clock().now()
        calls.report(
            CallNews(
                call_id=call_id,
                event=CallEvent(event),
                at=now,
                extension="201",
                number=number,
                line=LINE,
                language="fi",
            ),
            source="retta-phone",
            desk=wiring.desk(),
            now=now,
        )


def sweep() -> None:
    """Sweep as if 182 days had gone by, and print what is left."""
    later = wiring.clock().now() + BEYOND
    sweeps.sweep(desk=wiring.desk(), actor=SETUP, now=later)
    left()


def left() -> None:
    """Print what the stores hold: contacts, their items, keys, files and index rows."""
    contacts = {str(one.pk): one.channel for one in Contact.objects.all()}
    items = {
        str(one.pk): str(one.contact_id or "")
        for one in SealedObject.objects.filter(state=SealedObject.State.KEPT)
    }
    stored = list(wiring.desk().vault.objects())
    indexed = {str(one) for one in PartyIndex.objects.values_list("contact", flat=True)}
    click.echo(
        json.dumps(
            {
                "contacts": contacts,
                "items": items,
                "keys": [str(one) for one, key, _file in stored if key],
                "files": [str(one) for one, _key, file in stored if file],
                "indexed": sorted(indexed),
            }
        )
    )


def close() -> None:
    """Let Aino decide the complaint and close it, after that time."""
    later = wiring.clock().now() + BEYOND
    me = StaffUser.objects.get(username="aino").pk
    actor = Actor(id=f"staff:{me}", role=Role.RECORDS_MANAGER, staff_id=me)
    work = WorkItem.objects.get()
    moves: Mapping[Move, Closing | None] = {
        Move.ACKNOWLEDGE: None,
        Move.DECIDE: Closing(Outcome.ACCEPTED),
        Move.CLOSE: Closing(Outcome.ACCEPTED),
    }
    for wanted, closing in moves.items():
        work_moves.move(
            work.pk,
            wanted,
            closing=closing,
            desk=wiring.desk(),
            actor=actor,
            now=later,
        )


if __name__ == "__main__":
    programs: dict[str, Callable[..., None]] = {
        one.__name__: one for one in (prepare, report, sweep, left, close)
    }
    programs[sys.argv[1]](*sys.argv[2:])
