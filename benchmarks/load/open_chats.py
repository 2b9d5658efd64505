"""Lines of chat kept a second while hundreds of chats are open, on one database.

Run as ``python -m benchmarks.load.open_chats DATABASE`` in a process of its own,
since the database is chosen when Django starts.
"""

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.figures import Figure, percentile
from benchmarks.load import peers, people, running
from benchmarks.load.scale import Scale, scale
from benchmarks.load.senders import WORDS, begin_chat
from benchmarks.load.sockets import Socket
from benchmarks.load.world import LIVE_PROCESSES, World, world

NEEDED = 25  # 500 chats, each with a line every twenty seconds
CONNECTING = 8
PAUSE = 0.15  # one page may say eight lines a second


@dataclass
class Spoken:
    """What the speakers had acknowledged, and how long each line took (seconds)."""

    took: list[float] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0


def measure(database: str, name: str) -> Iterator[Figure]:
    """Yield the figures of one database, measured in a process of its own."""
    found = running.apart("benchmarks.load.open_chats", database)
    served = f"{LIVE_PROCESSES} live processes"
    with_ = (
        f"{found['open']} open chats, {found['consoles']} consoles, {served}, {name}"
    )
    yield Figure(
        "chats",
        f"chat lines kept, {with_}",
        found["rate"],
        "/s",
        "Starlette echo, as many sockets open",
        found["echo_rate"],
        f">= {NEEDED} /s",
    )
    for share in ("p50", "p99"):
        yield Figure(
            "chats",
            f"a chat line acknowledged, {with_}, {share}",
            found[share],
            "ms",
            "Starlette echo, as many sockets open",
            found[f"echo_{share}"],
        )
    for key in ("refused", "lost", "doubled"):
        yield Figure("chats", f"chat lines {key}, {name}", found[key], "lines", aim="0")


def main(database: str) -> None:
    """Open the chats, let some speak, and print what was found."""
    chosen = scale()
    with world(database, parts=("live",)) as built:
        sessions = people.signed_in(chosen.consoles)
        with peers.echo() as port:
            bare = asyncio.run(_echo(port, chosen))
        spoken, opened = asyncio.run(_chat(built, sessions, chosen))
        found = {
            "open": opened,
            "consoles": chosen.consoles,
            **_figures(spoken),
            **{f"echo_{key}": value for key, value in _figures(bare).items()},
            "refused": spoken.refused,
            **_count(spoken),
        }
    print(json.dumps(found))


def _figures(spoken: Spoken) -> dict[str, float]:
    return {
        "rate": len(spoken.took) / spoken.seconds,
        "p50": percentile(spoken.took, 0.5) * 1000,
        "p99": percentile(spoken.took, 0.99) * 1000,
    }


async def _echo(port: int, chosen: Scale) -> Spoken:
    """Speak over bare sockets, as many of them open as there will be chats."""
    sockets = [await Socket.open(port, "/") for _ in range(chosen.chats)]
    spoken = await _speak(
        sockets, chosen, seconds=chosen.chat_seconds / 3, type_="kept"
    )
    for socket in sockets:
        socket.close()
    return spoken


async def _chat(built: World, sessions: list[str], chosen: Scale) -> tuple[Spoken, int]:
    consoles = [await _console(built, one) for one in sessions]
    once, began = asyncio.Semaphore(CONNECTING), time.monotonic()

    async def connect() -> Socket:
        async with once:
            return await begin_chat(built, uuid.uuid4().hex + uuid.uuid4().hex)

    sockets = await asyncio.gather(*(connect() for _ in range(chosen.chats)))
    running.note(f"{len(sockets)} chats begun in {time.monotonic() - began:.0f} s")
    listening = [asyncio.create_task(_listen(one)) for one in consoles]
    spoken = await _speak(sockets, chosen, seconds=chosen.chat_seconds, type_="say")
    for task in listening:
        task.cancel()
    for socket in (*sockets, *consoles):
        socket.close()
    return spoken, len(sockets)


async def _console(built: World, session: str) -> Socket:
    from django.conf import settings

    return await Socket.open(
        built.live,
        "/live/agent",
        Origin=built.pages,
        Cookie=f"{settings.SESSION_COOKIE_NAME}={session}",
    )


async def _listen(socket: Socket) -> None:
    """Hear whatever a console is told, as a browser does."""
    while True:
        await socket.hear()


async def _speak(
    sockets: list[Socket], chosen: Scale, *, seconds: float, type_: str
) -> Spoken:
    """Let some speak at once, going round the open chats, for so long."""
    spoken, began = Spoken(), time.monotonic()

    async def speaker(number: int) -> None:
        mine = sockets[number :: chosen.speakers]
        at = 0
        while time.monotonic() - began < seconds:
            await _line(mine[at % len(mine)], spoken, type_)
            at += 1
            if len(mine) == 1:
                await asyncio.sleep(PAUSE)

    await asyncio.gather(*(speaker(one) for one in range(chosen.speakers)))
    spoken.seconds = time.monotonic() - began
    return spoken


async def _line(socket: Socket, spoken: Spoken, type_: str) -> None:
    id_, start = str(uuid.uuid4()), time.monotonic()
    spoken.unanswered.append(id_)
    await socket.say({"type": type_, "id": id_, "text": WORDS})
    answer = await socket.until("kept", id_)
    if answer["type"] != "kept":
        spoken.refused += 1
        return
    spoken.took.append(time.monotonic() - start)
    spoken.unanswered.remove(id_)
    spoken.ids.append(id_)


def _count(spoken: Spoken) -> dict[str, int]:
    from benchmarks.load import kept

    found = kept.lines(spoken.ids, unanswered=spoken.unanswered)
    return {"lost": found.lost, "doubled": found.doubled + found.strangers}


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
