"""What lies inside a message: forwards, packages, invitations, pictures, lies."""

import io
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from seloste.adapters.preview.confined import ConfinedPreviewer
from seloste.protocols.filetype import Warn
from seloste.services import message_view
from seloste.services.message_view import MessageUnreadable, view_message
from tests.vectors.mail import packages

PREVIEWER = ConfinedPreviewer()


def letter(subject: str = "x", text: str = "Hei") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "maija@example.fi"
    message["Subject"] = subject
    message.set_content(text)
    return message


def with_file(content: bytes, name: str, kind: str = "application/x") -> EmailMessage:
    message = letter()
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def forwarded(depth: int) -> EmailMessage:
    message = letter("0")
    for level in range(1, depth + 1):
        outer = letter(str(level))
        outer.add_attachment(message)
        message = outer
    return message


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(out, "PNG")
    return out.getvalue()


def test_a_message_inside_is_shown_inside() -> None:
    outer = letter("ulompi")
    inner = with_file(b"%PDF-1.4", "lasku.pdf")
    inner.replace_header("Subject", "sisempi")
    outer.add_attachment(inner)

    view = view_message(outer.as_bytes())

    (inside,) = view.forwarded
    assert (inside.subject, inside.text) == ("sisempi", "Hei")
    assert [file.number for file in inside.attachments] == ["1.1"]


def test_a_file_of_a_message_inside_is_opened() -> None:
    outer = letter()
    outer.add_attachment(with_file(b"%PDF-1.4", "lasku.pdf"))

    opened = message_view.open_attachment(outer.as_bytes(), "1.1")

    assert (opened.view.name, opened.content) == ("lasku.pdf", b"%PDF-1.4")


def test_messages_inside_one_another_are_shown_five_deep_and_kept_all() -> None:
    view = view_message(forwarded(9).as_bytes())

    depth = 0
    while view.forwarded:
        (view,) = view.forwarded
        depth += 1
    assert depth == 5
    assert view.attachments[0].media_type == "message/rfc822"


def test_the_files_of_a_winmail_are_listed_and_opened() -> None:
    packed = packages.winmail({"lasku.pdf": b"%PDF-1.4", "../aja.exe": b"MZ\0\0"})
    data = with_file(packed, "winmail.dat", "application/ms-tnef").as_bytes()

    files = view_message(data, previewer=PREVIEWER).attachments
    opened = message_view.open_attachment(data, "1.1", previewer=PREVIEWER)

    assert [(one.number, one.name) for one in files] == [
        ("1", "winmail.dat"),
        ("1.1", "lasku.pdf"),
        ("1.2", "aja.exe"),
    ]
    assert files[2].warnings == (Warn.PROGRAM,)
    assert opened.content == b"%PDF-1.4"


def test_a_damaged_winmail_stays_a_file() -> None:
    data = with_file(b"\x78\x9f\x3e\x22rubbish" * 9, "winmail.dat").as_bytes()

    files = view_message(data, previewer=PREVIEWER).attachments

    assert [one.name for one in files] == ["winmail.dat"]


def test_an_invitation_is_shown_in_words() -> None:
    data = with_file(packages.INVITATION, "kutsu.ics", "text/calendar").as_bytes()

    view = view_message(data, previewer=PREVIEWER)

    (event,) = view.invitations
    assert (event.title, event.place) == ("Vesivahingon tarkastus", "Malliraitti 2")
    assert event.starts == datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
    assert [file.name for file in view.attachments] == ["kutsu.ics"]


def test_very_many_packages_are_listed_without_looking_into_all() -> None:
    message = letter()
    for number in range(30):
        message.add_attachment(
            packages.winmail({"a": b"1"}),
            maintype="application",
            subtype="ms-tnef",
            filename=f"{number}.dat",
        )

    files = view_message(message.as_bytes(), previewer=PREVIEWER).attachments

    assert sum(not one.packed for one in files) == 30
    assert sum(one.packed for one in files) == 4


def test_pictures_of_the_message_are_drawn_anew_inside_it() -> None:
    message = letter()
    message.add_alternative('<p><img src="cid:kuva"><img src="cid:ei">', subtype="html")
    html = message.get_payload()[1]  # type: ignore[index]  # a multipart
    html.add_related(picture(), "image", "png", cid="<kuva>")  # type: ignore[union-attr]  # a part

    shown = message_view.formatted(message.as_bytes(), previewer=PREVIEWER)

    assert shown.count('src="data:image/png;base64,') == 1
    assert 'src=""' in shown


def test_without_anything_to_draw_them_pictures_stay_away() -> None:
    message = letter()
    message.add_alternative('<p>hei<img src="cid:kuva">', subtype="html")

    assert "data:" not in message_view.formatted(message.as_bytes())


