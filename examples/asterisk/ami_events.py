"""Turn events of Asterisk's manager interface (AMI) into calls Seloste knows.

A small example to run beside the exchange, with nothing but Python. It reads
AMI, signs each event of a call and posts it to ``/hooks/<source>/``. What a
caller hears who refused the recording comes back and is set as the channel
variable SELOSTE_TEXT, so that the dialplan can speak it. Nothing is stored, and
no number is written to a log.

    AMI_HOST=127.0.0.1 AMI_USER=seloste AMI_SECRET=... \\
    SELOSTE_HOOK=https://records.example/hooks/pbx/ SELOSTE_SECRET=... \\
    python ami_events.py
"""

import hashlib
import hmac
import json
import os
import re
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

EXTENSION = re.compile(r"^(?:PJSIP|SIP|Local)/(\d{2,6})[-@]")
USER_EVENTS = {
    "SelosteAnnounced": "announced",
    "SelosteRefused": "refused",
    "SelosteRecording": "recording",
    "SelostePaused": "paused",
    "SelosteResumed": "resumed-recording",
}
EVENTS = {
    "DialBegin": "ringing",
    "MusicOnHoldStart": "held",
    "MusicOnHoldStop": "resumed",
    "BlindTransfer": "transferred",
    "AttendedTransfer": "transferred",
}

type Message = dict[str, str]
type Post = Callable[[Mapping[str, str]], Mapping[str, object]]


def messages(lines: Iterator[str]) -> Iterator[Message]:
    """Yield AMI messages: blocks of ``Name: value``, each ended by an empty line."""
    block: Message = {}
    for line in lines:
        name, colon, value = line.rstrip("\r\n").partition(": ")
        if colon:
            block[name] = value
        elif block:
            yield block
            block = {}


def call_event(message: Message, now: datetime) -> dict[str, str] | None:
    """Return the event of a call that an AMI message is, or None."""
    event, extension = _meaning(message)
    call_id = message.get("Linkedid") or message.get("DestLinkedid", "")
    if not event or not call_id:
        return None
    sent = {
        "call_id": call_id,
        "event": event,
        "at": now.isoformat(timespec="milliseconds"),
        "extension": extension,
    }
    if event == "ringing":
        sent["number"] = _known(message.get("CallerIDNum", ""))
        sent["line"] = message.get("Exten", "")
    if language := message.get("Language", ""):
        sent["language"] = language[:2]
    return sent


def _meaning(message: Message) -> tuple[str, str]:
    name = message.get("Event", "")
    extension = _extension(message.get("DestChannel") or message.get("Channel", ""))
    if name == "UserEvent":
        return USER_EVENTS.get(message.get("UserEvent", ""), ""), extension
    if name == "BridgeEnter" and extension:
        return "answered", extension
    if name == "Hangup" and message.get("Uniqueid") == message.get("Linkedid"):
        return "ended", ""
    return EVENTS.get(name, ""), extension


def _extension(channel: str) -> str:
    found = EXTENSION.match(channel)
    return found[1] if found else ""


def _known(number: str) -> str:
    return "" if number in ("<unknown>", "anonymous", "Anonymous") else number


def signed_post(url: str, secret: str) -> Post:
    """Return what posts an event, signed, and returns the answer."""

    def post(event: Mapping[str, str]) -> Mapping[str, object]:
        body, stamp = json.dumps(event).encode(), str(int(time.time()))
        message = stamp.encode() + b"." + body
        digest = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
        request = urllib.request.Request(  # noqa: S310 - the address is configured
            url,
            data=body,
            headers={
                "Content-Type": "application/json",
                "X-Seloste-Timestamp": stamp,
                "X-Seloste-Signature": f"v1={digest}",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            found: dict[str, object] = json.load(answer)
            return found

    return post


def run(ami: socket.socket, *, user: str, secret: str, post: Post) -> None:
    """Sign in to AMI and pass on every event until the exchange hangs up."""
    reader = ami.makefile("r", encoding="utf-8", errors="replace")
    with reader:
        reader.readline()  # the greeting
        _send(ami, Action="Login", Username=user, Secret=secret, Events="on")
        for message in messages(iter(reader.readline, "")):
            event = call_event(message, datetime.now(UTC))  # noqa: TID251 - an entry point
            if event is None:
                continue
            try:
                answer = post(event)
            except OSError as error:
                sys.stderr.write(f"not reported: {type(error).__name__}\n")
                continue
            channel = message.get("Channel", "")
            if answer.get("text") and channel:
                _send(
                    ami,
                    Action="Setvar",
                    Channel=channel,
                    Variable="SELOSTE_TEXT",
                    Value=str(answer["text"]),
                )


def _send(ami: socket.socket, **fields: str) -> None:
    clean = (
        f"{name}: {value}".replace("\r", " ").replace("\n", " ")
        for name, value in fields.items()
    )
    ami.sendall("\r\n".join([*clean, "", ""]).encode())


def main() -> None:
    """Run with what the environment says."""
    host, port = os.environ.get("AMI_HOST", "127.0.0.1"), 5038
    post = signed_post(os.environ["SELOSTE_HOOK"], os.environ["SELOSTE_SECRET"])
    with socket.create_connection((host, port)) as ami:
        run(
            ami, user=os.environ["AMI_USER"], secret=os.environ["AMI_SECRET"], post=post
        )


if __name__ == "__main__":
    main()
