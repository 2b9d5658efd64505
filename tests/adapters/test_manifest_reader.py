"""Folders of files with a manifest."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from seloste.adapters.storage.safe_open import SafeFolder
from seloste.adapters.telephony.manifest import ManifestReader
from seloste.domain.contact import Announcement, Channel, Direction, Kind, PartyRole
from seloste.ports.sources import FileRefused, Found, Rejected
from seloste.protocols.manifest import Declaration
from tests.adapters.handovers import contents, deliveries, found, rejections, write

HEADER = "source_id,leg,channel,started_at,file,sha256,customer_tel,agent\n"


def read(path: Path) -> list[Found | Rejected]:
    root = path if path.is_dir() else path.parent
    reader = ManifestReader(
        source="recorder",
        declaration=Declaration(zone=ZoneInfo("Europe/Helsinki")),
        open_file=SafeFolder(root),
    )
    return list(reader.read(path))


def row(source_id: str, file: str = "", channel: str = "call") -> str:
    return f"{source_id},,{channel},2025-07-15 12:30:00,{file},,+358455550101,Eino\n"


def test_a_row_with_a_recording_becomes_a_delivery(tmp_path: Path) -> None:
    write(tmp_path, manifest__csv=HEADER + row("a1", "a1.wav"), a1__wav=b"RIFF")

    (one,) = found(read(tmp_path))

    delivery = one.delivery
    assert (delivery.source, delivery.source_id) == ("recorder", "a1")
    assert delivery.started_at == datetime(2025, 7, 15, 9, 30, tzinfo=UTC)
    assert [(p.kind, p.media_type) for p in delivery.parts] == [
        (Kind.RECORDING, "audio/wav")
    ]
    assert contents(delivery) == [b"RIFF"]
    assert one.files == (tmp_path / "manifest.csv", tmp_path / "a1.wav")


def test_parties_are_those_that_are_named(tmp_path: Path) -> None:
    header = "source_id,channel,started_at,customer_tel,agent\n"
    rows = "a1,call,2025-07-15 12:30:00,+358455550101,\na2,call,2025-07-15 12:30:00,,\n"
    write(tmp_path, manifest__csv=header + rows)

    first, second = deliveries(read(tmp_path))

    assert [(p.role, p.tel) for p in first.parties] == [
        (PartyRole.CUSTOMER, "+358455550101")
    ]
    assert second.parties == ()


def test_a_manifest_may_be_json(tmp_path: Path) -> None:
    entry = (
        '[{"source_id": "a1", "channel": "call", "direction": "out",'
        '"started_at": "2025-07-15T12:30:00Z", "refused": true,'
        '"announcement_ended_at": "2025-07-15T12:30:09Z"}]'
    )
    write(tmp_path, manifest__json=entry)

    (delivery,) = deliveries(read(tmp_path))

    assert delivery.direction is Direction.OUTBOUND
    assert delivery.announcement == Announcement(
        datetime(2025, 7, 15, 12, 30, 9, tzinfo=UTC), refused=True
    )


@pytest.mark.parametrize(
    ("channel", "file", "kind", "media_type"),
    [
        ("mail", "a.eml", Kind.MESSAGE, "message/rfc822"),
        ("chat", "a.txt", Kind.MESSAGE, "text/plain"),
        ("paper", "a.pdf", Kind.ATTACHMENT, "application/pdf"),
        ("form", "a.qqq", Kind.MESSAGE, "application/octet-stream"),
    ],
)
def test_every_channel_may_be_handed_over(
    channel: str, file: str, kind: Kind, media_type: str, tmp_path: Path
) -> None:
    write(tmp_path, manifest__csv=HEADER + row("a1", file, channel))
    (tmp_path / file).write_bytes(b"x")

    (delivery,) = deliveries(read(tmp_path))

    assert delivery.channel is Channel(channel)
    assert (delivery.parts[0].kind, delivery.parts[0].media_type) == (kind, media_type)


def test_bad_rows_and_files_are_rejected_by_line_and_the_rest_is_taken(
    tmp_path: Path,
) -> None:
    rows = [
        row("a1", "a1.wav"),
        row("a2", "gone.wav"),
        row("a3", "../outside.wav"),
        row("a1", "a4.wav"),
        row("a5", "a1.wav"),
        row("a6", "link.wav"),
        row("a7", "linked/a.wav"),
        row("a8"),
        "a9,,call,2025-10-26 03:30:00,,,,\n",
    ]
    write(tmp_path / "x", a__wav=b"x")
    drop = write(
        tmp_path / "drop",
        manifest__csv=HEADER + "".join(rows),
        a1__wav=b"RIFF",
        a4__wav=b"RIFF",
        stray__wav=b"RIFF",
    )
    (drop / "link.wav").symlink_to(tmp_path / "x" / "a.wav")
    (drop / "linked").symlink_to(tmp_path / "x")

    results = read(drop)

    assert [delivery.source_id for delivery in deliveries(results)] == ["a1", "a8"]
    assert rejections(results) == [
        ("manifest.csv", "file-missing", 3),
        ("manifest.csv", "file-outside", 4),
        ("manifest.csv", "row-twice", 5),
        ("manifest.csv", "file-named-twice", 6),
        ("manifest.csv", "file-not-regular", 7),
        ("manifest.csv", "file-behind-link", 8),
        ("manifest.csv", "time-ambiguous", 10),
        ("linked", "not-in-manifest", None),
        ("stray.wav", "not-in-manifest", None),
    ]


def test_a_name_no_file_system_takes_is_rejected(tmp_path: Path) -> None:
    write(tmp_path, manifest__csv=HEADER + row("a1", "x" * 300))

    assert rejections(read(tmp_path)) == [("manifest.csv", "file-unreadable", 2)]


def test_a_manifest_can_be_named_itself(tmp_path: Path) -> None:
    write(tmp_path, calls__csv=HEADER + row("a1"), other__txt="x")

    results = read(tmp_path / "calls.csv")

    assert len(found(results)) == 1


@pytest.mark.parametrize(
    "files",
    [{"calls__txt": "x"}, {"manifest__csv": "x", "manifest__json": "[]"}],
)
def test_a_folder_needs_one_manifest(files: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, **files)

    assert rejections(read(tmp_path)) == [(tmp_path.name, "manifest-missing", None)]


def test_a_manifest_that_is_none_is_rejected_with_everything_beside_it(
    tmp_path: Path,
) -> None:
    write(tmp_path, manifest__json="{", a__wav=b"RIFF")

    assert rejections(read(tmp_path)) == [
        ("manifest.json", "json-unreadable", None),
        ("a.wav", "not-in-manifest", None),
    ]


def test_a_manifest_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "x", a__csv=HEADER + row("a1"))
    drop = write(tmp_path / "drop")
    (drop / "manifest.csv").symlink_to(tmp_path / "x" / "a.csv")

    assert rejections(read(drop)) == [("manifest.csv", "symlink", None)]


def test_a_file_exchanged_for_a_link_after_reading_is_not_followed(
    tmp_path: Path,
) -> None:
    secret = write(tmp_path / "x", secret__wav=b"secret") / "secret.wav"
    drop = write(
        tmp_path / "drop",
        manifest__csv=HEADER + row("a1", "a1.wav"),
        a1__wav=b"RIFF",
    )
    (delivery,) = deliveries(read(drop))
    (drop / "a1.wav").unlink()
    (drop / "a1.wav").symlink_to(secret)

    with pytest.raises(FileRefused, match="symlink"):
        delivery.parts[0].open()
