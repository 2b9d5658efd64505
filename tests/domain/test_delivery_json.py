"""A delivery that waits is delivered again as it was."""

import io
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

import pytest

from seloste.domain.contact import (
    Announcement,
    Author,
    Channel,
    Delivery,
    Direction,
    Kind,
    NoticeShown,
    Part,
    Party,
    PartyRole,
)
from seloste.domain.delivery_json import from_json, to_json

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
FIRST, SECOND = UUID(int=1), UUID(int=2)
BYTES = {FIRST: b"audio", SECOND: b"words"}


def opener(object_id: UUID) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(BYTES[object_id])


FULL = Delivery(
    source="pbx",
    source_id="1777881600.17",
    channel=Channel.CALL,
    started_at=NOW,
    leg="2",
    ended_at=NOW,
    direction=Direction.OUTBOUND,
    address="+358900000101",
    subject="Ääniä",
    language="fi",
    parties=(Party(PartyRole.CUSTOMER, "Maija", "+358455550101", "m@x.fi", "A-1"),),
    parts=(
        Part(Kind.RECORDING, opener(FIRST), "audio/wav", "maija.wav", "ab" * 32),
        Part(Kind.MESSAGE, opener(SECOND)),
    ),
    announcement=Announcement(ended_at=NOW, refused=True),
    recording_started_at=NOW,
    notes=("a", "b"),
    unread="no-header",
    continues=UUID(int=7),
    unverified=True,
    begins=UUID(int=8),
    author=Author.MACHINE,
    suspected="too-fast",
    shown=NoticeShown(3, "sv", NOW),
    gaps=((1.0, 2.5),),
)
BARE = Delivery(
    source="mail", source_id="1", channel=Channel.MAIL, started_at=NOW, parts=()
)


def facts(delivery: Delivery) -> list[object]:
    """Return everything of a delivery, its parts by their bytes."""
    bare = replace(delivery, parts=())
    parts = [
        (part.kind, part.open().read(), part.media_type, part.filename, part.sha256)
        for part in delivery.parts
    ]
    return [*(getattr(bare, field.name) for field in fields(bare)), parts]


@pytest.mark.parametrize(
    ("delivery", "object_ids"), [(FULL, (FIRST, SECOND)), (BARE, ())]
)
def test_it_is_read_back_whole(
    delivery: Delivery, object_ids: tuple[UUID, ...]
) -> None:
    sealed = to_json(delivery, object_ids)

    assert facts(from_json(sealed, opener)) == facts(delivery)


def test_every_field_is_tried() -> None:
    bare = Delivery(source="", source_id="", channel=Channel.MAIL, started_at=NOW)

    same = [
        field.name
        for field in fields(Delivery)
        if getattr(FULL, field.name) == getattr(bare, field.name)
    ]

    assert same == ["started_at"]


def test_a_part_without_an_object_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="zip"):
        to_json(FULL, (FIRST,))
