"""Contacts as vCons: for a purpose, each item audited, and taken in again."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from seloste.adapters.interchange.vcon import VconReader
from seloste.adapters.storage.safe_open import SafeFolder
from seloste.domain.contact import Kind
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.ports.sources import Found
from seloste.records.models import AuditLeaf, Opening, SealedObject
from seloste.services import capture, openings, sources, vcon_export
from seloste.services.access import NotFound
from seloste.services.shown_copies import RedactionPending
from seloste.services.vcon_export import Export
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.people import person
from tests.services.transcripts import certified, reader, transcribed


@pytest.fixture
def aino(registers: None) -> UUID:
    return person("aino", Role.RECORDS_MANAGER)


def kept(desk: Desk, **changes: object) -> UUID:
    receipt = capture.capture(deliveries.mail(**changes), desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def acts(action: str) -> int:
    return AuditLeaf.objects.filter(action=action).count()


def test_a_contact_is_written_for_a_purpose_and_each_item_noted(
    desk: Desk, aino: UUID
) -> None:
    contact = kept(desk)

    exported = vcon_export.export(
        contact, Export("rights"), staff_id=aino, desk=desk, now=NOW
    )

    document = json.loads(exported.document)
    assert document["uuid"] == str(contact)
    assert document["subject"] == "Vesivahinko"
    assert document["parties"][0]["name"] == "Maija Meikäläinen"
    assert [one["type"] for one in document["dialog"]] == ["text"]
    assert exported.left_out == ()
    assert acts("contacts.exported") == 1
    assert acts("content.opened") == 1


@pytest.mark.parametrize("purpose", ["quality", "marketing", ""])
def test_a_purpose_that_does_not_reach_people_writes_nothing(
    desk: Desk, aino: UUID, purpose: str
) -> None:
    contact = kept(desk)

    with pytest.raises(PurposeRefused):
        vcon_export.export(contact, Export(purpose), staff_id=aino, desk=desk, now=NOW)

    assert acts("contacts.exported") == 0


def test_what_the_purpose_does_not_reach_is_left_out_and_named(
    desk: Desk, registers: None
) -> None:
    eino = person("eino", Role.AGENT)
    receipt = capture.capture(deliveries.call(), desk=desk, now=NOW)
    assert receipt.id is not None
    recording = SealedObject.objects.get(kind=Kind.RECORDING)

    exported = vcon_export.export(
        receipt.id, Export("correspondence"), staff_id=eino, desk=desk, now=NOW
    )

    assert exported.left_out == (recording.pk,)
    assert [one["type"] for one in json.loads(exported.document)["dialog"]] == [
        "incomplete"
    ]


def test_another_registers_contact_does_not_exist(desk: Desk, registers: None) -> None:
    contact = kept(desk)
    outsider = person("outsider", Role.RECORDS_MANAGER, register="sok-mara")

    with pytest.raises(NotFound):
        vcon_export.export(
            contact, Export("rights"), staff_id=outsider, desk=desk, now=NOW
        )


def test_a_recording_outside_goes_beside_with_its_hash(desk: Desk, aino: UUID) -> None:
    receipt = capture.capture(deliveries.call(), desk=desk, now=NOW)
    assert receipt.id is not None

    exported = vcon_export.export(
        receipt.id,
        Export("rights", external_host="files.example"),
        staff_id=aino,
        desk=desk,
        now=NOW,
    )

    [dialog] = json.loads(exported.document)["dialog"]
    [beside] = exported.beside
    assert dialog["url"] == f"https://files.example/vcon/{beside.object_id}"
    assert beside.data == deliveries.wav()


def test_what_was_written_is_taken_in_by_another_installation(
    desk: Desk, aino: UUID, tmp_path: Path
) -> None:
    receipt = capture.capture(deliveries.call(), desk=desk, now=NOW)
    assert receipt.id is not None
    exported = vcon_export.export(
        receipt.id, Export("rights"), staff_id=aino, desk=desk, now=NOW
    )
    file = tmp_path / "contact.vcon"
    file.write_bytes(exported.document)
    sources.register_source(
        slug="retta-vcon",
        register="retta",
        preset="vcon",
        time_zone="Europe/Helsinki",
        address=deliveries.RETTA_LINE,
        actor=SETUP,
        now=NOW,
    )

    [found] = VconReader(source="retta-vcon", open_file=SafeFolder(tmp_path)).read(file)

    assert isinstance(found, Found)
    assert found.tolerated == ("lawful-basis-left-out",)
    again = capture.capture(
        replace(found.delivery, address=deliveries.RETTA_LINE), desk=desk, now=NOW
    )
    assert again.result == "captured"
    assert again.id is not None
    item = SealedObject.objects.get(contact=again.id, kind=Kind.RECORDING)
    opening = openings.open_item(item.pk, staff_id=aino, purpose_id="rights", now=NOW)
    data = openings.read(opening.opening_id, staff_id=aino, desk=desk, now=NOW)
    assert data == deliveries.wav()
    meta = SealedObject.objects.get(contact=again.id, kind=Kind.META)
    parties = openings.metadata(meta, desk).parties
    assert deliveries.MAIJA in parties


def test_only_a_certified_transcript_is_written(desk: Desk, aino: UUID) -> None:
    row = transcribed(desk)

    def analyses() -> list[dict[str, object]]:
        exported = vcon_export.export(
            row.contact_id, Export("rights"), staff_id=aino, desk=desk, now=NOW
        )
        found: list[dict[str, object]] = json.loads(exported.document)["analysis"]
        return found

    assert analyses() == []

    certified(desk, row, first=reader("eero"), second=aino)

    [analysis] = analyses()
    assert (analysis["type"], analysis["dialog"]) == ("wtf_transcription", 0)
    body = base64.urlsafe_b64decode(str(analysis["body"]) + "==")
    assert json.loads(body)["transcript"]["text"] == "hyvää päivää\nhyvää päivää"


def test_words_corrected_after_the_opening_are_left_out_and_named(
    desk: Desk, aino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = transcribed(desk)
    read = openings.read

    def pending(opening_id: UUID, **asked: object) -> bytes:
        if Opening.objects.get(pk=opening_id).item.kind == Kind.RECORDING:
            raise RedactionPending
        return read(opening_id, **asked)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(openings, "read", pending)

    exported = vcon_export.export(
        row.contact_id, Export("rights"), staff_id=aino, desk=desk, now=NOW
    )

    assert exported.left_out == (row.dialog.object_id,)
    assert json.loads(exported.document)["uuid"] == str(row.contact_id)
