"""Reads vCons, plain or signed, from files other systems exported."""

import json
from collections.abc import Iterator
from functools import cache, partial
from importlib import resources
from io import BytesIO
from pathlib import Path

from jsonschema import Draft7Validator

from seloste.domain.contact import (
    Channel,
    Delivery,
    Direction,
    Kind,
    Part,
    Party,
    PartyRole,
)
from seloste.ports.sources import FileRefused, Found, Opener, Rejected, read_whole
from seloste.protocols import vcon
from seloste.protocols.unreadable import Unreadable
from seloste.protocols.vcon import Content, Conversation

SCHEMA = "vcon-0.4.0-schema.json"
LIMIT = 512 * 2**20
_KINDS = {
    "recording": Kind.RECORDING,
    "text": Kind.MESSAGE,
    "file": Kind.ATTACHMENT,
}
_ROLES = {
    "agent": PartyRole.AGENT,
    "customer": PartyRole.CUSTOMER,
    "caller": PartyRole.CUSTOMER,
    "contact": PartyRole.CUSTOMER,
}
_MAIL = ("message/", "multipart/")


class VconReader:
    """Reads vCons of one source."""

    def __init__(self, *, source: str, open_file: Opener, limit: int = LIMIT) -> None:
        self._source = source
        self._open = open_file
        self._limit = limit

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield the deliveries of a vCon, or of every one in a folder.

        A vCon with several channels becomes a delivery for each, because each
        is kept by its own rule.
        """
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if path.is_dir() and file.suffix.lower() not in (".json", ".vcon"):
                yield Rejected(file, "not-vcon")
            else:
                yield from self._vcon(file)

    def _vcon(self, file: Path) -> Iterator[Found | Rejected]:
        try:
            data = read_whole(self._open, file, limit=self._limit)
            conversation = _conversation(data)
        except (FileRefused, Unreadable) as refusal:
            yield Rejected(file, refusal.reason)
            return
        for delivery in self._deliveries(conversation):
            yield Found(delivery, (file,), conversation.tolerated)

    def _deliveries(self, conversation: Conversation) -> Iterator[Delivery]:
        by_channel = _by_channel(conversation.contents)
        for channel, contents in by_channel.items():
            leg = channel.value if len(by_channel) > 1 else ""
            yield self._delivery(conversation, channel, contents, leg)

    def _delivery(
        self,
        conversation: Conversation,
        channel: Channel,
        contents: list[Content],
        leg: str,
    ) -> Delivery:
        spoken = [c.started_at for c in contents if c.kind == "recording"]
        ends = [c.ended_at for c in contents if c.ended_at]
        starts = [c.started_at for c in contents if c.kind != "file"]
        return Delivery(
            source=self._source,
            source_id=conversation.uuid,
            leg=leg,
            channel=channel,
            started_at=min(starts, default=conversation.started_at),
            ended_at=max(ends, default=None),
            direction=_direction(conversation),
            subject=conversation.subject,
            parties=_parties(conversation),
            parts=tuple(_part(content) for content in contents),
            recording_started_at=min(spoken, default=None),
        )


def _conversation(data: bytes) -> Conversation:
    """Return what valid bytes say. Raises Unreadable."""
    document, tolerated = vcon.load(data)
    if not _validator().is_valid(document):
        raise Unreadable("vcon-schema")
    return vcon.read(document, tolerated)


@cache
def _validator() -> Draft7Validator:
    text = resources.files(__package__).joinpath(SCHEMA).read_text("utf-8")
    return Draft7Validator(json.loads(text))


def _by_channel(contents: tuple[Content, ...]) -> dict[Channel, list[Content]]:
    """Return the contents of each channel; a file goes where its dialog goes.

    A vCon without content is a call that nobody recorded.
    """
    channels = {c.dialog: _channel(c) for c in contents if c.kind != "file"}
    first = next(iter(channels.values()), Channel.CALL)
    found: dict[Channel, list[Content]] = {}
    for content in contents:
        channel = channels.get(content.dialog, first)
        found.setdefault(channel, []).append(content)
    return found or {Channel.CALL: []}


def _channel(content: Content) -> Channel:
    if content.kind == "recording":
        return Channel.CALL
    if content.application in set(Channel):
        return Channel(content.application)
    return Channel.MAIL if content.media_type.startswith(_MAIL) else Channel.CHAT


def _direction(conversation: Conversation) -> Direction:
    """Return who began: the first party (vCon core, dialog ``originator``)."""
    began = next(iter(conversation.people), None)
    outbound = began is not None and _ROLES.get(began.role) is PartyRole.AGENT
    return Direction.OUTBOUND if outbound else Direction.INBOUND


def _parties(conversation: Conversation) -> tuple[Party, ...]:
    """Return the parties; who they are is known only where the source says it."""
    return tuple(
        Party(
            role=_ROLES.get(person.role, PartyRole.OTHER),
            name=person.name,
            tel=person.tel,
            mailto=person.mailto,
            customer_no=person.customer_no,
        )
        for person in conversation.people
    )


def _part(content: Content) -> Part:
    return Part(
        kind=_KINDS[content.kind],
        open=partial(BytesIO, content.content),
        media_type=content.media_type,
        filename=content.filename,
    )
