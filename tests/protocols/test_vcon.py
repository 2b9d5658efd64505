"""vCons: valid ones, old ones, signed ones, and those refused whole."""

import base64
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import vcon
from seloste.protocols.unreadable import Unreadable
from seloste.protocols.vcon import Conversation, Person

VECTORS = Path(__file__).parents[1] / "vectors" / "vcon"
Json = dict[str, Any]


def read(data: bytes) -> Conversation:
    return vcon.read(*vcon.load(data))


def vector(name: str) -> Conversation:
    return read((VECTORS / name).read_bytes())


def call(change: Callable[[Json], object]) -> bytes:
    document: Json = json.loads((VECTORS / "call.json").read_bytes())
    change(document)
    return json.dumps(document).encode()


def test_a_call_is_read_with_its_contents() -> None:
    found = vector("call.json")

    assert found.uuid == "01923c5d-0000-8000-8000-0000000000a1"
    assert found.subject == "Myöhäinen saapuminen"
    assert found.started_at == datetime(2025, 3, 3, 10, 7, 12, tzinfo=UTC)
    assert [(c.kind, c.media_type, c.filename) for c in found.contents] == [
        ("recording", "audio/x-wav", "call.wav"),
        ("text", "text/plain", ""),
        ("file", "application/json", "booking.json"),
    ]


def test_contents_are_decoded() -> None:
    contents = vector("call.json").contents

    assert contents[0].content.startswith(b"RIFF")
    assert contents[1].content == b"Kiitos!"
    assert contents[2].content == '{"booking": "Ä1"}'.encode()


def test_a_recording_ends_after_its_duration() -> None:
    recording = vector("call.json").contents[0]

    assert recording.ended_at == datetime(2025, 3, 3, 10, 7, 50, 300000, tzinfo=UTC)


def test_people_are_told_by_what_is_said_of_them() -> None:
    assert vector("call.json").people == (
        Person("John Sample", "+358455550108", "", "customer"),
        Person("Helmi", "", "helmi@example.fi", "agent"),
        Person(),
    )


def test_other_peoples_conclusions_are_left_out_and_named() -> None:
    assert vector("call.json").tolerated == (
        "analysis-left-out-transcript",
        "analysis-left-out-sentiment",
        "analysis-left-out-other",
    )


def test_what_old_drafts_wrote_is_tolerated_and_named() -> None:
    found = vector("old.json")

    assert [c.content[:4] for c in found.contents] == [b"RIFF", b"Hei", b'["a"']
    assert found.tolerated == (
        "version-other",
        "appended-renamed",
        "must-support-renamed",
        "redacted-empty",
        "amended-empty",
        "group-dropped",
        "created-at-missing",
        "mimetype-renamed",
        "encoding-base64",
        "url-empty",
        "attachment-start-missing",
        "attachment-party-missing",
        "attachment-dialog-missing",
        "analysis-vendor-missing",
        "analysis-left-out-summary",
    )


def test_a_missing_creation_time_is_that_of_the_first_dialog() -> None:
    document, _ = vcon.load((VECTORS / "old.json").read_bytes())

    assert document["created_at"] == "2025-03-03T09:59:00Z"


def test_a_signed_vcon_is_unwrapped_and_its_signature_not_believed() -> None:
    signed, plain = vector("signed.json"), vector("call.json")

    assert signed.contents == plain.contents
    assert signed.tolerated == ("signature-not-verified", *plain.tolerated)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "json-unreadable"),
        (b"[]", "not-a-vcon"),
        (b'{"parties": []}', "not-a-vcon"),
        (b'{"uuid": "x", "dialog": {}}', "not-a-vcon"),
        (b'{"uuid": "x", "parties": ["maija"]}', "not-a-vcon"),
        (b'{"uuid": "x"}', "created-at-missing"),
        (b'{"ciphertext": "x", "recipients": []}', "vcon-encrypted"),
        (b'{"payload": "%%", "signatures": []}', "vcon-signed-unreadable"),
        (b'{"payload": "W10", "signatures": []}', "vcon-signed-unreadable"),
        (b'{"payload": 1, "signatures": []}', "vcon-signed-unreadable"),
    ],
)
def test_what_is_no_vcon_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(data)


def external(document: Json) -> None:
    del document["dialog"][0]["body"]
    document["dialog"][0]["url"] = "https://example.com/call.wav"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (external, "external-body"),
        (lambda d: d["dialog"][0].pop("body"), "body-missing"),
        (lambda d: d["dialog"][0].update(body="%%%"), "body-unreadable"),
        (lambda d: d["dialog"][0].update(body=7), "body-unreadable"),
        (lambda d: d["dialog"][2].update(body={}), "body-unreadable"),
        (lambda d: d["dialog"][0].update(body="UklGRg"), "content-hash-mismatch"),
        (lambda d: d["dialog"][0].update(start="today"), "time-unreadable"),
        (lambda d: d["dialog"][0].update(duration=1e300), "time-unreadable"),
        (lambda d: d.update(uuid="1"), "uuid-unreadable"),
        (lambda d: d.update(critical=["secret"]), "vcon-critical-extension"),
        (lambda d: d.update(must_support=["secret"]), "vcon-critical-extension"),
    ],
)
def test_a_vcon_that_is_not_understood_is_refused_whole(
    change: Callable[[Json], object], reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(call(change))


def test_one_of_several_hashes_is_enough() -> None:
    digest = base64.urlsafe_b64encode(hashlib.sha512(b"hei").digest()).decode()
    hashes = ["sha256-x", "sha512-" + digest.rstrip("=")]

    found = read(call(lambda d: d["dialog"][2].update(body="hei", content_hash=hashes)))

    assert found.contents[1].content == b"hei"


def test_a_vcon_without_dialogs_began_when_it_was_made() -> None:
    found = read(call(lambda d: d.update(dialog=None, attachments=[])))

    assert found.contents == ()
    assert found.started_at == datetime(2025, 3, 3, 10, 10, tzinfo=UTC)


BYTES = (VECTORS / "old.json").read_bytes()
CUTS = st.tuples(st.integers(0, len(BYTES)), st.integers(0, 30), st.binary(max_size=8))


@given(CUTS)
def test_no_damage_breaks_the_loader(cut: tuple[int, int, bytes]) -> None:
    at, length, put = cut

    with suppress(Unreadable):
        document, _ = vcon.load(BYTES[:at] + put + BYTES[at + length :])
        assert document["created_at"]


def test_old_words_do_not_overrule_new_ones() -> None:
    document, _ = vcon.load(
        call(lambda d: d.update(amended={"uuid": "new"}, appended={"uuid": "old"}))
    )

    assert document["amended"] == {"uuid": "new"}
