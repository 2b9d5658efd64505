"""The inbox among millions of contacts: whole pages over HTTP, on one database.

Run as ``python -m benchmarks.load.inbox DATABASE`` in a process of its own, since
the database is chosen when Django starts. The rows are made by SQL in bulk; only
those on the first pages have sealed metadata, so that their customers are shown.
"""

import http.client
import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.figures import Figure, percentile
from benchmarks.load import bulk, people, running
from benchmarks.load.day import Arrival, Stretch, Way
from benchmarks.load.scale import scale
from benchmarks.load.senders import mail_of
from benchmarks.load.world import World, world

TABS = ("mine", "unassigned", "queue", "waiting", "done", "all")
FILTERS = (
    "tab=done&channel=chat",
    "tab=done&channel=paper",
    "tab=all&order=oldest",
    "tab=unassigned&late=yes",
)
REAL = 60
DEEP = 5
NEXT = re.compile(r"after=([0-9]+-[0-9a-f]{32})")


def measure(database: str, name: str) -> Iterator[Figure]:
    """Yield the figures of one database, measured in a process of its own."""
    found = running.apart("benchmarks.load.inbox", database)
    many = f"{found['contacts']:,} contacts, {name}"
    for kind, words in (
        ("first", "first page of a part of the inbox"),
        ("deep", "a page further on"),
        ("filtered", "a filtered page"),
    ):
        yield Figure(
            "inbox",
            f"{words}, {many}, p95",
            found[kind],
            "ms",
            "a static file of the same server",
            found["static"],
            "< 300 ms",
        )


def main(database: str) -> None:
    """Fill the records, read pages, and print what was found."""
    chosen = scale()
    with world(database, parts=("web",)) as built:
        (session,) = people.signed_in(1)
        _capture_some()
        began = time.monotonic()
        contacts = bulk.fill(chosen.inbox)
        running.note(f"{contacts} contacts made in {time.monotonic() - began:.0f} s")
        reader = Reader(built, session)
        for tab in TABS:
            reader.page(f"tab={tab}")
        took = {
            "first": [
                reader.page(f"tab={tab}")[0]
                for tab in TABS
                for _ in range(chosen.pages)
            ],
            "deep": [one for tab in TABS for one in reader.further(tab, chosen.pages)],
            "filtered": [
                reader.page(query)[0] for query in FILTERS for _ in range(chosen.pages)
            ],
            "static": [reader.static() for _ in range(50)],
        }
        for query in (*(f"tab={tab}" for tab in TABS), *FILTERS):
            running.note(f"{query}: {reader.page(query)[0]:.0f} ms")
    found = {kind: percentile(values, 0.95) for kind, values in took.items()}
    print(json.dumps(found | {"contacts": contacts}))


def _capture_some() -> None:
    """Capture some mails for real: the newest, which first pages show."""
    from seloste import wiring
    from seloste.records.models import Mailbox
    from seloste.services import incoming_mail

    mailbox = Mailbox.objects.get()
    for number in range(REAL):
        arrival = Arrival(0, Way.MAIL, Stretch.QUIET, f"{number:024x}", twice=False)
        incoming_mail.receive(
            mail_of(arrival)[1],
            mailbox=mailbox,
            recipient=mailbox.address,
            desk=wiring.desk(),
            now=datetime.now(UTC),
        )


class Reader:
    """An agent's browser, as far as pages go."""

    def __init__(self, built: World, session: str) -> None:
        from django.conf import settings

        self._port, self._log = built.web, built.home / "web.log"
        self._cookie = f"{settings.SESSION_COOKIE_NAME}={session}"

    def page(self, query: str) -> tuple[float, str]:
        """Return the milliseconds of a page of the inbox, and its text."""
        took, status, text = self._get(f"/inbox/?{query}")
        if status != 200:
            raise RuntimeError(f"{query}: {status} {self._log.read_text()[-3000:]}")
        return took, text

    def further(self, tab: str, pages: int) -> Iterator[float]:
        """Yield the milliseconds of the pages after the first, one after the other."""
        query = f"tab={tab}"
        for _ in range(pages):
            found = NEXT.search(self.page(query)[1])
            if found is None:
                return
            query = f"tab={tab}&after={found[1]}"
            yield self.page(query)[0]

    def static(self) -> float:
        """Return the milliseconds of a static file, the limit of the server."""
        return self._get("/static/web/pages.css")[0]

    def _get(self, path: str) -> tuple[float, int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        start = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        text = answer.read().decode()
        took = (time.perf_counter() - start) * 1000
        connection.close()
        return took, answer.status, text


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
