"""vCons as files: valid, tolerated, refused; and those of another program."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from seloste.adapters.interchange.vcon import VconReader
from seloste.adapters.storage.safe_open import SafeFolder
from seloste.domain.contact import Channel, Direction, Kind, PartyRole
from seloste.ports.sources import Found, Rejected
from tests.adapters.handovers import contents, deliveries, rejections, write

VECTORS = Path(__file__).parents[1] / "vectors" / "vcon"
UUID = "01923c5d-0000-8000-8000-0000000000a1"
MINIMAL: dict[str, Any] = {"uuid": UUID, "created_at": "2025-03-03T10:00:00Z"}


def read(path: Path) -> list[Found | Rejected]:
    root = path if path.is_dir() else path.parent
    return list(VconReader(source="vcons", open_file=SafeFolder(root)).read(path))


def read_document(tmp_path: Path, document: dict[str, Any]) -> list[Found | Rejected]:
    return read(write(tmp_path, a__vcon=json.dumps(document)))


def text(body: str, media_type: str) -> dict[str, str]:
    return {
        "type": "text",
        "start": "2025-03-03T10:00:00Z",
        "mediatype": media_type,
        "encoding": "none",
        "body": body,
    }


def test_each_channel_of_a_vcon_is_a_delivery_of_its_own() -> None:
    call, chat = deliveries(read(VECTORS / "call.json"))

    assert (call.channel, call.leg) == (Channel.CALL, "call")
    assert (chat.channel, chat.leg) == (Channel.CHAT, "chat")
    assert {call.source_id, chat.source_id} == {UUID}


def test_a_recording_comes_with_its_files_times_and_people() -> None:
    call = deliveries(read(VECTORS / "call.json"))[0]

    assert [p.kind for p in call.parts] == [Kind.RECORDING, Kind.ATTACHMENT]
    assert contents(call)[0].startswith(b"RIFF")
    assert call.started_at == datetime(2025, 3, 3, 10, 7, 12, tzinfo=UTC)
    assert call.recording_started_at == call.started_at
    assert [p.role for p in call.parties] == [
        PartyRole.CUSTOMER,
        PartyRole.AGENT,
        PartyRole.OTHER,
    ]


def test_every_vector_is_imported_and_says_what_was_tolerated() -> None:
    results = read(VECTORS)

    tolerated = {
        r.files[0].name: r.tolerated[0] for r in results if isinstance(r, Found)
    }
    assert rejections(results) == [("README.md", "not-vcon", None)]
    assert tolerated == {
        "call.json": "analysis-left-out-transcript",
        "old.json": "version-other",
        "signed.json": "signature-not-verified",
    }


@pytest.mark.parametrize(
    ("media_type", "channel"),
    [
        ("message/rfc822", Channel.MAIL),
        ("multipart/mixed", Channel.MAIL),
        ("text/plain", Channel.CHAT),
    ],
)
def test_a_text_is_a_mail_or_a_chat(
    media_type: str, channel: Channel, tmp_path: Path
) -> None:
    document = MINIMAL | {"dialog": [text("hei", media_type)]}

    (delivery,) = deliveries(read_document(tmp_path, document))

    assert (delivery.channel, delivery.leg) == (channel, "")
    assert (delivery.parts[0].kind, contents(delivery)) == (Kind.MESSAGE, [b"hei"])


def test_a_vcon_without_content_is_a_call_that_nobody_recorded(tmp_path: Path) -> None:
    (delivery,) = deliveries(read_document(tmp_path, MINIMAL))

    assert (delivery.channel, delivery.parts) == (Channel.CALL, ())
    assert delivery.started_at == datetime(2025, 3, 3, 10, tzinfo=UTC)


def test_an_agent_who_comes_first_called(tmp_path: Path) -> None:
    document = MINIMAL | {"parties": [{"name": "Eino", "role": "Agent"}]}

    (delivery,) = deliveries(read_document(tmp_path, document))

    assert delivery.direction is Direction.OUTBOUND


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"dialog": [{"type": "song", "start": "2025-03-03T10:00:00Z"}]},
            "vcon-schema",
        ),
        ({"parties": [{"tel": 7}]}, "vcon-schema"),
        ({"critical": ["secret"]}, "vcon-critical-extension"),
        ({"created_at": "today"}, "time-unreadable"),
        (
            {
                "dialog": [
                    {
                        "type": "recording",
                        "start": "2025-03-03T10:00:00Z",
                        "url": "https://example.com/call.wav",
                        "content_hash": "sha512-x",
                    }
                ]
            },
            "external-body",
        ),
    ],
)
def test_a_vcon_that_is_not_understood_is_rejected_whole(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    assert read_document(tmp_path, MINIMAL | change) == [
        Rejected(tmp_path / "a.vcon", reason)
    ]


def test_a_vcon_that_is_too_large_is_rejected_unread(tmp_path: Path) -> None:
    file = write(tmp_path, a__vcon=json.dumps(MINIMAL)) / "a.vcon"
    reader = VconReader(source="v", open_file=SafeFolder(tmp_path), limit=10)

    assert list(reader.read(file)) == [Rejected(file, "too-large")]


ORACLE = """
import sys
from pathlib import Path
from vcon import Vcon
from vcon.dialog import Dialog
from vcon.party import Party
made = Vcon.build_new()
made.add_party(Party(tel="+358455550101", name="Maija", role="customer"))
made.add_dialog(Dialog(type="text", start="2025-03-03T10:00:00+00:00", parties=[0],
                       mediatype="text/plain", body="Hei", encoding="none"))
Path(sys.argv[1]).write_text(made.to_json())
"""


def test_a_vcon_of_the_reference_library_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "a.vcon"
    command = [sys.executable, "-W", "ignore", "-c", ORACLE, str(file)]
    subprocess.run(command, check=True, capture_output=True)

    (delivery,) = deliveries(read(file))

    assert contents(delivery) == [b"Hei"]
    assert [p.name for p in delivery.parties] == ["Maija"]
