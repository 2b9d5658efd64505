"""multipart/form-data: every part is returned, or the body is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols.multipart import FormPart, boundary_of, parse
from seloste.protocols.unreadable import Unreadable

FORM = (
    b"--B\r\n"
    b'Content-Disposition: form-data; name="contact"\r\n'
    b"Content-Type: application/json; charset=utf-8\r\n\r\n"
    b"{}\r\n"
    b"--B\r\n"
    b'Content-Disposition: form-data; name="recording"; filename="a \\"b\\".wav"\r\n'
    b"Content-Type: Audio/WAV\r\n\r\n"
    b"RIFF\r\n--not\r\n\r\n\x00\r\n"
    b"--B--\r\n"
)


def body(headers: str, content: bytes = b"x") -> bytes:
    return b"--B\r\n" + headers.encode() + b"\r\n\r\n" + content + b"\r\n--B--\r\n"


def only(headers: str) -> FormPart:
    (part,) = parse(body(headers), b"B", most=1)
    return part


def reason_of(data: bytes, most: int = 9) -> str:
    with pytest.raises(Unreadable) as refused:
        parse(data, b"B", most=most)
    return refused.value.reason


def test_every_part_is_returned_as_it_was_sent() -> None:
    assert parse(FORM, b"B", most=2) == (
        FormPart("contact", "", "application/json", b"{}"),
        FormPart("recording", 'a "b".wav', "audio/wav", b"RIFF\r\n--not\r\n\r\n\x00"),
    )


def test_empty_line_before_the_first_part_is_let_pass() -> None:
    assert parse(b"\r\n" + FORM, b"B", most=2) == parse(FORM, b"B", most=2)


def test_part_without_content_has_none() -> None:
    short = b'--B\r\nContent-Disposition: form-data; name="x"\r\n\r\n--B--\r\n'

    assert parse(short, b"B", most=1) == (FormPart("x", "", "", b""),)


def test_no_parts_are_no_parts() -> None:
    assert parse(b"--B--\r\n", b"B", most=0) == ()


@given(st.integers(0, len(FORM) - 3))
def test_body_that_was_cut_is_never_taken_for_a_whole_one(end: int) -> None:
    with pytest.raises(Unreadable):
        parse(FORM[:end], b"B", most=2)


@given(st.binary(max_size=200).filter(lambda data: b"\r\n--B" not in b"\r\n" + data))
def test_any_content_arrives_unchanged(content: bytes) -> None:
    (part,) = parse(
        body('Content-Disposition: form-data; name="x"', content), b"B", most=1
    )

    assert part.content == content


@given(st.binary(max_size=300))
def test_any_bytes_are_parts_or_a_refusal(data: bytes) -> None:
    with suppress(Unreadable):
        parse(data + b"\r\n--B--\r\n", b"B", most=5)


def test_one_part_too_many_is_refused() -> None:
    assert reason_of(FORM, most=1) == "too-many-parts"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ("Content-Type: text/plain", "unnamed-part"),
        ("Content-Disposition: form-data", "unnamed-part"),
        ('Content-Disposition: attachment; name="x"', "unnamed-part"),
        ('Content-Disposition: form-data; name="x"; name="y"', "malformed-part"),
        ('Content-Disposition: form-data; name="x', "malformed-part"),
        ('A: 1\r\na: 2\r\nContent-Disposition: form-data; name="x"', "malformed-part"),
        ('no colon\r\nContent-Disposition: form-data; name="x"', "malformed-part"),
        (
            'Content-Disposition: form-data; name="x"\r\n'
            "Content-Transfer-Encoding: base64",
            "encoded-part",
        ),
        ("X: " + "x" * 5000, "malformed-part"),
    ],
)
def test_part_that_is_not_what_it_should_be_is_refused(
    headers: str, reason: str
) -> None:
    assert reason_of(body(headers)) == reason


def test_headers_that_are_not_utf8_are_refused() -> None:
    assert reason_of(body("").replace(b"\r\n\r\n", b"\r\n\xff: x\r\n\r\n")) == (
        "malformed-part"
    )


@pytest.mark.parametrize("data", [b"", b"preamble\r\n" + FORM, FORM + b"epilogue"])
def test_anything_around_the_parts_is_refused(data: bytes) -> None:
    assert reason_of(data) == "unterminated"


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ('filename="../../etc/passwd"', "../../etc/passwd"),
        ('filename=""', ""),
        ('filename="%22quoted%22"', '"quoted"'),
        ('filename="työ.wav"', "työ.wav"),
        ("filename=plain.wav", "plain.wav"),
        ("filename*=utf-8''ty%C3%B6.wav", "työ.wav"),
    ],
)
def test_file_name_is_handed_on_as_a_strangers_text(parameter: str, name: str) -> None:
    part = only(f'Content-Disposition: form-data; name="x"; {parameter}')

    assert part.filename == name


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/form-data; boundary=B", b"B"),
        ('Multipart/Form-Data; charset=utf-8; boundary="a b"', b"a b"),
    ],
)
def test_boundary_is_read(content_type: str, boundary: bytes) -> None:
    assert boundary_of(content_type) == boundary


@pytest.mark.parametrize(
    ("content_type", "reason"),
    [
        ("application/json", "not-multipart"),
        ("multipart/mixed; boundary=B", "not-multipart"),
        ("multipart/form-data", "no-boundary"),
        ("multipart/form-data; boundary=", "no-boundary"),
        ('multipart/form-data; boundary="ends "', "no-boundary"),
        ("multipart/form-data; boundary=" + "x" * 71, "no-boundary"),
        ("multipart/form-data; boundary=ä", "no-boundary"),
    ],
)
def test_boundary_that_cannot_be_one_is_refused(content_type: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        boundary_of(content_type)

    assert refused.value.reason == reason
