"""Finding everything about a person, and a flood of requests while contacts come in.

Also whether time tells a stranger that somebody is known. Run as
``python -m benchmarks.asking find|flood|send|alike ...`` in processes of their own,
since the database is chosen when Django starts. ``BENCH_PERSON_CONTACTS`` and
``BENCH_SUBMISSIONS`` scale it down.
"""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import lookup
from benchmarks.figures import Figure, percentile
from benchmarks.scratch import folder, install, settings_of

CONTACTS = int(os.environ.get("BENCH_PERSON_CONTACTS", "4000000"))
SUBMISSIONS = int(os.environ.get("BENCH_SUBMISSIONS", "10000"))
SAMPLES = int(os.environ.get("BENCH_SAMPLES", "500"))
OF_PERSON, ROUNDS, QUIET = 30, 10, 300


def find(database: str, name: str) -> Iterator[Figure]:
    """Yield how long finding everything about a person takes among millions."""
    found = _run("find", database)
    yield Figure(
        "person",
        f"everything about a person among {CONTACTS:,} contacts, {name}, median",
        found["median"],
        "ms",
        "their rows read by primary key",
        found["by_key"],
    )
    yield Figure("person", f"the slowest of {ROUNDS}, {name}", found["slowest"], "ms")


def flood(database: str, name: str) -> Iterator[Figure]:
    """Yield what a flood of requests on the portal does to capturing."""
    found = _run("flood", database)
    yield Figure(
        "flood",
        f"mail acknowledged while {SUBMISSIONS:,} requests are sent, {name}, p50",
        found["during_p50"],
        "ms",
        "without them",
        found["before_p50"],
    )
    yield Figure(
        "flood",
        f"mail acknowledged while {SUBMISSIONS:,} requests are sent, {name}, p99",
        found["during_p99"],
        "ms",
        "without them",
        found["before_p99"],
    )
    for what, unit in (("answered", "/s"), ("kept", "requests"), ("shown", "requests")):
        yield Figure("flood", f"{WORDS[what]}, {name}", found[what], unit)


def alike(database: str, name: str) -> Iterator[Figure]:
    """Yield whether the time of an answer tells that somebody is known (D3)."""
    found = _run("alike", database)
    for what, said in ALIKE.items():
        yield Figure(
            "alike",
            f"{said} about somebody who is known, {name}, median of {SAMPLES}",
            found[f"{what}_known"],
            "ms",
            "about somebody who is not",
            found[f"{what}_unknown"],
        )
        yield Figure(
            "alike",
            f"guesses by that time alone that are right, {name}",
            found[f"{what}_told"] * 100,
            "%",
            "by throwing a coin",
            50.0,
        )


ALIKE = {"send": "a request on the portal", "code": "a code asked for"}
WORDS = {
    "answered": "requests answered with a receipt or a refusal",
    "kept": "kept of the flood, within the register's budget",
    "shown": "shown to staff of what nobody confirmed",
}


def _run(what: str, database: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.asking", what, database]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _find(database: str) -> dict[str, float]:
    with folder() as home:
        install(home, database=database)
        _capture_person()
        lookup.CONTACTS = CONTACTS
        lookup._fill()
        return _look_for_person()


def _capture_person() -> None:
    """Keep thirty contacts of one person, for real."""
    from benchmarks.capturing import delivery_of
    from seloste import wiring
    from seloste.services.capture import capture

    for _ in range(OF_PERSON):
        delivery = delivery_of(b"")
        party = replace(delivery.parties[0], tel=PERSON, name="Maija")
        capture(
            replace(delivery, source_id=uuid.uuid4().hex, parties=(party,)),
            desk=wiring.desk(),
            now=datetime.now(UTC),
        )


PERSON, NOBODY = "+358455550101", "+358455550199"


def _look_for_person() -> dict[str, float]:
    from seloste import wiring
    from seloste.domain.staff import system
    from seloste.records.models import Contact, IdentityMatch
    from seloste.services import matching, rights

    desk, actor, took = wiring.desk(), system("bench"), []
    for _ in range(ROUNDS):
        now = datetime.now(UTC)
        asked = rights.receive(
            _request(confirmed=True), desk=desk, actor=actor, now=now
        )
        began = time.perf_counter()
        found = matching.propose(asked.id, desk=desk, actor=actor, now=now)
        took.append((time.perf_counter() - began) * 1000)
        assert found == OF_PERSON
    keys = list(IdentityMatch.objects.values_list("contact_id", flat=True)[:OF_PERSON])
    began = time.perf_counter()
    for key in keys:
        Contact.objects.get(pk=key)
    by_key = (time.perf_counter() - began) * 1000
    return {
        "median": percentile(took, 0.5),
        "slowest": max(took),
        "by_key": by_key,
    }


def _request(*, confirmed: bool) -> object:
    from seloste.domain.rights import RequestChannel, RequestKind
    from seloste.domain.rights_words import RequestWords
    from seloste.services.rights import NewRequest

    return NewRequest(
        register="retta",
        kind=RequestKind.ERASURE,
        channel=RequestChannel.PAPER,
        words=RequestWords(message="Kaikki", name="Maija", tel=PERSON),
        confirmed=confirmed,
    )


def _flood(database: str) -> dict[str, float]:
    with folder() as home:
        install(home, database=database)
        _mails(time.monotonic() + 2)
        before = _mails(time.monotonic() + QUIET / 20)
        sender = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.asking", "send", database, str(home)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **settings_of(home, database=database)},
        )
        during: list[float] = []
        while sender.poll() is None:
            during += _mails(time.monotonic() + 1)
        said = json.loads(
            (sender.stdout.read() if sender.stdout else "").splitlines()[-1]
        )
        return {
            "before_p50": percentile(before, 0.5),
            "before_p99": percentile(before, 0.99),
            "during_p50": percentile(during, 0.5),
            "during_p99": percentile(during, 0.99),
            **said,
            **_left(),
        }


