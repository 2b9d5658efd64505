"""Uploads over the interface: begun, sent, resumed, discarded, or refused."""

import io
import wave
from pathlib import Path
from uuid import uuid4

import pytest

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.records.models import SealedObject, Upload
from seloste.services import uploads
from tests.services.deliveries import wav
from tests.web.api.callers import (
    CHUNK,
    UPLOADS,
    Caller,
    answered,
    as_uuid,
    call,
    claim,
    problems,
)

LEAST = 64 << 10
MEGABYTE = 1 << 20


def long_call(size: int) -> bytes:
    """Return a two-channel call of about ``size`` bytes."""
    second = wav(1)[44:]
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(8000)
        writer.writeframes(second * (size // len(second)))
    return file.getvalue()


def begun(caller: Caller, length: int) -> str:
    upload: str = answered(caller.begin(length), 201)["id"]
    return upload


def test_upload_is_begun(retta: Caller) -> None:
    answer = retta.begin(1000)

    body = answered(answer, 201)
    assert (body["offset"], body["length"]) == (0, 1000)
    assert body["expires_at"].startswith("2026-07-02T09:00:0")
    assert answer.headers["Location"] == f"{UPLOADS}/{body['id']}"


def test_each_chunk_tells_where_to_go_on(retta: Caller) -> None:
    upload = begun(retta, LEAST + 3)

    first = retta.send(upload, 0, b"x" * LEAST)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(LEAST))
    last = retta.send(upload, LEAST, b"xyz")

    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(LEAST + 3))
    assert last.headers["Upload-Length"] == str(LEAST + 3)


def test_head_and_get_tell_how_far_it_has_come(retta: Caller) -> None:
    upload = begun(retta, 2 * LEAST)
    retta.send(upload, 0, b"x" * LEAST)

    head = retta.ask("HEAD", f"{UPLOADS}/{upload}")

    assert (head.status_code, head.headers["Upload-Offset"]) == (200, str(LEAST))
    assert answered(retta.ask("GET", f"{UPLOADS}/{upload}"), 200)["offset"] == LEAST


def test_wrong_offset_is_answered_with_the_right_one(retta: Caller) -> None:
    upload = begun(retta, 3 * LEAST)
    retta.send(upload, 0, b"x" * LEAST)

    for wrong in (0, 1, 2 * LEAST):
        answer = retta.send(upload, wrong, b"x" * LEAST)
        assert answered(answer, 409)["code"] == "upload-offset-mismatch"
        assert answer.headers["Upload-Offset"] == str(LEAST)


@pytest.mark.parametrize(
    "offset", ["", "-1", "1.0", "0x10", "٣", "nonsense", "9" * 13, " "]
)
def test_offset_that_is_no_number_is_refused(retta: Caller, offset: str) -> None:
    upload = begun(retta, LEAST)

    body = answered(retta.send(upload, offset, b"x" * LEAST), 422)

    assert list(problems(body)) == ["Upload-Offset"]


def test_more_than_announced_is_refused(retta: Caller) -> None:
    upload = begun(retta, 10)

    body = answered(retta.send(upload, 0, b"x" * 11), 400)

    assert body["code"] == "upload-chunk-refused"
    assert Upload.objects.get().offset == 0


def test_chunk_that_is_too_large_is_refused(retta: Caller) -> None:
    upload = begun(retta, 9 * MEGABYTE)

    body = answered(retta.send(upload, 0, bytes(8 * MEGABYTE + 1)), 413)

    assert body["code"] == "too-large"


def test_chunk_of_another_type_is_refused(retta: Caller) -> None:
    upload = begun(retta, 10)

    answer = retta.ask(
        "PATCH",
        f"{UPLOADS}/{upload}",
        body=b"x" * 10,
        media_type="application/octet-stream",
        Upload_Offset="0",
    )

    assert answered(answer, 415)["code"] == "media-type-refused"


@pytest.mark.parametrize("length", [0, -1, 1.5, "10", None, True, (2 << 30) + 1])
def test_length_that_cannot_be_is_refused(retta: Caller, length: object) -> None:
    body = answered(retta.begin(length), 422)

    assert list(problems(body)) == ["length"]


def test_quota_says_when_to_come_back(
    retta: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "QUOTA", 10)
    begun(retta, 10)

    answer = retta.begin(1)

    assert answered(answer, 429)["code"] == "upload-quota-spent"
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("method", ["GET", "HEAD", "PATCH", "DELETE"])
def test_upload_of_another_source_looks_like_none(
    retta: Caller, sok: Caller, method: str
) -> None:
    foreign = begun(retta, 1)
    answers = [
        sok.ask(
            method,
            f"{UPLOADS}/{one}",
            body=b"x" if method == "PATCH" else b"",
            media_type=CHUNK,
            Upload_Offset="0",
        )
        for one in (foreign, uuid4())
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({getattr(answer, "content", b"") for answer in answers}) == 1
    assert Upload.objects.get().offset == 0


def test_discarded_upload_is_gone_with_its_parts(retta: Caller) -> None:
    upload = retta.uploaded(b"x" * 10)
    (ref,) = (item.ref() for item in SealedObject.objects.all())
    assert wiring.desk().vault.absent([ref])

    answer = retta.ask("DELETE", f"{UPLOADS}/{upload}")

    assert answer.status_code == 204
    assert not wiring.desk().vault.absent([ref])
    assert retta.ask("HEAD", f"{UPLOADS}/{upload}").status_code == 404


def test_sixty_megabytes_arrive_whole(retta: Caller) -> None:
    data = long_call(60 * MEGABYTE)
    upload = begun(retta, len(data))
    for at in range(0, len(data), 8 * MEGABYTE):
        resumed = retta.ask("HEAD", f"{UPLOADS}/{upload}").headers["Upload-Offset"]
        assert int(resumed) == at
        retta.send(upload, at, data[at : at + 8 * MEGABYTE])

    claimed = claim(upload, data, media_type="audio/wav")
    contact = as_uuid(answered(retta.hand_over(call(uploads=[claimed])), 201))

    item = SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)
    assert wiring.desk().vault.open(item.ref()) == data
    assert not SealedObject.objects.filter(kind=Kind.UPLOAD_PART).exists()


def test_nothing_of_an_upload_lies_in_plain_text(retta: Caller, tmp_path: Path) -> None:
    canary = b"kanarialintu-41d0"
    data = canary + bytes(LEAST)
    upload = retta.uploaded(data)
    assert not holding(canary, tmp_path)

    claimed = claim(upload, data, kind="message", filename="kanarialintu-41d0.eml")
    answered(retta.hand_over(call(channel="mail", uploads=[claimed])), 201)

    assert not holding(canary, tmp_path)


def holding(canary: bytes, folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [
        path
        for path in files
        if canary in path.read_bytes() or canary.decode() in str(path)
    ]
