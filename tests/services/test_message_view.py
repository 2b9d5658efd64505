"""A kept mail as a person may see it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.services.message_view import (
    AttachmentView,
    MessageUnreadable,
    open_attachment,
    view_message,
)

EXAMPLES = Path(__file__).parents[2] / "examples" / "mail"


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


def test_headers_are_shown() -> None:
    view = view_message(example("03-vesivahinko-kuva.eml"))

    assert view.subject == "Kuva vesivahingosta keittiössä"
    assert view.senders == ("Maija Meikäläinen <maija.meikalainen@example.com>",)
    assert view.to == ("asiakaspalvelu@isannointi.retta.example",)


def test_a_name_never_stands_in_for_a_mailbox() -> None:
    view = view_message(b'From: "boss@example.fi" <evil@example.com>\n\nx')

    assert view.senders == ("boss@example.fi <evil@example.com>",)


@pytest.mark.parametrize(
    ("name", "own", "quoted"),
    [
        ("02-vastaus-avain.eml", "Eino", "ma 3.3.2025 klo 8.12"),
        ("06-reklamaatio-remontti.eml", "Malliraitti 2 A 9", "-----Alkuperäinen"),
        ("08-nyckel-html.eml", "på torsdag?", "Den 26 februari 2025"),
        ("09-radiator.eml", "customer number 1042342", "____"),
    ],
)
def test_the_quotation_is_folded_in_three_languages(
    name: str, own: str, quoted: str
) -> None:
    view = view_message(example(name))

    assert view.text.endswith(own)
    assert view.quoted.startswith(quoted)


def test_every_example_can_be_shown() -> None:
    views = [view_message(file.read_bytes()) for file in EXAMPLES.glob("*.eml")]

    assert len(views) == 13
    assert all(view.subject and view.text and view.date for view in views)
    assert {note for view in views for note in view.notes} == set()


def test_old_charsets_are_read() -> None:
    view = view_message(example("05-palaute-siivous.eml"))

    assert view.text.startswith("Hei,\n\nkiitos siivoojalle! Porraskäytävä")
    assert view.subject == "Palaute porraskäytävän siivouksesta"


def test_attachments_are_listed_and_opened() -> None:
    data = example("04-lasku-liite.eml")

    (listed,) = view_message(data).attachments
    opened = open_attachment(data, "1")

    assert listed == AttachmentView(
        "1", "lasku-2025-0311.pdf", "application/pdf", len(opened.content)
    )
    assert opened.view == listed
    assert opened.content.startswith(b"%PDF-1.4")


def test_a_forwarded_message_is_an_attachment() -> None:
    content = open_attachment(example("13-parking-forward.eml"), "1").content

    assert view_message(content).subject == "Parking space 14"


def test_a_remote_image_is_blocked_and_a_list_mail_recognised() -> None:
    view = view_message(example("10-uutiskirje-html.eml"))

    assert (view.remote_blocked, view.automatic) == (2, True)
    assert "open.gif" not in view.html
    assert "[clicks.example.com]" in view.html
    assert view.text.startswith("Putkiliike Malli\n\nKevään hanahuollot")


def test_html_and_text_are_both_shown() -> None:
    view = view_message(example("08-nyckel-html.eml"))

    assert "<b>nya styrelsemedlemmar</b>" in view.html
    assert "<details><summary>" in view.html


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b'"../../etc/passwd"', "passwd"),
        (b'"invoice\xe2\x80\xaefdp.exe"', "invoicefdp.exe"),
        (b'""', "attachment-1.txt"),
    ],
)
def test_names_of_attachments_are_made_safe(name: bytes, shown: str) -> None:
    data = (
        b"Subject: x\nContent-Type: application/x\n"
        b"Content-Disposition: attachment; filename=" + name + b"\n\nx"
    )

    assert view_message(data).attachments[0].name == shown


def test_inline_pictures_are_marked() -> None:
    data = b"Subject: x\nContent-Type: image/png\nContent-ID: <a@b>\n\nx"

    assert view_message(data).attachments[0].inline


def test_a_guessed_charset_is_said() -> None:
    data = b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\nHyv\xe4\xe4"

    view = view_message(data)

    assert (view.text, view.notes) == ("Hyvää", ("charset-guessed",))


def test_html_that_is_too_large_is_shown_as_text() -> None:
    data = b"Subject: x\nContent-Type: text/html\n\n" + b"<div>" * 20_000 + b"hei"

    view = view_message(data)

    assert (view.html, view.text.strip()) == ("", "hei")
    assert "html-too-large" in view.notes


def test_a_text_too_long_to_show_is_cut_and_said() -> None:
    data = b"Subject: x\n\n" + b"a" * (2**20 + 1)

    view = view_message(data)

    assert (len(view.text), view.notes) == (2**20, ("text-cut",))


def test_what_parsing_tolerated_is_noted() -> None:
    data = b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\nno parts'

    assert "multipart-without-parts" in view_message(data).notes


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "not-a-mail"), (b"Subject: x\n" * 2000 + b"\n", "mail-too-many-headers")],
)
def test_what_is_no_mail_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(MessageUnreadable) as refused:
        view_message(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "number", ["0", "2", "-1", "", "1.1", "x", "1.", "²", "1." * 20 + "1"]
)
def test_an_attachment_that_is_not_there_is_refused(number: str) -> None:
    with pytest.raises(MessageUnreadable, match="no-such-attachment"):
        open_attachment(example("04-lasku-liite.eml"), number)


@given(st.text(), st.text())
def test_no_text_breaks_the_view(subject: str, body: str) -> None:
    data = f"X: y\nSubject: {subject}\n\n{body}".encode("utf-8", "replace")

    try:
        view = view_message(data)
    except MessageUnreadable as refusal:
        reason = refusal.reason
    else:
        reason = ""
        assert len(view.subject.splitlines()) <= 1
    assert reason in ("", "not-a-mail", "mail-unreadable", "mail-header-too-long")
