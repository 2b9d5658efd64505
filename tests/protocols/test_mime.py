"""Mails: every part comes out once, and bombs are refused."""

import email.utils
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import mail_origin, mime
from seloste.protocols.mail_header import Address
from seloste.protocols.mime import Limits, Mail
from seloste.protocols.unreadable import Unreadable

EXAMPLES = Path(__file__).parents[2] / "examples" / "mail"
HEAD = b"From: maija@example.fi\nSubject: x\n"


def parse(text: bytes) -> Mail:
    return mime.parse(HEAD + text)


@pytest.fixture
def python_that_trips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse parameters as Python up to 3.13.0 does: it trips over mixed ones.

    Later ones read ``name*0*=a; name*=b`` and whatever trips them is not known yet.
    """
    decode = email.utils.decode_params

    def trip(parameters: list[tuple[str, str]]) -> object:
        if any("*" in name for name, _ in parameters):
            raise TypeError
        return decode(parameters)

    monkeypatch.setattr(email.utils, "decode_params", trip)


def multipart(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    head = b'Content-Type: multipart/%s; boundary="b"\n\n' % kind
    return head + b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n"


def nested(depth: int) -> bytes:
    text = b"Content-Type: text/plain\n\nx"
    for level in range(depth):
        head = b'Content-Type: multipart/mixed; boundary="l%d"\n\n' % level
        text = head + b"--l%d\n%s\n--l%d--\n" % (level, text, level)
    return text


def shape(mail: Mail) -> list[tuple[str, str, bytes]]:
    return [(part.path, part.media_type, part.content) for part in mail.parts]


def test_a_simple_mail_is_one_text() -> None:
    mail = parse(b"Content-Type: text/plain; charset=iso-8859-1\n\nHyv\xe4\xe4")

    assert [part.text() for part in mail.plain] == [("Hyvää", False)]
    assert (mail.html, mail.attachments, mail.tolerated) == ((), (), ())


def test_headers_are_read() -> None:
    mail = mime.parse((EXAMPLES / "03-vesivahinko-kuva.eml").read_bytes())

    assert mail.subject == "Kuva vesivahingosta keittiössä"
    assert mail.senders == (
        Address("Maija Meikäläinen", "maija.meikalainen@example.com"),
    )
    assert mail.delivered_to == ("asiakaspalvelu@isannointi.retta.example",)
    assert mail.message_id == "20250303085510.3@mail.example.com"


def test_a_mail_without_from_has_a_sender() -> None:
    mail = mime.parse(b"Sender: a@example.fi\nSubject: x\n\n")

    assert mail.senders == (Address("", "a@example.fi"),)


def test_alternatives_and_attachments_are_told_apart() -> None:
    body = multipart(
        b"Content-Type: text/plain\n\nhei",
        b"Content-Type: text/html\n\n<p>hei</p>",
        b"Content-Type: text/html; name=a.html\n\n<p>a</p>",
        b"Content-Type: text/plain\nContent-Disposition: attachment\n\nb",
    )

    mail = parse(body)

    assert [part.content for part in mail.plain] == [b"hei"]
    assert [part.content for part in mail.html] == [b"<p>hei</p>"]
    assert [part.content for part in mail.attachments] == [b"<p>a</p>", b"b"]


def test_parts_are_numbered_and_decoded() -> None:
    inner = multipart(b"\nfirst", b"Content-Transfer-Encoding: base64\n\nw6Q=")
    body = inner.replace(b'"b"', b'"c"').replace(b"--b", b"--c")

    mail = parse(multipart(body, b"\nlast"))

    assert shape(mail) == [
        ("1.1", "text/plain", b"first"),
        ("1.2", "text/plain", b"\xc3\xa4"),
        ("2", "text/plain", b"last"),
    ]


@pytest.mark.parametrize(
    "kind", [b"message/rfc822", b"message/delivery-status", b"message/partial"]
)
def test_a_message_inside_stays_one_part_with_its_bytes(kind: bytes) -> None:
    inner = b'From: a@example.fi\nContent-Type: multipart/mixed; boundary="z"\n\n--z'

    mail = parse(multipart(b"\nhei", b"Content-Type: " + kind + b"\n\n" + inner))

    assert mail.parts[1].content == inner
    assert mail.attachments == mail.parts[1:]


def test_the_parts_of_a_digest_are_messages() -> None:
    mail = parse(multipart(b"\nFrom: a@example.fi\n\nx", kind=b"digest"))

    assert shape(mail) == [("1", "message/rfc822", b"From: a@example.fi\n\nx")]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'Content-Disposition: attachment; filename="a.pdf"', "a.pdf"),
        (b"Content-Disposition: attachment; filename*=utf-8''%C3%A4.pdf", "ä.pdf"),
        (b'Content-Type: application/pdf; name="=?utf-8?Q?=C3=A4?=.pdf"', "ä.pdf"),
        (b'Content-Disposition: attachment; filename="\xc3\xa4.pdf"', "ä.pdf"),
        (b"Content-Disposition: attachment", ""),
    ],
)
def test_names_of_parts_are_read_as_mail_programs_write_them(
    header: bytes, name: str
) -> None:
    mail = parse(multipart(header + b"\n\nx"))

    assert mail.parts[0].filename == name


@pytest.mark.usefixtures("python_that_trips")
def test_broken_parameters_cost_only_the_name() -> None:
    header = b"Content-Type: application/pdf; name*0*=a; name*=b; name*1=c"

    mail = parse(multipart(header + b"\n\nx"))

    assert mail.parts[0].content == b"x"
    assert "parameters-unreadable" in mail.tolerated


def test_inline_pictures_keep_their_content_id() -> None:
    header = (
        b"Content-Type: image/png\nContent-ID: <logo@x>\nContent-Disposition: Inline"
    )

    part = parse(multipart(header + b"\n\nx")).parts[0]

    assert (part.content_id, part.disposition) == ("logo@x", "inline")


def test_a_multipart_without_parts_is_shown_as_text() -> None:
    mail = parse(b'Content-Type: multipart/mixed; boundary="b"\n\nno boundary here')

    assert [part.content for part in mail.plain] == [b"no boundary here"]
    assert set(mail.tolerated) == {"mime-defects", "multipart-without-parts"}


@pytest.mark.parametrize(
    ("before", "after", "tolerated"),
    [
        (b"", b"", ()),
        (b"This is a multi-part message in MIME format.\n", b"", ()),
        (b"read me\n", b"", ("text-outside-parts",)),
        (b"", b"and me\n", ("text-outside-parts",)),
    ],
)
def test_text_outside_the_parts_is_reported(
    before: bytes, after: bytes, tolerated: tuple[str, ...]
) -> None:
    body = multipart(b"\nhei").replace(b"\n\n--b", b"\n\n" + before + b"--b", 1)

    assert parse(body + after).tolerated == tolerated


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"hello\n\nworld", b"RIFF....WAVE"])
def test_what_has_no_header_of_a_mail_is_none(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not-a-mail"):
        mime.parse(data)


def test_a_hundred_thousand_parts_are_refused() -> None:
    bomb = multipart(*[b"\nx"] * 100_000)

    with pytest.raises(Unreadable, match="mail-too-many-parts"):
        parse(bomb)


def test_a_depth_of_five_hundred_is_refused() -> None:
    with pytest.raises(Unreadable, match="mail-too-deep"):
        parse(nested(500))


def test_an_ordinary_depth_is_read() -> None:
    assert [part.content for part in parse(nested(40)).parts] == [b"x"]


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (HEAD + b"\n" + b"x" * 100, Limits(size=50), "mail-too-large"),
        (HEAD + b"X-A: b\n" * 20 + b"\n", Limits(headers=10), "mail-too-many-headers"),
        (b"Subject: " + b"x" * 99 + b"\n\n", Limits(header=50), "mail-header-too-long"),
        (
            b"Subject: x\nContent-Type: a/b; " + b"c=d; " * 5000 + b"\n\n",
            Limits(),
            "mail-header-too-long",
        ),
    ],
)
def test_what_is_abnormal_is_refused(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        mime.parse(data, limits=limits)


@pytest.mark.usefixtures("python_that_trips")
def test_a_boundary_that_breaks_the_parser_refuses_the_mail() -> None:
    header = b"Content-Type: multipart/mixed; boundary*0*=a; boundary*=b; boundary*1=c"

    with pytest.raises(Unreadable, match="mail-unreadable"):
        parse(header + b"\n\n--a\n")


CONTENTS = st.lists(st.tuples(st.booleans(), st.binary(max_size=60)), min_size=1)


@given(CONTENTS)
def test_no_part_is_ever_lost(contents: list[tuple[bool, bytes]]) -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.make_mixed()
    for named, content in contents:
        filename = "a.bin" if named else None
        message.add_attachment(
            content, maintype="application", subtype="x", filename=filename
        )

    mail = mime.parse(message.as_bytes())

    assert [part.content for part in mail.parts] == [content for _, content in contents]
    assert mail.attachments == mail.parts


FRAGMENTS = st.sampled_from(
    [
        b"\n",
        b"\n\n",
        b"\r\n",
        b"--b",
        b"--b--",
        b"--c",
        b"Content-Type: ",
        b'multipart/mixed; boundary="b"',
        b"multipart/alternative; boundary=c",
        b"multipart/digest; boundary=b",
        b"message/rfc822",
        b"text/html; charset=",
        b"utf-8",
        b"utf-7",
        b"*0*=",
        b"name=",
        b'"',
        b"=?utf-8?Q?=E4?=",
        b"Content-Transfer-Encoding: ",
        b"base64",
        b"x-uuencode",
        b"quoted-printable",
        b"Content-Disposition: attachment; filename=",
        b"From: ",
        b"a@example.fi",
        b"\0",
        b"\xff",
        b"=",
        b"x",
    ]
)


@given(st.lists(FRAGMENTS, max_size=60).map(b"".join))
def test_no_bytes_break_the_parser(text: bytes) -> None:
    with suppress(Unreadable):
        mail = parse(text)
        mail_origin.origin(text, mail)

        shown = [*mail.plain, *mail.html, *mail.attachments]
        assert sorted(part.path for part in shown) == sorted(
            part.path for part in mail.parts
        )


def test_a_charset_with_a_nul_costs_nothing() -> None:
    data = b'From: a@b.fi\nContent-Type: text/plain; charset="utf-8\0"\n\n\xc3\xa4'

    mail = mime.parse(data)

    assert mail.plain[0].content == "ä".encode()


@pytest.mark.parametrize("error", [RecursionError, ValueError, LookupError, TypeError])
def test_what_the_parser_of_the_library_stumbles_over_is_unreadable(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(mime, "_leaves", broken)

    with pytest.raises(Unreadable) as refused:
        mime.parse(b"From: a@b.fi\n\nx")

    assert refused.value.reason == "mail-unreadable"


@given(st.binary())
def test_no_binary_breaks_the_parser(data: bytes) -> None:
    with suppress(Unreadable):
        assert mime.parse(data).parts


@pytest.mark.parametrize(
    ("written", "content", "tolerated"),
    [
        (b"SGVp", b"Hei", ()),
        (b"SGVpIG1hYWls", b"Hei maail", ()),
        (b"SGVpI", b"Hei", ()),
        (
            b"SGVp\n____\nVain jasenille",
            b"SGVp\n____\nVain jasenille",
            ("encoding-wrong",),
        ),
        (b"Hei vaan, kuulumisiin", b"Hei vaan, kuulumisiin", ("encoding-wrong",)),
    ],
)
def test_what_is_not_encoded_as_it_says_is_read_as_it_came(
    written: bytes, content: bytes, tolerated: tuple[str, ...]
) -> None:
    mail = parse(b"Content-Transfer-Encoding: base64\n\n" + written)

    assert mail.parts[0].content[: len(content)] == content
    assert tuple(n for n in mail.tolerated if n == "encoding-wrong") == tolerated


def test_headers_that_stand_twice_are_noted_and_the_first_is_read() -> None:
    mail = mime.parse(b"From: a@example.fi\nFrom: b@example.fi\nSubject: x\n\n")

    assert mail.senders[0] == Address("", "a@example.fi")
    assert "headers-twice" in mail.tolerated
