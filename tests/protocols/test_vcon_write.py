"""A contact as a vCon: valid against the draft's schema, and read back as it was."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from importlib import resources
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from seloste.adapters import interchange
from seloste.protocols import vcon, vcon_write
from seloste.protocols.vcon_write import (
    Grant,
    WrittenContact,
    WrittenContent,
    WrittenParty,
)

STARTED = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
UNTIL = datetime(2026, 10, 31, 8, 0, tzinfo=UTC)
SCHEMA = json.loads(
    resources.files(interchange).joinpath("vcon-0.4.0-schema.json").read_text("utf-8")
)
AUDIO = b"RIFF....WAVE"
MAIL = b"From: maija@example.fi\r\n\r\nHei"


def contact(*contents: WrittenContent, **changes: object) -> WrittenContact:
    facts: dict[str, object] = {
        "uuid": UUID(int=5),
        "created_at": UNTIL,
        "started_at": STARTED,
        "subject": "Vesivahinko",
        "parties": (
            WrittenParty("customer", "Maija", "+358455550101", "", "A-1001"),
            WrittenParty("agent", "Eino"),
        ),
        "contents": contents,
        "grants": (Grant("service", "6(1)(b)"), Grant("quality", "6(1)(f)")),
        "keep_until": UNTIL,
        "notice": "retta/1",
    }
    return WrittenContact(**{**facts, **changes})  # type: ignore[arg-type]  # names are checked by dataclasses


def recording(**changes: object) -> WrittenContent:
    facts: dict[str, object] = {
        "kind": "recording",
        "started_at": STARTED,
        "media_type": "audio/wav",
        "body": AUDIO,
        "seconds": 12.5,
        "application": "call",
    }
    return WrittenContent(**{**facts, **changes})  # type: ignore[arg-type]  # names are checked by dataclasses


def check(document: object) -> None:
    Draft7Validator(SCHEMA).validate(document)


def test_a_call_is_written_as_the_draft_says() -> None:
    document = vcon_write.document(contact(recording()))

    check(document)
    assert document["vcon"] == "0.4.0"
    assert document["uuid"] == "00000000-0000-0000-0000-000000000005"
    [dialog] = document["dialog"]
    digest = base64.urlsafe_b64encode(hashlib.sha512(AUDIO).digest()).decode()
    assert dialog["content_hash"] == "sha512-" + digest.rstrip("=")
    assert dialog["body"] == "UklGRi4uLi5XQVZF"
    assert dialog["start"] == "2026-05-04T08:00:00Z"
    assert dialog["duration"] == 12.5
    assert document["parties"][0]["tel"] == "tel:+358455550101"


def test_the_lawful_basis_says_on_what_and_until_when() -> None:
    document = vcon_write.document(contact(recording()))

    bodies = [
        one["body"]
        for one in document["attachments"]
        if one.get("purpose") == "lawful_basis"
    ]
    assert [(one["lawful_basis"], one["expiration"]) for one in bodies] == [
        ("contract", "2026-10-31T08:00:00Z"),
        ("legitimate_interests", "2026-10-31T08:00:00Z"),
    ]
    assert [one["purpose"] for one in bodies[0]["purpose_grants"]] == ["service"]
    assert "lawful_basis" in document["extensions"]


def test_a_recording_outside_is_named_by_its_hash() -> None:
    outside = recording(url="https://files.example/vcon/1")

    [dialog] = vcon_write.document(contact(outside))["dialog"]

    assert dialog["url"] == "https://files.example/vcon/1"
    assert dialog["content_hash"].startswith("sha512-")
    assert "body" not in dialog


def test_a_contact_without_content_is_an_incomplete_dialog() -> None:
    document = vcon_write.document(contact())

    check(document)
    assert [one["type"] for one in document["dialog"]] == ["incomplete"]


def test_what_is_written_is_read_back() -> None:
    mail = WrittenContent("text", STARTED, "message/rfc822", MAIL, application="mail")
    file = WrittenContent("file", STARTED, "image/png", b"png", filename="kuva.png")

    document, tolerated = vcon.load(vcon_write.to_json(contact(mail, file)))
    read = vcon.read(document, tolerated)

    assert read.uuid == "00000000-0000-0000-0000-000000000005"
    assert read.subject == "Vesivahinko"
    assert [(one.name, one.tel, one.customer_no) for one in read.people] == [
        ("Maija", "+358455550101", "A-1001"),
        ("Eino", "", ""),
    ]
    assert [(one.kind, one.content, one.filename) for one in read.contents] == [
        ("text", MAIL, ""),
        ("file", b"png", "kuva.png"),
    ]
    assert read.tolerated == ("lawful-basis-left-out",)


@given(
    subject=st.text(max_size=50),
    name=st.text(max_size=50),
    body=st.binary(max_size=200),
    filename=st.text(max_size=30),
)
def test_whatever_people_write_stays_valid(
    subject: str, name: str, body: bytes, filename: str
) -> None:
    file = WrittenContent("file", STARTED, "text/plain", body, filename=filename)
    parties = (WrittenParty("customer", name),)

    written = contact(recording(), file, subject=subject, parties=parties)

    check(json.loads(vcon_write.to_json(written)))


@pytest.mark.parametrize(
    ("article", "word"),
    [
        ("6(1)(a)", "consent"),
        ("6(1)(b)", "contract"),
        ("6(1)(c)", "legal_obligation"),
        ("6(1)(d)", "vital_interests"),
        ("6(1)(e)", "public_task"),
        ("6(1)(f)", "legitimate_interests"),
    ],
)
def test_each_basis_has_the_word_of_the_extension(article: str, word: str) -> None:
    written = contact(recording(), grants=(Grant("service", article),))

    [basis] = vcon_write.document(written)["attachments"]

    assert basis["body"]["lawful_basis"] == word
