"""Captures acknowledged and disposals certified per second, beside the fsync rate."""

import io
import multiprocessing
import os
import time
import uuid
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, percentile
from benchmarks.scratch import folder, install, settings_of

WORKERS = 2
MAILS, CALLS = 600, 60
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Run:
    """How long each capture took, and how long all of them took (seconds)."""

    each: list[float]
    total: float


def measure() -> Iterator[Figure]:
    """Yield the figures of capturing and of disposal on SQLite."""
    with folder() as home:
        rate = fsync_rate(home)
        install(home)
        mails = _side_by_side(home, "mail", MAILS)
        calls = _side_by_side(home, "call", CALLS)
        yield Figure(
            "capture",
            "small mails acknowledged, 2 processes",
            MAILS / mails.total,
            "/s",
            "fsyncs of this disk",
            rate,
            ">= 200 /s",
        )
        yield Figure(
            "capture",
            "small mails, slowest hundredth",
            percentile(mails.each, 0.99) * 1000,
            "ms",
        )
        yield Figure(
            "capture",
            "five-minute stereo G.711 calls acknowledged",
            CALLS / calls.total,
            "/s",
            "fsyncs of this disk",
            rate,
            ">= 5 /s",
        )
        yield Figure(
            "capture",
            "five-minute calls, slowest hundredth",
            percentile(calls.each, 0.99) * 1000,
            "ms",
            aim="< 2,000 ms",
        )
        yield from _disposals(rate)


def fsync_rate(home: Path, count: int = 500) -> float:
    """Return how many appended 4 KiB pages a second this disk makes durable."""
    handle = os.open(home / "fsync", os.O_CREAT | os.O_WRONLY)
    start = time.monotonic()
    for _ in range(count):
        os.write(handle, b"x" * 4096)
        os.fsync(handle)
    os.close(handle)
    return count / (time.monotonic() - start)


def _side_by_side(home: Path, kind: str, count: int) -> Run:
    """Capture ``count`` deliveries in two processes at once."""
    context = multiprocessing.get_context("spawn")
    share = count // WORKERS
    with context.Pool(WORKERS) as pool:
        runs = pool.starmap(_capture_many, [(home, kind, share)] * WORKERS)
    first = min(moment for run in runs for moment, _ in run)
    last = max(moment + took for run in runs for moment, took in run)
    return Run([took for run in runs for _, took in run], last - first)


def _prepare(home: Path) -> None:
    os.environ.update(settings_of(home))
    import django

    django.setup()
    from seloste import wiring

    wiring.desk()


def _capture_many(home: Path, kind: str, count: int) -> list[tuple[float, float]]:
    """Capture so many deliveries in this process; return when each began and how long it took."""
    _prepare(home)
    from seloste import wiring
    from seloste.services.capture import capture

    desk, took = wiring.desk(), []
    sound = call_audio() if kind == "call" else b""
    for _ in range(count):
        delivery = delivery_of(sound)
        start = time.monotonic()
        capture(delivery, desk=desk, now=datetime.now(UTC))
        took.append((start, time.monotonic() - start))
    return took


def call_audio(seconds: int = 0) -> bytes:
    """Return two-channel G.711 A-law in WAV; five minutes of it (4.8 MB) unless told."""
    from seloste.protocols import g711  # noqa: F401 - the codec that is measured

    data = os.urandom((seconds or SECONDS) * 8000 * 2)
    header = io.BytesIO()
    with wave.open(header, "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(1)
        writer.setframerate(8000)
        writer.writeframes(data)
    content = bytearray(header.getvalue())
    content[20:22] = (6).to_bytes(2, "little")  # WAVE_FORMAT_ALAW
    return bytes(content)


def delivery_of(sound: bytes) -> object:
    from seloste.domain.contact import Channel, Delivery, Kind, Part, Party, PartyRole

    name = uuid.uuid4().hex
    text = f"From: m@example.fi\r\nSubject: {name}\r\n\r\n{'Hei! ' * 300}".encode()
    content, what, claimed = (
        (sound, Kind.RECORDING, "audio/wav")
        if sound
        else (text, Kind.MESSAGE, "message/rfc822")
    )
    return Delivery(
        source="bench-calls" if sound else "bench-mail",
        source_id=name,
        channel=Channel.CALL if sound else Channel.MAIL,
        started_at=datetime.now(UTC),
        address="+358900000101",
        parties=(
            Party(
                PartyRole.CUSTOMER,
                name=name,
                tel="+358455550101",
                mailto=f"{name}@example.fi",
            ),
        ),
        parts=(Part(kind=what, open=lambda: io.BytesIO(content), media_type=claimed),),
    )


def _disposals(rate: float) -> Iterator[Figure]:
    """Destroy everything captured above: one by one, then the rest as a day."""
    from seloste import wiring
    from seloste.domain import retention
    from seloste.domain.staff import system
    from seloste.records.models import Contact, Disposal, SealedObject
    from seloste.services import disposal, sweeps

    retention.BRAKE_FLOOR = 10**9
    desk, actor = wiring.desk(), system("bench")
    later = datetime.now(UTC) + timedelta(days=182)
    single = list(Contact.objects.values_list("pk", flat=True)[:60])
    start = time.monotonic()
    for contact in single:
        items = SealedObject.objects.filter(contact=contact).values_list(
            "pk", flat=True
        )
        disposal.dispose(
            list(items), cause=Disposal.Cause.DUE, desk=desk, actor=actor, now=later
        )
    one_by_one = len(single) / (time.monotonic() - start)
    rest = Contact.objects.count()
    start = time.monotonic()
    sweeps.sweep(desk=desk, actor=actor, now=later)
    by_day = rest / (time.monotonic() - start)
    yield Figure(
        "disposal",
        "contacts destroyed and certified one by one",
        one_by_one,
        "/s",
        "fsyncs of this disk",
        rate,
    )
    yield Figure(
        "disposal",
        "contacts destroyed and certified by whole day",
        by_day,
        "/s",
        "fsyncs of this disk",
        rate,
        ">= 200 /s",
    )
