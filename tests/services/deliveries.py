"""Deliveries as sources hand them over, with real audio."""

import io
import math
import struct
import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import BinaryIO

from seloste.domain.contact import (
    Announcement,
    Channel,
    Delivery,
    Kind,
    Part,
    Party,
    PartyRole,
)

STARTED = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
MAIJA = Party(
    role=PartyRole.CUSTOMER,
    name="Maija Meikäläinen",
    tel="+358455550101",
    mailto="maija@example.fi",
    customer_no="A-1001",
)
PEKKA = Party(role=PartyRole.CUSTOMER, name="Pekka Virtanen", tel="+358455550199")
EINO = Party(role=PartyRole.AGENT, name="Eino Esimerkki")
CANARY = "kanarialintu-7f3a"
RETTA_LINE = "+358900000101"


@cache
def wav(seconds: float = 0.5, *, channels: int = 2, rate: int = 8000) -> bytes:
    """Return a real PCM WAV file with a tone in each channel, made once a run."""
    frames = b"".join(
        struct.pack(
            f"<{channels}h",
            *(
                int(9000 * math.sin(2 * math.pi * 440 * (channel + 1) * at / rate))
                for channel in range(channels)
            ),
        )
        for at in range(int(seconds * rate))
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(frames)
    return file.getvalue()


def opener(data: bytes) -> Callable[[], BinaryIO]:
    """Return how ``data`` is opened as a file."""
    return lambda: io.BytesIO(data)


def recording(data: bytes | None = None) -> Part:
    """Return a recording as a part."""
    return Part(
        kind=Kind.RECORDING,
        open=opener(wav() if data is None else data),
        media_type="audio/wav",
        filename="maija.wav",
    )


def call(source: str = "retta-pbx", **changes: object) -> Delivery:
    """Return a call of Maija's with a recording, to Retta Isännöinti's line."""
    delivery = Delivery(
        source=source,
        source_id="1777881600.17",
        leg="1",
        channel=Channel.CALL,
        started_at=STARTED,
        ended_at=STARTED + timedelta(minutes=3),
        address="" if source == "sok-calls" else RETTA_LINE,
        parties=(MAIJA, EINO),
        parts=(recording(),),
    )
    return replace(delivery, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def announced_call(**changes: object) -> Delivery:
    """Return a call to SOK whose announcement ended before the recording began."""
    shown: dict[str, object] = {
        "announcement": Announcement(ended_at=STARTED + timedelta(seconds=8)),
        "recording_started_at": STARTED + timedelta(seconds=9),
    }
    return call("sok-calls", **{**shown, **changes})


def mail(**changes: object) -> Delivery:
    """Return a mail of Maija's to Retta's mailbox, with a canary in its text."""
    text = (
        "From: Maija <maija@example.fi>\r\n"
        "To: asiakaspalvelu@example.fi\r\n"
        "Subject: Vesivahinko\r\n"
        "Message-ID: <1@example.fi>\r\n\r\n"
        f"Hei, keittiössä on vesivahinko. {CANARY}\r\n"
    )
    delivery = Delivery(
        source="retta-mail",
        source_id="<1@example.fi>",
        channel=Channel.MAIL,
        started_at=STARTED,
        address=RETTA_LINE,
        subject="Vesivahinko",
        parties=(MAIJA,),
        parts=(
            Part(
                kind=Kind.MESSAGE,
                open=opener(text.encode()),
                media_type="message/rfc822",
            ),
        ),
    )
    return replace(delivery, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
