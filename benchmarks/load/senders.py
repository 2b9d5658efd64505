"""Who hands contacts over: an exchange over HTTP, a mail server over SMTP, visitors.

Each does what a good sender does: what is deferred (4xx of SMTP, 429 and 503 of
HTTP) is kept and sent again later; what is acknowledged is let go.
"""

import asyncio
import http.client
import json
import os
import smtplib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from benchmarks.load.day import Arrival
from benchmarks.load.sockets import Socket
from benchmarks.load.world import LINE, MAILBOX, ORIGIN, REGISTER, SITE, World

MAIL_RETRY, CALL_RETRY = 2.0, 1.0
MOST_TRIES = 60
BOUNDARY = "bench-8d1f"
LINES = 3
WORDS = "Hei, kylpyhuoneen hana vuotaa taas. Milloin joku tulee? "


class Deferred(Exception):
    """Not now: the sender keeps it and comes again after ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__("deferred")
        self.seconds = seconds


@dataclass(slots=True)
class Sent:
    """What became of one arrival.

    ``took`` are the seconds of each acknowledged exchange, ``late`` those from
    when it arrived to when it was acknowledged, deferrals and queueing included.
    """

    arrival: Arrival
    ids: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    late: float = 0.0
    deferrals: int = 0
    tries: int = 0
    error: str = ""


def mail_of(arrival: Arrival) -> tuple[str, bytes]:
    """Return a mail as its server has it: its Message-ID and its bytes (3 KB)."""
    message, name = EmailMessage(), arrival.name
    message["From"] = f"Asiakas {name[:6]} <{name[:12]}@example.fi>"
    message["To"] = MAILBOX
    message["Subject"] = f"Vuoto {name[:8]}"
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{name}@example.fi>"
    message.set_content(f"{WORDS * 50}\n{name}\n")
    return f"{name}@example.fi", bytes(message).replace(b"\n", b"\r\n")


def hand_mail(world: World, data: bytes) -> None:
    """Hand a mail to the receiver. Raises Deferred."""
    try:
        with smtplib.SMTP("127.0.0.1", world.smtp, timeout=60) as server:
            server.sendmail("asiakas@example.fi", [MAILBOX], data)
    except smtplib.SMTPResponseException as answer:
        if 400 <= answer.smtp_code < 500:
            raise Deferred(MAIL_RETRY) from None
        raise
    except smtplib.SMTPRecipientsRefused as answer:
        if all(400 <= code < 500 for code, _ in answer.recipients.values()):
            raise Deferred(MAIL_RETRY) from None
        raise


def call_of(arrival: Arrival, sound: bytes) -> tuple[str, bytes]:
    """Return a recorded call as the exchange hands it over: its id and the form."""
    began = datetime.now(UTC) - timedelta(minutes=5)
    contact = {
        "source_id": arrival.name,
        "channel": "call",
        "started_at": began.isoformat(),
        "address": LINE,
        "parties": [
            {"role": "customer", "tel": f"+35845{int(arrival.name[:7], 16) % 10**7:07}"}
        ],
        "announcement": {"ended_at": (began + timedelta(seconds=8)).isoformat()},
        "recording_started_at": (began + timedelta(seconds=9)).isoformat(),
    }
    own = sound[:4096] + os.urandom(4096) + sound[8192:]
    pieces = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="contact"\r\n'
        f"Content-Type: application/json\r\n\r\n{json.dumps(contact)}\r\n"
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="recording"; '
        'filename="call.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    )
    return arrival.name, pieces.encode() + own + f"\r\n--{BOUNDARY}--\r\n".encode()


def hand_call(world: World, body: bytes) -> None:
    """Hand a call to the interface. Raises Deferred."""
    connection = http.client.HTTPConnection("127.0.0.1", world.web, timeout=120)
    try:
        connection.request(
            "POST",
            "/api/v1/contacts",
            body,
            {
                "Authorization": f"Bearer {world.token}",
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            },
        )
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    if answer.status in (429, 503):
        raise Deferred(float(answer.getheader("Retry-After") or CALL_RETRY))
    if answer.status not in (200, 201, 202):
        raise RuntimeError(f"{answer.status} {text[:200]!r}")


async def hand_over(
    sent: Sent, hand: Callable[[], None], once: asyncio.Semaphore
) -> None:
    """Hand over until acknowledged, coming again as often as it is deferred."""
    while sent.tries < MOST_TRIES:
        sent.tries += 1
        async with once:
            start = time.monotonic()
            try:
                await asyncio.to_thread(hand)
            except Deferred as deferred:
                sent.deferrals += 1
                wait = deferred.seconds
            except OSError:
                wait = MAIL_RETRY
            else:
                sent.took.append(time.monotonic() - start)
                return
        await asyncio.sleep(wait)
    sent.error = "given up"


def visitor_headers(name: str) -> dict[str, str]:
    """Return the headers of a visitor's browser, behind a proxy, at its own address."""
    part = bytes.fromhex(name[:6])
    return {
        "Origin": ORIGIN,
        "X_Forwarded_For": f"10.{part[0]}.{part[1]}.{part[2]}",
    }


async def begin_chat(world: World, token: str) -> Socket:
    """Connect as a visitor and begin a chat. Raises ConnectionError where refused."""
    socket = await Socket.open(world.live, "/live/visitor", **visitor_headers(token))
    await socket.say(
        {
            "type": "begin",
            "register": REGISTER,
            "address": SITE,
            "token": token,
            "notice": 1,
            "language": "fi",
        }
    )
    answer = await socket.until("begun")
    if answer["type"] != "begun":
        socket.close()
        raise ConnectionError(answer.get("reason", ""))
    return socket


async def say(socket: Socket, sent: Sent) -> None:
    """Say a line and wait until it is kept."""
    id_, start = str(uuid.uuid4()), time.monotonic()
    sent.unanswered.append(id_)
    await socket.say({"type": "say", "id": id_, "text": WORDS})
    answer = await socket.until("kept", id_)
    if answer["type"] == "kept":
        sent.took.append(time.monotonic() - start)
        sent.unanswered.remove(id_)
        sent.lines.append(id_)


async def chat(sent: Sent, world: World, source_id: Callable[[str], str]) -> None:
    """Chat as a visitor does: begin, say some lines, end."""
    token = sent.arrival.name * 2
    start = time.monotonic()
    socket = await begin_chat(world, token)
    sent.took.append(time.monotonic() - start)
    sent.ids.append(source_id(token))
    sent.tries = 1
    for _ in range(LINES):
        await say(socket, sent)
    await socket.say({"type": "end"})
    await asyncio.sleep(0)
    socket.close()