def _mails(until: float) -> list[float]:
    """Keep mails until then, twenty a second at most; return the milliseconds of each."""
    from benchmarks.capturing import delivery_of
    from seloste import wiring
    from seloste.services.capture import capture

    took, desk = [], wiring.desk()
    while time.monotonic() < until:
        began = time.perf_counter()
        delivery = replace(delivery_of(b""), source_id=uuid.uuid4().hex)
        capture(delivery, desk=desk, now=datetime.now(UTC))
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(max(0.0, 0.05 - took[-1] / 1000))
    return took


def _left() -> dict[str, float]:
    """Return how many of the flood were kept, and how many staff are shown."""
    from seloste.domain.rights import WAITING_FOR_US
    from seloste.records.models import RightsRequest

    return {
        "kept": RightsRequest.objects.count(),
        "shown": RightsRequest.objects.filter(state__in=WAITING_FOR_US).count(),
    }


def _send(database: str, home: Path) -> dict[str, float]:
    """Send the flood through the portal's service, as a page would."""
    os.environ.update(settings_of(home, database=database))
    import django

    django.setup()
    from seloste import wiring
    from seloste.domain.notice import Language
    from seloste.domain.rights import RequestKind
    from seloste.domain.rights_words import RequestWords
    from seloste.services import rights_portal
    from seloste.services.rights_portal import PortalRefused, Written

    desk, now = wiring.desk(), datetime.now(UTC)
    page = rights_portal.page("retta", language=Language.FI, vault=desk.vault, now=now)
    began = time.perf_counter()
    for number in range(SUBMISSIONS):
        words = RequestWords(message="Tietoni", email=f"kuka{number}@example.net")
        written = Written(
            register="retta",
            token=page.token,
            network_address=f"192.0.{number // 250 % 250}.{number % 250}",
            kind=RequestKind.ACCESS,
            words=words,
        )
        with suppress(PortalRefused):
            rights_portal.send(written, desk=desk, now=now + timedelta(minutes=1))
    return {"answered": SUBMISSIONS / (time.perf_counter() - began)}


def _alike(database: str) -> dict[str, float]:
    """Ask about a known and an unknown person in turn, and compare the times."""
    with folder() as home:
        install(home, database=database)
        _capture_person()
        took: dict[str, list[float]] = {
            f"{what}_{who}": [] for what in ALIKE for who in ("known", "unknown")
        }
        for number in range(SAMPLES):
            both = [("known", PERSON), ("unknown", NOBODY)]
            for who, tel in both if number % 2 else reversed(both):
                for what, spent in _ask_once(number, tel).items():
                    took[f"{what}_{who}"].append(spent)
        found = {name: percentile(values, 0.5) for name, values in took.items()}
        for what in ALIKE:
            found[f"{what}_told"] = _told(
                took[f"{what}_known"], took[f"{what}_unknown"]
            )
        return found


def _ask_once(number: int, tel: str) -> dict[str, float]:
    """Send a request and ask for a code; return the milliseconds of each."""
    from seloste import wiring
    from seloste.domain.notice import Language
    from seloste.domain.rights import RequestKind
    from seloste.domain.rights_words import RequestWords
    from seloste.services import identity_codes, rights_moves, rights_portal
    from seloste.services.rights_portal import Written

    desk = wiring.desk()
    now = datetime(2026, 1, 1, tzinfo=UTC) + number * timedelta(hours=2)
    page = rights_portal.page("retta", language=Language.FI, vault=desk.vault, now=now)
    words = RequestWords(message="Tietoni", name="Maija Malli", tel=tel)
    written = Written(
        register="retta",
        token=page.token,
        network_address=f"192.0.2.{number % 250}",
        kind=RequestKind.ACCESS,
        words=words,
    )
    later = now + timedelta(minutes=1)
    began = time.perf_counter()
    received = rights_portal.send(written, desk=desk, now=later)
    sent = time.perf_counter()
    rights_moves.confirm(received.id, actor=rights_portal.PORTAL, now=later)
    asked = time.perf_counter()
    identity_codes.ask(received.id, actor=identity_codes.PORTAL, now=later)
    ended = time.perf_counter()
    return {"send": (sent - began) * 1000, "code": (ended - asked) * 1000}


def _told(known: list[float], unknown: list[float]) -> float:
    """Return how often the best guess between one time of each is right.

    0.5 is a coin: the times say nothing (the area under the curve of a
    Mann-Whitney test, whichever way it leans).
    """
    wins = sum((a > b) + (a == b) / 2 for a in known for b in unknown)
    share = wins / (len(known) * len(unknown))
    return max(share, 1 - share)


def main() -> None:
    """Do one measurement and print it as JSON."""
    what, database = sys.argv[1], sys.argv[2]
    if what == "send":
        found = _send(database, Path(sys.argv[3]))
    else:
        found = {"find": _find, "flood": _flood, "alike": _alike}[what](database)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
