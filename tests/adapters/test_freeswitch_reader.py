"""FreeSWITCH: JSON records joined with recordings."""

import json
from pathlib import Path

import pytest

from seloste.adapters.storage.safe_open import SafeFolder
from seloste.adapters.telephony.freeswitch import FreeSwitchReader
from seloste.domain.contact import PartyRole
from seloste.ports.sources import Found, Rejected
from tests.adapters.handovers import contents, deliveries, rejections, write

VECTORS = Path(__file__).parents[1] / "vectors" / "freeswitch"
CALL = "0a1b2c3d-0000-4000-8000-000000000001"
ENCODED = (VECTORS / "json_cdr_encoded.json").read_bytes()


def read(path: Path) -> list[Found | Rejected]:
    root = path if path.is_dir() else path.parent
    reader = FreeSwitchReader(source="switch", open_file=SafeFolder(root))
    return list(reader.read(path))


def cdr(uuid: str, file: str = "", *, at: int = 0, **variables: str) -> str:
    told = {
        "uuid": uuid,
        "start_uepoch": str(1_740_996_420_000_000 + at * 1_000_000),
        "answer_uepoch": "1740996430000000",
    }
    log = [{"app_name": "record_session", "app_data": f"/r/{file}"}] if file else []
    return json.dumps({"variables": told | variables, "app_log": {"applications": log}})


@pytest.fixture
def switch(tmp_path: Path) -> Path:
    write(tmp_path / "recordings", **{f"{CALL}__wav": b"RIFF"})
    return write(tmp_path, call__json=ENCODED)


def test_a_leg_is_delivered_with_its_recording(switch: Path) -> None:
    results = read(switch)

    (delivery,) = deliveries(results)
    assert rejections(results) == []
    assert (delivery.source_id, delivery.leg) == (CALL, CALL)
    assert contents(delivery) == [b"RIFF"]
    assert [(p.role, p.name) for p in delivery.parties] == [
        (PartyRole.CUSTOMER, "John Sample"),
        (PartyRole.AGENT, "202"),
    ]


def test_evidence_and_start_of_recording_come_along(switch: Path) -> None:
    (delivery,) = deliveries(read(switch))

    assert delivery.announcement.ended_at is not None
    assert delivery.recording_started_at is not None
    assert delivery.announcement.ended_at < delivery.recording_started_at


def test_a_recording_on_a_key_is_there_or_not(tmp_path: Path) -> None:
    record = (VECTORS / "json_cdr_abridged.json").read_bytes()
    without = write(tmp_path / "a", call__json=record)
    pressed = write(tmp_path / "b", call__json=record)
    (pressed / "1001.2014-04-08-21-10-21.wav").write_bytes(b"RIFF")

    parts = [[len(d.parts) for d in deliveries(read(p))] for p in (without, pressed)]

    assert parts == [[0], [1]]


def test_a_missing_recording_is_rejected(switch: Path) -> None:
    (switch / "recordings" / f"{CALL}.wav").unlink()

    assert rejections(read(switch)) == [("call.json", "recording-missing", None)]


def test_a_leg_nobody_answered_needs_no_recording(tmp_path: Path) -> None:
    write(tmp_path, a__json=cdr("a", "a.wav", answer_uepoch="0"))

    (delivery,) = deliveries(read(tmp_path))

    assert delivery.notes == ("unanswered",)


def test_legs_come_in_the_order_they_began(tmp_path: Path) -> None:
    write(tmp_path, a__json=cdr("later", at=9), b__json=cdr("first"))

    assert [d.leg for d in deliveries(read(tmp_path))] == ["first", "later"]


def test_a_recording_goes_to_the_leg_it_is_named_after(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__json=cdr("leg-a", "leg-b.wav", call_uuid="c1"),
        b__json=cdr("leg-b", "leg-b.wav", at=5, call_uuid="c1"),
        **{"leg-b__wav": b"RIFF"},
    )

    parts = {d.leg: len(d.parts) for d in deliveries(read(tmp_path))}

    assert parts == {"leg-a": 0, "leg-b": 1}


def test_two_calls_cannot_claim_one_recording(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__json=cdr("a", "x.wav"),
        b__json=cdr("b", "x.wav"),
        x__wav=b"RIFF",
    )

    assert {reason for _, reason, _ in rejections(read(tmp_path))} == {
        "recording-claimed-twice"
    }


def test_recordings_nobody_names_and_files_nobody_reads_are_rejected(
    tmp_path: Path,
) -> None:
    write(tmp_path, a__json="{", stray__wav=b"RIFF")

    assert rejections(read(tmp_path)) == [
        ("a.json", "json-unreadable", None),
        ("stray.wav", "recording-without-cdr", None),
    ]


def test_a_recording_that_is_a_link_is_rejected(switch: Path) -> None:
    file = switch / "recordings" / f"{CALL}.wav"
    file.unlink()
    file.symlink_to("/etc/hostname")

    assert rejections(read(switch)) == [("call.json", "file-not-regular", None)]


def test_a_record_can_be_named_itself(switch: Path) -> None:
    (switch / f"{CALL}.wav").write_bytes(b"RIFF")
    (switch / "recordings" / f"{CALL}.wav").unlink()
    write(switch, other__json="{")

    results = read(switch / "call.json")

    assert [len(d.parts) for d in deliveries(results)] == [1]
    assert rejections(results) == []
