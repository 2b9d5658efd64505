"""FreePBX: the monitor folder joined with the CDR."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from seloste.adapters.storage.safe_open import SafeFolder
from seloste.adapters.telephony.freepbx import FreePbxReader
from seloste.domain.contact import Direction, PartyRole
from seloste.ports.sources import Found, Rejected
from tests.adapters.handovers import contents, deliveries, rejections, write

CDR = (Path(__file__).parents[1] / "vectors" / "freepbx" / "cdr.csv").read_text()
QUEUE = "q-600-+358455550102-20250303-083700-1740983820.20.wav"
OUT = "out-0455550104-201-20250303-100000-1740988800.30.wav"
DIRECT = "in-+358900000201-+358455550106-20250303-110000-1740992400.40.wav"
HEADER = (
    "calldate,src,dst,disposition,uniqueid,linkedid,did,duration,recordingfile,"
    "userfield\n"
)


def read(path: Path) -> list[Found | Rejected]:
    root = path if path.is_dir() else path.parent
    reader = FreePbxReader(
        source="pbx", zone=ZoneInfo("Europe/Helsinki"), open_file=SafeFolder(root)
    )
    return list(reader.read(path))


@pytest.fixture
def exchange(tmp_path: Path) -> Path:
    """A hand-over as it lies on the exchange."""
    monitor = tmp_path / "monitor" / "2025" / "03" / "03"
    monitor.mkdir(parents=True)
    for name in (QUEUE, OUT, DIRECT):
        (monitor / name).write_bytes(name.encode())
    return write(tmp_path, cdr__csv=CDR)


def row(uniqueid: str, file: str = "", disposition: str = "ANSWERED") -> str:
    return (
        "2025-03-03 12:00:00,+358455550103,201,"
        f"{disposition},{uniqueid},call,+358900000103,20,{file},\n"
    )


def test_every_call_is_delivered_and_nothing_rejected(exchange: Path) -> None:
    results = read(exchange)

    assert rejections(results) == []
    assert [(d.source_id, d.leg) for d in deliveries(results)] == [
        ("1740983820.20", "1740983820.20"),
        ("1740983820.20", "1740983840.22"),
        ("1740988800.30", "1740988800.30"),
        ("1740992400.40", "1740992400.40"),
        ("1740996000.50", "1740996000.50"),
        ("1741013940.60", "1741013940.60"),
    ]


def test_a_recording_named_in_two_rows_goes_to_the_leg_it_was_made_for(
    exchange: Path,
) -> None:
    first, second, *_ = deliveries(read(exchange))

    assert contents(first) == [QUEUE.encode()]
    assert second.parts == ()


def test_telephones_that_rang_in_vain_are_merged_and_counted(exchange: Path) -> None:
    first = read(exchange)[0]

    assert isinstance(first, Found)
    assert first.tolerated == ("unanswered-legs-merged-1",)


def test_an_outbound_call_names_customer_and_agent(exchange: Path) -> None:
    delivery = deliveries(read(exchange))[2]

    assert delivery.direction is Direction.OUTBOUND
    assert [(p.role, p.tel or p.name) for p in delivery.parties] == [
        (PartyRole.CUSTOMER, "0455550104"),
        (PartyRole.AGENT, "Eino"),
    ]


def test_the_evidence_of_the_announcement_comes_with_the_recording(
    exchange: Path,
) -> None:
    delivery = deliveries(read(exchange))[3]

    assert delivery.announcement.ended_at is not None
    assert delivery.recording_started_at is not None
    assert delivery.announcement.ended_at < delivery.recording_started_at


def test_an_answered_call_without_a_recording_is_a_contact(exchange: Path) -> None:
    delivery = deliveries(read(exchange))[4]

    assert (delivery.parts, delivery.notes) == ((), ())


def test_a_call_nobody_answered_is_a_contact_and_says_so(exchange: Path) -> None:
    delivery = deliveries(read(exchange))[5]

    assert (delivery.parts, delivery.notes) == ((), ("unanswered",))


def test_a_recording_without_a_row_is_rejected(exchange: Path) -> None:
    (exchange / "monitor" / "stray.wav").write_bytes(b"x")

    assert rejections(read(exchange)) == [("stray.wav", "recording-without-cdr", None)]


def test_a_row_without_its_recording_is_rejected(exchange: Path) -> None:
    (exchange / "monitor" / "2025" / "03" / "03" / OUT).unlink()

    results = read(exchange)

    assert rejections(results) == [("cdr.csv", "recording-missing", 5)]
    assert "1740988800.30" not in {d.source_id for d in deliveries(results)}


def test_a_recording_that_lies_twice_is_rejected_with_its_row(exchange: Path) -> None:
    (exchange / "monitor" / OUT).write_bytes(b"another")

    assert set(rejections(read(exchange))) == {
        ("cdr.csv", "recording-name-twice", 5),
        (OUT, "recording-without-cdr", None),
    }


def test_a_recording_that_is_a_link_is_rejected(exchange: Path) -> None:
    file = exchange / "monitor" / "2025" / "03" / "03" / OUT
    file.unlink()
    file.symlink_to("/etc/hostname")

    assert rejections(read(exchange)) == [("cdr.csv", "file-not-regular", 5)]


def test_overlapping_exports_deliver_the_same_again(exchange: Path) -> None:
    write(exchange, cdr2__csv=CDR)

    results = read(exchange)

    ids = [(d.source_id, d.leg) for d in deliveries(results)]
    assert rejections(results) == []
    assert ids[:6] == ids[6:]


def test_a_row_cannot_claim_the_recording_of_another_call(tmp_path: Path) -> None:
    foreign = "in-1-2-20250303-120000-1740990000.1.wav"
    write(tmp_path, cdr__csv=HEADER + row("1740996000.50", foreign))
    (tmp_path / foreign).write_bytes(b"secret")

    assert rejections(read(tmp_path)) == [
        ("cdr.csv", "recording-of-another-call", 2),
        (foreign, "recording-without-cdr", None),
    ]


def test_two_calls_cannot_claim_one_recording(tmp_path: Path) -> None:
    second = row("1740996001.51", "own.wav").replace(",call,", ",other,")
    write(
        tmp_path,
        cdr__csv=HEADER + row("1740996000.50", "own.wav") + second,
        own__wav=b"x",
    )

    results = read(tmp_path)

    assert [d.leg for d in deliveries(results)] == ["1740996000.50"]
    assert rejections(results) == [("cdr.csv", "recording-claimed-twice", 3)]


def test_a_recorded_leg_is_kept_though_nobody_answered(tmp_path: Path) -> None:
    name = "in-1-2-20250303-120000-1740996001.51.wav"
    rows = row("1740996000.50") + row("1740996001.51", name, "NO ANSWER")
    write(tmp_path, cdr__csv=HEADER + rows)
    (tmp_path / name).write_bytes(b"voicemail")

    results = deliveries(read(tmp_path))

    assert [contents(d) for d in results] == [[], [b"voicemail"]]


def test_rows_that_are_not_understood_are_rejected_by_line(tmp_path: Path) -> None:
    ambiguous = row("abc").replace("2025-03-03 12", "2025-10-26 03")
    write(tmp_path, cdr__csv=HEADER + "1,2\n" + ambiguous + row("1740996000.50"))

    results = read(tmp_path)

    assert rejections(results) == [
        ("cdr.csv", "wrong-number-of-cells", 2),
        ("cdr.csv", "time-ambiguous", 3),
    ]
    assert len(deliveries(results)) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [("uniqueid,src\n1,2\n", "column-missing"), (b"\x81", "text-encoding")],
)
def test_an_export_that_is_none_is_rejected(
    text: str | bytes, reason: str, tmp_path: Path
) -> None:
    write(tmp_path, cdr__csv=text)

    assert rejections(read(tmp_path)) == [("cdr.csv", reason, None)]


def test_a_folder_without_an_export_is_rejected(tmp_path: Path) -> None:
    assert rejections(read(tmp_path)) == [(tmp_path.name, "cdr-missing", None)]


def test_an_export_can_be_named_itself(exchange: Path) -> None:
    assert len(deliveries(read(exchange / "cdr.csv"))) == 6
