"""Two at once: a hold and a disposal, two sweeps, a database somebody locked.

``python -m tests.crash.races FOLDER WHAT`` prints what came out, as JSON.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from seloste.domain.staff import Actor, Role
from tests.crash import installation
from tests.crash.installation import NOW

CONTACTS = 12
DUE = NOW + timedelta(days=181)


def both(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """Do two things in two threads that start together; return both results."""
    start = threading.Barrier(2)

    def go(act: Callable[[], Any]) -> Any:
        from django.db import connections  # noqa: PLC0415 - settings come first

        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [
            one.result() for one in [pool.submit(go, first), pool.submit(go, second)]
        ]


def hold(contact: UUID) -> str:
    """Place a hold; return ``held``, or why it was refused."""
    from seloste import wiring  # noqa: PLC0415
    from seloste.domain.notice import HoldKind  # noqa: PLC0415
    from seloste.services import holds  # noqa: PLC0415

    request = holds.HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="Maija kiistää laskun",
        review_by=NOW + timedelta(days=30),
        contact_ids=[contact],
    )
    try:
        holds.place_hold(
            request, desk=wiring.desk(), actor=Actor(id="staff:aino"), now=NOW
        )
    except holds.HoldRefused as refusal:
        return refusal.reason
    return "held"


def dispose(contact: UUID) -> str:
    """Destroy a contact's items that may go; return what came of it."""
    from seloste import wiring  # noqa: PLC0415
    from seloste.records.models import Disposal, SealedObject  # noqa: PLC0415
    from seloste.services import disposal  # noqa: PLC0415

    items = SealedObject.objects.filter(contact_id=contact)
    done = disposal.dispose(
        list(items.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=wiring.desk(),
        actor=Actor(id="staff:aino"),
        now=NOW,
    )
    return "destroyed" if done else "left alone"


def paused(act: Callable[[], Any], *, before_commit: threading.Event) -> Any:
    """Act, but wait after the last leaf of the transaction, so that others come."""
    from seloste.services import audit  # noqa: PLC0415

    record = audit.record
    here = threading.get_ident()

    def slow(**words: Any) -> int:
        seq = record(**words)
        if threading.get_ident() == here and not before_commit.is_set():
            before_commit.set()
            time.sleep(1)
        return seq

    audit.record = slow
    try:
        return act()
    finally:
        audit.record = record


def first_wins(first: Callable[[UUID], str], second: Callable[[UUID], str]) -> Any:
    """Let ``second`` begin while ``first`` has done all but commit."""
    contact = installation.deliver(1)
    before_commit = threading.Event()

    def late() -> str:
        before_commit.wait()
        return second(contact)

    outcome = both(
        lambda: paused(lambda: first(contact), before_commit=before_commit), late
    )
    return {"outcome": outcome, **state(contact)}


def state(contact: UUID) -> dict[str, Any]:
    """Return whether the contact is readable, and how many certificates it has."""
    from seloste import wiring  # noqa: PLC0415
    from seloste.records.models import Certificate, SealedObject  # noqa: PLC0415

    vault = wiring.desk().vault
    items = SealedObject.objects.filter(contact_id=contact)
    readable = [bool(vault.open(one.ref(), inline=one.inline())) for one in items]
    return {
        "readable": len(readable),
        "certificates": Certificate.objects.filter(record_id=contact).count(),
    }


def free_for_all() -> Any:
    """Race a hold against a disposal many times, with nobody waiting."""
    outcomes = []
    for number in range(CONTACTS):
        contact = installation.deliver(number)
        outcome = both(partial(hold, contact), partial(dispose, contact))
        outcomes.append({"outcome": outcome, **state(contact)})
    return outcomes


def two_sweeps() -> Any:
    """Let two workers sweep the same due contacts at once."""
    from seloste import wiring  # noqa: PLC0415
    from seloste.domain.staff import system  # noqa: PLC0415
    from seloste.records.models import Certificate  # noqa: PLC0415
    from seloste.services import sweeps  # noqa: PLC0415

    contacts = [installation.deliver(number) for number in range(CONTACTS)]

    def sweep() -> int:
        return sweeps.sweep(desk=wiring.desk(), actor=system("sweep"), now=DUE).disposed

    both(sweep, sweep)
    return [
        Certificate.objects.filter(record_id=contact).count() for contact in contacts
    ]


def close_and_sweep() -> Any:
    """Close work while a sweep runs; return what a last sweep leaves of each."""
    from seloste import wiring  # noqa: PLC0415
    from seloste.domain.staff import system  # noqa: PLC0415
    from seloste.domain.work_item import Move  # noqa: PLC0415
    from seloste.records.models import SealedObject, WorkItem  # noqa: PLC0415
    from seloste.services import sweeps, work_moves  # noqa: PLC0415
    from seloste.services.work_moves import Closing  # noqa: PLC0415
    from tests.services import works  # noqa: PLC0415
    from tests.services.people import person  # noqa: PLC0415

    desk, sweeper = wiring.desk(), system("sweep")
    eino = Actor(id="staff:eino", role=Role.AGENT, staff_id=person("eino", Role.AGENT))
    found = []
    for number in range(CONTACTS):
        contact = installation.deliver(number)
        work_id = works.opened(desk, eino, contact)

        def close(work_id: UUID = work_id) -> str:
            closing = Closing("done")
            return work_moves.move(
                work_id, Move.CLOSE, desk=desk, actor=eino, now=DUE, closing=closing
            ).value

        def sweep() -> str:
            sweeps.sweep(desk=desk, actor=sweeper, now=DUE)
            return "swept"

        outcome = both(close, sweep)
        between = state(contact)
        sweep()
        left = SealedObject.objects.filter(contact_id=contact).count()
        left += WorkItem.objects.filter(pk=work_id).count()
        found.append({"outcome": outcome, "between": between, "left": left})
    return found


def locked() -> Any:
    """Deliver while somebody holds the whole database for two seconds."""
    from django.db import connection, transaction  # noqa: PLC0415

    from seloste.records.models import Contact  # noqa: PLC0415

    taken = threading.Event()

    def occupy() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE records_contact IN ACCESS EXCLUSIVE MODE")
            taken.set()
            time.sleep(2)

    def deliver() -> str:
        taken.wait()
        return str(installation.deliver(1))

    _, receipt = both(occupy, deliver)
    return {
        "receipt": receipt,
        "contacts": [str(one.pk) for one in Contact.objects.all()],
    }


def main(home: Path, what: str) -> None:
    """Make the installation and print what came out."""
    installation.settle(home)
    installation.install()
    races: dict[str, Callable[[], Any]] = {
        "hold-first": lambda: first_wins(hold, dispose),
        "disposal-first": lambda: first_wins(dispose, hold),
        "free-for-all": free_for_all,
        "two-sweeps": two_sweeps,
        "close-and-sweep": close_and_sweep,
        "locked": locked,
    }
    sys.stdout.write(json.dumps(races[what]()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