@pytest.mark.parametrize(
    ("name", "kind", "content", "says", "warnings"),
    [
        ("lasku.pdf", "application/pdf", b"MZ\x90\0", "application/pdf", "program"),
        ("kuva.png", "image/png", b"<svg onload=x>", "image/png", "page"),
        ("kuva.svg", "image/svg+xml", b"<svg onload=x>", "", "page"),
        ("lasku.pdf", "application/pdf", b"%PDF-1.4", "", ""),
    ],
)
def test_what_a_file_is_stands_beside_what_it_says(
    name: str, kind: str, content: bytes, says: str, warnings: str
) -> None:
    (file,) = view_message(with_file(content, name, kind).as_bytes()).attachments

    assert file.says == says
    assert [one.value for one in file.warnings][:1] == ([warnings] if warnings else [])


def test_links_are_asked_for_by_number() -> None:
    message = letter()
    message.add_alternative(
        '<a href="https://evil.example/x">pankki</a>', subtype="html"
    )
    outer = letter()
    outer.add_attachment(message)

    (inside,) = view_message(outer.as_bytes()).forwarded
    link = message_view.open_link(outer.as_bytes(), inside.links[0].number)

    assert (link.text, link.host) == ("pankki", "evil.example")
    assert link.address == "https://evil.example/x"


@pytest.mark.parametrize("number", ["", "0-1", "0-x", "7-1", "x"])
def test_a_link_that_is_not_there_is_refused(number: str) -> None:
    with pytest.raises(MessageUnreadable):
        message_view.open_link(letter().as_bytes(), number)


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        ("..\\..\\autoexec.bat", "autoexec.bat"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\u200bb.pdf", "ab.pdf"),
        (".htaccess", "htaccess"),
        ("x.php.jpg", "x.php.jpg"),
        ("nul.txt", "_nul.txt"),
        ("<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"),
    ],
)
def test_tricks_with_names_come_to_nothing(filename: str, shown: str) -> None:
    data = with_file(b"\x89PNG\r\n\x1a\n", filename).as_bytes()

    (file,) = view_message(data).attachments

    assert file.name == shown


BROKEN = {
    "no boundary": b"Content-Type: multipart/mixed\n\nKuuluuko tama",
    "other boundary": b"Content-Type: multipart/mixed; boundary=a\n\n"
    b"--b\n\nKuuluuko tama\n--b--",
    "never closed": b"Content-Type: multipart/mixed; boundary=a\n\n"
    b"--a\n\nKuuluuko tama",
    "wrong encoding": b"Content-Transfer-Encoding: base64\n\nKuuluuko tama?",
    "unknown encoding": b"Content-Transfer-Encoding: zip\n\nKuuluuko tama",
    "unknown charset": b"Content-Type: text/plain; charset=klingon\n\nKuuluuko tama",
    "unknown type": b"Content-Type: nonsense\n\nKuuluuko tama",
    "no headers of content": b"\nKuuluuko tama",
    "old uuencode": b"Content-Transfer-Encoding: x-uuencode\n\nKuuluuko tama",
    "nul bytes": b"\nKuuluuko \x00tama",
    "bare returns": b"\r\rKuuluuko tama",
    "flowed": b"Content-Type: text/plain; format=flowed\n\nKuuluuko tama \nviesti",
    "8-bit header": b"X-Nimi: \xe4\xe4\n\nKuuluuko tama",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_message_is_still_read(name: str) -> None:
    view = view_message(b"From: a@example.fi\nSubject: x\n" + BROKEN[name])

    assert "tama" in view.text.replace("\x00", "")


@pytest.mark.parametrize(
    ("parameters", "shown"),
    [
        ("format=flowed", "Kuuluuko tämä viesti\nperille?"),
        ('Format="Flowed"; DelSp=Yes', "Kuuluuko tämäviesti\nperille?"),
        ("format=fixed", "Kuuluuko tämä \nviesti\nperille?"),
    ],
)
def test_flowed_lines_are_shown_as_the_paragraphs_they_are(
    parameters: str, shown: str
) -> None:
    head = f"From: a@example.fi\nContent-Type: text/plain; charset=utf-8; {parameters}"
    data = f"{head}\n\nKuuluuko tämä \nviesti\nperille?\n".encode()

    assert view_message(data).text == shown


HEADERS = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=b",
        b"Content-Type: multipart/alternative; boundary=b",
        b"Content-Type: message/rfc822",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Type: text/calendar",
        b"Content-Type: text/plain; charset*0=\xff",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Disposition: attachment; filename*=utf-8''%FF",
        b"Subject: =?utf-8?b?w6Q?=",
        b"\xff\xfe: x",
        b"--b",
        b"--b--",
        b"",
        b"",
    ]
)


@settings(max_examples=300)
@given(st.lists(HEADERS | st.binary(max_size=20), max_size=40))
def test_no_message_breaks_the_view(lines: list[bytes]) -> None:
    data = b"\n".join([b"Subject: x", *lines])

    try:
        view = view_message(data)
    except MessageUnreadable:
        return
    for file in view.attachments:
        assert message_view.open_attachment(data, file.number).view == file
