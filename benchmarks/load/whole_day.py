"""A day of 300 agents on one database: acknowledgements, the burst, and the count.

Run as ``python -m benchmarks.load.whole_day DATABASE`` in a process of its own,
since the database is chosen when Django starts.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks.figures import Figure, percentile
from benchmarks.load import peers, running
from benchmarks.load.day import Way, length, plan
from benchmarks.load.replay import Replayed, replay
from benchmarks.load.scale import DAY_CONTACTS, Scale, scale
from benchmarks.load.senders import mail_of
from benchmarks.load.tally import together
from benchmarks.load.world import EXCHANGE, World, world

PARTS = ("web", "live", "smtp", "work")
NAMES = {Way.CALL: "calls by API", Way.MAIL: "mails by SMTP", Way.CHAT: "chat lines"}
PEERS = {
    Way.CALL: "a file of that size, synced",
    Way.MAIL: "aiosmtpd that forgets",
    Way.CHAT: "Starlette echo",
}
WARM = 0.0005  # of a day, at once and beforehand: processes load what they need
NEEDED = 3.5  # contacts a second in the burst of a real day


def measure(database: str, name: str) -> Iterator[Figure]:
    """Yield the figures of one database, measured in a process of its own."""
    found = running.apart("benchmarks.load.whole_day", database)
    for way in Way:
        for share in ("p50", "p99"):
            yield Figure(
                "day",
                f"{NAMES[way]} acknowledged, {name}, {share}",
                found[way][share],
                "ms",
                PEERS[way],
                found[way][f"peer_{share}"],
            )
    yield Figure(
        "day",
        f"contacts acknowledged while the burst was worked off, {name}",
        found["burst_rate"],
        "/s",
        "bare rows of the same database",
        found["inserts"],
        f">= {NEEDED} /s",
    )
    yield Figure(
        "day",
        f"contacts of the day acknowledged, {name}",
        found["throughput"],
        "/s",
        "fsyncs of this disk",
        found["fsyncs"],
        ">= 0.7 /s",
    )
    for key, words, unit, aim in COUNTS:
        yield Figure("day", f"{words}, {name}", found[key], unit, aim=aim)


COUNTS = (
    ("burst_p99", "burst: from arrival to acknowledgement, p99", "s", ""),
    ("drained", "burst: until its last was acknowledged", "s", ""),
    ("backlog", "most that waited at once", "contacts", ""),
    ("deferrals", "deferred (4xx, 429, 503) and sent again", "times", ""),
    ("errors", "given up or broken off", "contacts", "0"),
    ("acknowledged", "acknowledged ids that were counted", "ids", ""),
    ("twice", "handed over twice on purpose", "contacts", ""),
    ("quarantined", "of them in quarantine", "ids", ""),
    ("lost", "lost", "ids", "0"),
    ("doubled", "doubled", "ids", "0"),
    ("strangers", "kept that nobody handed over", "contacts", "0"),
)


def main(database: str) -> None:
    """Replay the day and print what was found."""
    chosen = scale()
    share, pressure = chosen.day_share, chosen.day_pressure
    arrivals = plan(share=share, pressure=pressure)
    running.note(
        f"{len(arrivals)} of {DAY_CONTACTS} contacts in "
        f"{length(share=share, pressure=pressure):.0f} s, {pressure:g} times the real rate"
    )
    with world(database, parts=PARTS) as built:
        beside = _beside(built, chosen)
        warm = replay(
            plan(share=WARM, pressure=1, seed=2), built, call_seconds=5, at_once=True
        )
        done = replay(arrivals, built, call_seconds=chosen.call_seconds)
        found = _figures(done, beside) | _count(Replayed(warm.sent + done.sent, 0))
    print(json.dumps(found))


def _beside(built: World, chosen: Scale) -> dict[str, Any]:
    """Measure the peers, before the day begins."""
    from benchmarks.capturing import call_audio, fsync_rate

    _, mail = mail_of(plan(share=0.001, pressure=1)[0])
    sound = call_audio(chosen.call_seconds)
    with peers.echo() as port:
        echoes = asyncio.run(peers.echoes(port))
    return {
        "fsyncs": fsync_rate(built.home),
        "inserts": peers.inserts(),
        Way.CALL: peers.durable_copies(built.home, sound),
        Way.MAIL: peers.mail_sink(mail),
        Way.CHAT: echoes,
    }


def _figures(done: Replayed, beside: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        way: _milliseconds([took for one in done.of(way) for took in one.took])
        | _milliseconds(beside[way], "peer_")
        for way in Way
    }
    burst = done.burst
    first = min(one.arrival.at for one in burst)
    last = max(one.arrival.at + one.late for one in burst)
    ends = [one.arrival.at + one.late for one in done.sent]
    broken = [one for one in done.sent if one.error]
    for one in broken[:5]:
        running.note(f"{one.arrival.way}: {one.error}")
    return found | {
        "fsyncs": beside["fsyncs"],
        "inserts": beside["inserts"],
        "throughput": len(done.sent) / done.seconds,
        "burst_rate": sum(first <= end <= last for end in ends) / (last - first),
        "burst_p99": percentile([one.late for one in burst], 0.99),
        "drained": done.drained,
        "backlog": done.backlog,
        "deferrals": sum(one.deferrals for one in done.sent),
        "errors": len(broken),
        "twice": sum(one.arrival.twice for one in done.sent),
    }


def _milliseconds(values: list[float], prefix: str = "") -> dict[str, float]:
    return {
        f"{prefix}p{share * 100:.0f}": percentile(values, share) * 1000
        for share in (0.5, 0.99)
    }


def _count(done: Replayed) -> dict[str, int]:
    """Compare what was acknowledged with what the records keep."""
    from benchmarks.load import kept
    from seloste import wiring
    from seloste.records.models import ChatSite, Mailbox

    desk = wiring.desk()
    mailbox, site = Mailbox.objects.get(), ChatSite.objects.get()
    whole = together(
        [
            kept.contacts(
                source,
                done.ids(way),
                desk=desk,
                unanswered=[id_ for one in done.of(way) for id_ in one.unanswered],
            )
            for source, way in ((EXCHANGE, Way.CALL), (mailbox.source_id, Way.MAIL))
        ]
        + [
            kept.chats(done.ids(Way.CHAT), source=site.source_id, desk=desk),
            kept.lines(
                [id_ for one in done.sent for id_ in one.lines],
                unanswered=[id_ for one in done.of(Way.CHAT) for id_ in one.unanswered],
            ),
        ]
    )
    names = ("acknowledged", "quarantined", "lost", "doubled", "strangers")
    return {name: getattr(whole, name) for name in names}


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
