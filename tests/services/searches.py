"""A register with something of everything in it, for the tests of the search."""

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from seloste.domain.contact import Kind, Part
from seloste.domain.objection import Cause
from seloste.domain.restriction import Ground
from seloste.domain.search import Streams
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.ports.search_index import Entry
from seloste.records.models import Dialog, SealedObject
from seloste.services import (
    indexing,
    notes,
    objections,
    redactions,
    restrictions,
    search_texts,
)
from seloste.services.capture import capture
from seloste.services.objections import Objecting
from seloste.services.restrictions import Restricting
from seloste.services.searching import Results, Wanted, search
from tests.services import deliveries
from tests.services.conftest import NOW
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.works import opened, staff

LATER = timedelta(hours=1)


def work_off(desk: Desk) -> None:
    """Index everything, as the jobs do: PostgreSQL's look past a test's transaction."""
    kept = SealedObject.objects.filter(state=SealedObject.State.KEPT)
    for item_id in list(
        kept.order_by("captured_at", "pk").values_list("pk", flat=True)
    ):
        indexing.index_item(item_id, desk=desk)


def letter(
    desk: Desk, number: int, text: str, *, subject: str = "Asia", **changes: object
) -> UUID:
    """Capture a mail with a text; return the contact."""
    data = (
        "From: Maija <maija@example.fi>\r\nTo: asiakaspalvelu@example.fi\r\n"
        f"Subject: {subject}\r\nMessage-ID: <s{number}@example.fi>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
    ).encode()
    part = Part(
        kind=Kind.MESSAGE, open=lambda: io.BytesIO(data), media_type="message/rfc822"
    )
    wanted: dict[str, object] = {
        "source_id": f"<s{number}@example.fi>",
        "parts": (part,),
        "started_at": deliveries.STARTED + timedelta(minutes=number),
        **changes,
    }
    receipt = capture(deliveries.mail(**wanted), desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def many(desk: Desk, contact: UUID, word: str, *, count: int) -> None:
    """Put that many texts with a word into the index, as if each were captured.

    They are what the mail of a contact is, and older; nobody keeps them.
    """
    assert desk.index is not None
    text = search_texts.text_of(item_of(contact), desk=desk)
    assert text is not None
    words = (Streams((word,), (), ()),)
    desk.index.put(
        [
            Entry(
                replace(
                    text.facts,
                    item=UUID(int=number),
                    started_at=text.facts.started_at - timedelta(seconds=number),
                ),
                words,
            )
            for number in range(1, count + 1)
        ]
    )


def call(desk: Desk, number: int, *said: tuple[float, str]) -> UUID:
    """Capture a call with a transcript whose numbers are hidden; return the contact."""
    recording = deliveries.recording(deliveries.wav(4.0))
    delivery = deliveries.call(source_id=f"call-{number}", parts=(recording,))
    receipt = capture(delivery, desk=desk, now=NOW)
    item = SealedObject.objects.get(contact=receipt.id, kind=Kind.RECORDING)
    turns = [turn(at % 2, start, text) for at, (start, text) in enumerate(said)]
    write(transcript(item, *turns, seconds=4.0), desk=desk, now=NOW)
    redactions.hide(item.pk, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def item_of(contact: UUID, kind: Kind = Kind.MESSAGE) -> SealedObject:
    """Return the one item of a kind of a contact."""
    return SealedObject.objects.select_related("notice_version").get(
        contact=contact, kind=kind
    )


@dataclass(frozen=True, slots=True)
class World:
    """Who is there, and what the word ``vesivahinko`` stands in."""

    aino: Actor
    eino: Actor
    onni: Actor
    trainer: Actor
    plain: UUID
    restricted: UUID
    objected: UUID
    spoken: UUID
    elsewhere: UUID


def world(desk: Desk) -> World:
    """Build a register in which the same word stands in everything."""
    aino, eino = staff("aino", Role.RECORDS_MANAGER), staff("eino", Role.AGENT)
    onni, trainer = staff("onni", Role.DPO), staff("tiina", Role.TRAINER)
    plain = letter(desk, 1, "Keittiössä on vesivahinko.")
    notes.write_on_contact(
        plain, "Soitin: vesivahinko tutkitaan.", desk=desk, actor=eino, now=NOW
    )
    restricted = letter(desk, 2, "Toinen vesivahinko.")
    objected = letter(desk, 3, "Kolmas vesivahinko.")
    spoken = call(desk, 4, (0.5, "meillä on"), (2.0, "vesivahinko kylpyhuoneessa"))
    complaint = opened(desk, aino, plain, kind=WorkKind.COMPLAINT)
    notes.write_on_work(
        complaint, "Vesivahinko jäi hoitamatta.", desk=desk, actor=aino, now=NOW
    )
    task = opened(desk, eino, plain)
    notes.write_on_work(
        task, "Vesivahinko: tilaa putkimies.", desk=desk, actor=eino, now=NOW
    )
    restrictions.place(
        Restricting("retta", Ground.CONTESTED, contact_ids=[restricted]),
        actor=aino,
        now=NOW,
    )
    objections.receive(
        Objecting("retta", "quality", Cause.OBJECTION, contact_ids=[objected]),
        desk=desk,
        actor=aino,
        now=NOW,
    )
    elsewhere = letter(desk, 5, "Neljäs vesivahinko.", source="sok-mail", address="")
    work_off(desk)
    return World(
        aino, eino, onni, trainer, plain, restricted, objected, spoken, elsewhere
    )


def found(
    desk: Desk,
    who: Actor,
    words: str = "vesivahinko",
    *,
    purpose: str = "service",
    register: str = "retta",
    page: int = 1,
    **narrowed: object,
) -> Results:
    """Search as somebody."""
    assert who.staff_id is not None
    wanted = Wanted(register, purpose, words, **narrowed)  # type: ignore[arg-type]  # names are checked by dataclasses
    return search(
        wanted, staff_id=who.staff_id, desk=desk, now=desk.clock.now(), page=page
    )


def recording_of(contact: UUID) -> Dialog:
    """Return the recording of a contact."""
    return Dialog.objects.get(contact=contact)
