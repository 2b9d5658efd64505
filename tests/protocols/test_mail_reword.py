"""A mail with other words keeps its headers and files, and none of the old words."""

import pytest

from seloste.protocols import mime
from seloste.protocols.mail_reword import reworded
from seloste.protocols.unreadable import Unreadable

PLAIN = (
    b"From: =?utf-8?q?M=C3=A4ija?= <maija@example.fi>\r\n"
    b"To: palvelu@example.fi\r\n"
    b"Subject: Vanha otsikko\r\n"
    b"Message-ID: <1@example.fi>\r\n"
    b"DKIM-Signature: v=1; b=abc\r\n"
    b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    b"Asun Kotikadulla, h\xe4iri\xf6.\r\n"
)
FILES = (
    b"From: maija@example.fi\r\nSubject: Vanha\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
    b"--c\r\nContent-Type: text/plain\r\n\r\nvanha sana\r\n"
    b"--c\r\nContent-Type: text/html\r\n\r\n<b>vanha sana</b>\r\n--c--\r\n"
    b"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nsis\xe4\r\n"
    b"--b\r\nContent-Type: image/png\r\nContent-ID: <kuva@example.fi>\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''kissa%C3%A4.png\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b--\r\n"
)


def test_text_and_subject_are_the_new_ones_and_the_rest_stays() -> None:
    mail = mime.parse(
        reworded(PLAIN, subject="Uusi äänekäs otsikko", text="Asun Rantatiellä.\n")
    )

    assert mail.subject == "Uusi äänekäs otsikko"
    assert [part.text()[0] for part in mail.parts] == ["Asun Rantatiellä.\n"]
    assert mail.message_id == "1@example.fi"
    assert (mail.senders[0].name, mail.senders[0].mailbox) == (
        "Mäija",
        "maija@example.fi",
    )
    assert mail.tolerated == ()


def test_a_signature_over_the_old_words_goes() -> None:
    assert b"DKIM-Signature" in PLAIN

    assert b"DKIM-Signature" not in reworded(PLAIN, subject="Uusi", text="Uusi")


def test_files_stay_byte_for_byte_and_the_formatted_words_go() -> None:
    before = mime.parse(FILES)
    assert [part.media_type for part in before.html] == ["text/html"]

    after = mime.parse(reworded(FILES, subject="Vanha", text="uusi sana"))

    assert [
        (part.media_type, part.content, part.filename, part.content_id)
        for part in after.parts
    ] == [
        ("text/plain", b"uusi sana", "", ""),
        ("message/rfc822", b"Subject: in\r\n\r\nsis\xe4", "", ""),
        ("image/png", b"\x89PNG", "kissaä.png", "kuva@example.fi"),
    ]


def test_a_subject_makes_no_header_of_its_own() -> None:
    mail = reworded(PLAIN, subject="Uusi\r\nBcc: x@example.fi", text="Uusi")

    assert b"\nBcc:" not in mail


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(Unreadable, match="not-a-mail"):
        reworded(b"hei vaan", subject="", text="Uusi")
