"""The replay of a day against a running world, and what is known at its end."""

import asyncio
import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.capturing import call_audio
from benchmarks.load.day import Arrival, Stretch, Way
from benchmarks.load.senders import (
    Sent,
    call_of,
    chat,
    hand_call,
    hand_mail,
    hand_over,
    mail_of,
)
from benchmarks.load.world import World

MAIL_CONNECTIONS, CALL_CONNECTIONS = 10, 8
THREADS = MAIL_CONNECTIONS + CALL_CONNECTIONS
SETTLES = 1.0


@dataclass(frozen=True, slots=True)
class Replayed:
    """Everything that was sent, and how many seconds it took until the last word."""

    sent: list[Sent]
    seconds: float

    def of(self, way: Way) -> list[Sent]:
        """Return what was sent by one channel."""
        return [one for one in self.sent if one.arrival.way is way]

    def ids(self, way: Way) -> list[str]:
        """Return the ids that were acknowledged."""
        return [id_ for one in self.of(way) for id_ in one.ids]

    @property
    def burst(self) -> list[Sent]:
        """Return what arrived in the burst."""
        return [one for one in self.sent if one.arrival.stretch is Stretch.BURST]

    @property
    def drained(self) -> float:
        """Return how many seconds after the burst its last was acknowledged."""
        ended = max(one.arrival.at for one in self.burst)
        return max(one.arrival.at + one.late for one in self.burst) - ended

    @property
    def backlog(self) -> int:
        """Return how many had arrived and were not acknowledged, at the worst."""
        steps = [(one.arrival.at, 1) for one in self.sent]
        steps += [(one.arrival.at + one.late, -1) for one in self.sent]
        level = worst = 0
        for _, step in sorted(steps):
            level += step
            worst = max(worst, level)
        return worst


def chat_id(token: str) -> str:
    """Return the id under which a chat becomes a contact: the hash of its token."""
    return f"chat:{hashlib.sha256(token.encode()).hexdigest()}"


def replay(
    plan: list[Arrival], world: World, *, call_seconds: int, at_once: bool = False
) -> Replayed:
    """Let everything arrive when its time has come, however busy the world is."""
    if at_once:
        plan = [replace(one, at=0.0) for one in plan]
    return asyncio.run(_replay(plan, world, call_audio(call_seconds)))


async def _replay(plan: list[Arrival], world: World, sound: bytes) -> Replayed:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
    mails, calls = (
        asyncio.Semaphore(most) for most in (MAIL_CONNECTIONS, CALL_CONNECTIONS)
    )
    begin = time.monotonic()
    sent = [Sent(arrival) for arrival in plan]

    async def one(entry: Sent) -> None:
        arrival = entry.arrival
        await asyncio.sleep(max(0.0, begin + arrival.at - time.monotonic()))
        try:
            if arrival.way is Way.MAIL:
                id_, data = mail_of(arrival)
                await _twice(entry, id_, partial(hand_mail, world, data), mails, begin)
            elif arrival.way is Way.CALL:
                async with calls:
                    id_, body = call_of(arrival, sound)
                    hand = partial(hand_call, world, body)
                    await _twice(entry, id_, hand, asyncio.Semaphore(1), begin)
            else:
                await chat(entry, world, chat_id)
                entry.late = time.monotonic() - begin - arrival.at
        except (OSError, EOFError, RuntimeError) as error:
            entry.error = f"{type(error).__name__} {error}"
            entry.late = time.monotonic() - begin - arrival.at

    async with asyncio.TaskGroup() as group:
        for entry in sent:
            group.create_task(one(entry))
    seconds = time.monotonic() - begin
    await asyncio.sleep(SETTLES)
    return Replayed(sent, seconds)


async def _twice(
    entry: Sent, id_: str, hand: partial[None], once: asyncio.Semaphore, begin: float
) -> None:
    """Hand over, and once more where the sender never heard the acknowledgement."""
    entry.unanswered.append(id_)
    await hand_over(entry, hand, once)
    entry.late = time.monotonic() - begin - entry.arrival.at
    if not entry.error:
        entry.unanswered.remove(id_)
        entry.ids.append(id_)
        if entry.arrival.twice:
            await hand_over(entry, hand, once)
