"""Amazon Connect and Genesys Cloud: what their exports say, and what is refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.adapters.storage.safe_open import SafeFolder
from seloste.adapters.telephony.amazon_connect import AmazonConnectReader
from seloste.adapters.telephony.genesys import GenesysReader
from seloste.domain.contact import Direction
from seloste.protocols import amazon_connect, genesys
from seloste.protocols.unreadable import Unreadable
from tests.adapters.handovers import contents, deliveries, rejections
from tests.adapters.test_sources_contract import (
    VECTORS,
    connect_folder,
    genesys_folder,
)

CTR = (VECTORS / "amazon_connect" / "ctr.json").read_bytes()
METADATA = (VECTORS / "genesys" / "metadata.json").read_bytes()
CONTACT = "ee0a8fcc-9cf8-4b9c-9fcf-e86ebe989486"


def test_a_contact_record_becomes_a_call_with_its_recording(tmp_path: Path) -> None:
    reader = AmazonConnectReader(source="s", open_file=SafeFolder(tmp_path))

    [call] = deliveries(reader.read(connect_folder(tmp_path)))

    assert (call.source_id, call.leg) == (CONTACT, CONTACT)
    assert call.started_at == datetime(2020, 3, 31, 16, 20, 1, tzinfo=UTC)
    assert call.recording_started_at == datetime(2020, 3, 31, 16, 20, 16, tzinfo=UTC)
    assert (call.address, call.direction) == ("+15550100261", Direction.INBOUND)
    assert [party.tel or party.name for party in call.parties] == [
        "+15550100850",
        "agent1",
    ]
    assert contents(call) == [b"RIFF"]


def test_a_redacted_copy_is_no_second_recording(tmp_path: Path) -> None:
    reader = AmazonConnectReader(source="s", open_file=SafeFolder(tmp_path))

    found = rejections(reader.read(connect_folder(tmp_path)))

    assert ("ee0a8fcc_redacted.wav", "redacted-copy", None) in found


@pytest.mark.parametrize("colon", [":", "%3A", "_", ""])
def test_the_colon_of_a_name_comes_in_any_form(colon: str) -> None:
    name = f"{CONTACT}_20200331T16{colon}20_UTC.wav"

    assert amazon_connect.canonical(name) == f"{CONTACT}_20200331T1620_UTC.wav"


def test_a_record_whose_recording_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ctr.json").write_bytes(CTR)
    reader = AmazonConnectReader(source="s", open_file=SafeFolder(tmp_path))

    assert rejections(reader.read(tmp_path)) == [("ctr.json", "recording-missing", 1)]


def test_records_come_one_a_line_too() -> None:
    line = CTR.replace(b"\n", b"")

    assert len(list(amazon_connect.read(line + b"\n" + line + b"\n"))) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "json-unreadable"),
        (b"[1]", "not-a-contact-record"),
        (b'{"ContactId": "x"}', "start-missing"),
    ],
)
def test_what_is_no_contact_record_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(amazon_connect.read(data))

    assert refusal.value.reason == reason


def test_an_exported_recording_becomes_a_leg_of_its_conversation(
    tmp_path: Path,
) -> None:
    reader = GenesysReader(source="s", open_file=SafeFolder(tmp_path))

    [call] = deliveries(reader.read(genesys_folder(tmp_path)))

    assert call.source_id == "5b1f0a52-6a43-4a0c-9f41-3c2e6a1c9d10"
    assert call.leg == "c0ffee00-1111-4222-8333-444455556666"
    assert call.started_at == datetime(2026, 5, 4, 8, 0, 8, tzinfo=UTC)
    assert call.announcement.ended_at == datetime(2026, 5, 4, 8, 0, 7, tzinfo=UTC)
    assert (call.address, call.parties[0].tel) == ("+358900000101", "+358455550101")
    assert contents(call) == [b"OggS"]


def read_genesys(data: bytes, conversation: str = "") -> genesys.Metadata:
    return genesys.parse(data, conversation_id=conversation, recording_id="")


def test_a_conversation_is_told_by_its_folder_or_the_document() -> None:
    assert read_genesys(METADATA).conversation_id.startswith("5b1f0a52")


def test_a_chat_is_no_call() -> None:
    assert not read_genesys(METADATA.replace(b'"Call"', b'"Chat"')).call


def test_times_in_milliseconds_are_understood() -> None:
    data = METADATA.replace(b'"2026-05-04T08:00:08.000Z"', b"1777881608000")

    assert read_genesys(data).started_at == datetime(2026, 5, 4, 8, 0, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "conversation", "reason"),
    [
        (b"[]", "", "not-a-genesys-record"),
        (b"{}", "", "conversation-missing"),
        (b"{}", "x", "start-missing"),
        (METADATA, "another", "id-contradicted"),
    ],
)
def test_what_is_no_metadata_is_refused(
    data: bytes, conversation: str, reason: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_genesys(data, conversation)

    assert refusal.value.reason == reason
