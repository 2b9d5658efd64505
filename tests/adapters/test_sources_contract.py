"""What every reader of hand-overs promises."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import pytest

from seloste.adapters.interchange.vcon import VconReader
from seloste.adapters.mail.eml import EmlReader
from seloste.adapters.mail.mbox import MboxReader
from seloste.adapters.storage.safe_open import SafeFolder
from seloste.adapters.telephony.amazon_connect import AmazonConnectReader
from seloste.adapters.telephony.freepbx import FreePbxReader
from seloste.adapters.telephony.freeswitch import FreeSwitchReader
from seloste.adapters.telephony.genesys import GenesysReader
from seloste.adapters.telephony.manifest import ManifestReader
from seloste.ports.sources import FileRefused, Found, Opener, Rejected, SourceReader
from seloste.protocols.manifest import Declaration
from tests.adapters.handovers import contents, write

VECTORS = Path(__file__).parents[1] / "vectors"
EXAMPLES = Path(__file__).parents[2] / "examples"
HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2025, 3, 4, 8, tzinfo=UTC)
MANIFEST = (
    "source_id,channel,started_at,file\n"
    "a1,call,2025-07-15 12:30:00,a.wav\na2,call,2025-07-15 12:40:00,gone.wav\n"
)


def manifest_folder(path: Path) -> Path:
    return write(path, manifest__csv=MANIFEST, a__wav=b"RIFF", stray__wav=b"x")


def freepbx_folder(path: Path) -> Path:
    cdr = (VECTORS / "freepbx" / "cdr.csv").read_bytes()
    return write(path, cdr__csv=cdr, stray__wav=b"x")


def freeswitch_folder(path: Path) -> Path:
    record = (VECTORS / "freeswitch" / "json_cdr_encoded.json").read_bytes()
    name = "0a1b2c3d-0000-4000-8000-000000000001__wav"
    return write(path, a__json=record, b__json=b"{", **{name: b"RIFF"})


def connect_folder(path: Path) -> Path:
    record = (VECTORS / "amazon_connect" / "ctr.json").read_bytes()
    name = "ee0a8fcc-9cf8-4b9c-9fcf-e86ebe989486_20200331T16:20_UTC__wav"
    write(path, ctr__json=record, bad__json=b"{", **{name: b"RIFF"})
    apart = path / "Analysis" / "Voice" / "Redacted"
    apart.mkdir(parents=True)
    (apart / "ee0a8fcc_redacted.wav").write_bytes(b"RIFF")
    return path


def genesys_folder(path: Path) -> Path:
    document = (VECTORS / "genesys" / "metadata.json").read_bytes()
    inside = path / "year=2026" / "conversation_id=5b1f0a52-6a43-4a0c-9f41-3c2e6a1c9d10"
    inside.mkdir(parents=True)
    recording = "c0ffee00-1111-4222-8333-444455556666"
    (inside / f"{recording}_metadata.json").write_bytes(document)
    (inside / f"{recording}.opus").write_bytes(b"OggS")
    (inside / "stray.opus").write_bytes(b"OggS")
    return path


def mail_folder(path: Path) -> Path:
    write(path, stray__txt=b"x", bad__eml=b"\0")
    for file in (EXAMPLES / "mail").glob("*.eml"):
        (path / file.name).write_bytes(file.read_bytes())
    return path


def mailbox(path: Path) -> Path:
    mail = (EXAMPLES / "mail" / "01-avain.eml").read_bytes()
    return write(path, in__mbox=b"From x\n" + mail + b"\nFrom y\nbad\n") / "in.mbox"


def vcon_folder(path: Path) -> Path:
    write(path, stray__txt=b"x", bad__vcon=b"{")
    for file in (VECTORS / "vcon").glob("*.json"):
        (path / file.name).write_bytes(file.read_bytes())
    return path


Made = tuple[SourceReader, Path]
READERS: dict[str, Callable[[Path, Opener], Made]] = {
    "manifest": lambda path, opener: (
        ManifestReader(
            source="s", declaration=Declaration(zone=HELSINKI), open_file=opener
        ),
        manifest_folder(path),
    ),
    "freepbx": lambda path, opener: (
        FreePbxReader(source="s", zone=HELSINKI, open_file=opener),
        freepbx_folder(path),
    ),
    "freeswitch": lambda path, opener: (
        FreeSwitchReader(source="s", open_file=opener),
        freeswitch_folder(path),
    ),
    "amazon-connect": lambda path, opener: (
        AmazonConnectReader(source="s", open_file=opener),
        connect_folder(path),
    ),
    "genesys": lambda path, opener: (
        GenesysReader(source="s", open_file=opener),
        genesys_folder(path),
    ),
    "eml": lambda path, opener: (
        EmlReader(source="s", open_file=opener, now=NOW),
        mail_folder(path),
    ),
    "mbox": lambda path, opener: (
        MboxReader(source="s", open_file=opener, now=NOW),
        mailbox(path),
    ),
    "vcon": lambda path, opener: (
        VconReader(source="s", open_file=opener),
        vcon_folder(path),
    ),
}


@pytest.fixture(params=READERS)
def make(request: pytest.FixtureRequest) -> Callable[[Path, Opener], Made]:
    return READERS[request.param]


def ids(results: list[Found | Rejected]) -> list[object]:
    return [
        (r.delivery.source_id, r.delivery.leg) if isinstance(r, Found) else r
        for r in results
    ]


def digest(path: Path) -> dict[str, str]:
    files = path.rglob("*") if path.is_dir() else [path]
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.is_file()
    }


Make = Callable[[Path, Opener], Made]


def test_the_same_hand_over_is_read_the_same_again(make: Make, tmp_path: Path) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))

    assert ids(list(reader.read(path))) == ids(list(reader.read(path)))


def test_reading_changes_nothing(make: Make, tmp_path: Path) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))
    before = digest(tmp_path)

    for result in reader.read(path):
        if isinstance(result, Found):
            contents(result.delivery)

    assert digest(tmp_path) == before


def test_every_file_is_accounted_for(make: Make, tmp_path: Path) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))

    named: set[Path] = set()
    for result in reader.read(path):
        named.update(result.files if isinstance(result, Found) else {result.path})

    assert {f for f in tmp_path.rglob("*") if f.is_file()} <= named


def test_what_is_good_is_found_and_what_is_bad_rejected(
    make: Make, tmp_path: Path
) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))

    kinds = {type(result) for result in reader.read(path)}

    assert kinds == {Found, Rejected}


def test_times_are_instants(make: Make, tmp_path: Path) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))

    starts = [r.delivery.started_at for r in reader.read(path) if isinstance(r, Found)]

    assert starts
    assert {start.utcoffset() for start in starts} == {NOW.utcoffset()}


def test_identities_are_distinct(make: Make, tmp_path: Path) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))

    keys = [
        (r.delivery.source_id, r.delivery.leg)
        for r in reader.read(path)
        if isinstance(r, Found) and r.files[0].name != "signed.json"
    ]

    assert len(keys) == len(set(keys))


def test_contents_are_read_as_often_as_needed(make: Make, tmp_path: Path) -> None:
    reader, path = make(tmp_path, SafeFolder(tmp_path))

    found = [r.delivery for r in reader.read(path) if isinstance(r, Found)]

    assert [contents(d) for d in found] == [contents(d) for d in found]


def test_a_reader_that_may_open_nothing_finds_nothing(
    make: Make, tmp_path: Path
) -> None:
    def closed(path: Path) -> BinaryIO:
        raise FileRefused("owner")

    reader, path = make(tmp_path, closed)

    results = list(reader.read(path))

    assert results
    assert {type(result) for result in results} == {Rejected}
