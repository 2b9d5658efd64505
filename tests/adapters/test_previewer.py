"""Files are looked into by a process that can do nothing else, and drawn anew."""

import io
import struct
import sys
import zlib
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from seloste.adapters.preview import process
from seloste.adapters.preview.answers import pack
from seloste.adapters.preview.confined import ConfinedPreviewer
from seloste.ports.preview import PreviewRefused, PreviewUnavailable
from tests.vectors.mail import packages, pdfs

PREVIEWER = ConfinedPreviewer()
READY = "sys.stdout.write('ready\\n'); sys.stdout.flush(); "


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG that claims, and unpacks to, very many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(10_000_000), 9)
    chunks = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def scripted(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import sys, time, os; {code}")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_are_drawn_anew_as_png(kind: str) -> None:
    media_type = f"image/{kind.lower()}"

    drawn = PREVIEWER.page(picture(kind), media_type=media_type, number=1)

    with Image.open(io.BytesIO(drawn)) as shown:
        assert (shown.format, shown.size) == ("PNG", (30, 20))


def test_a_large_picture_is_made_smaller() -> None:
    drawn = PREVIEWER.page(
        picture("JPEG", (4000, 100)), media_type="image/jpeg", number=1
    )

    with Image.open(io.BytesIO(drawn)) as shown:
        assert shown.width == 1600


def test_what_a_picture_carries_along_is_left_out() -> None:
    notes, out = PngInfo(), io.BytesIO()
    notes.add_text("Comment", "kanarialintu")
    Image.new("RGB", (2, 2)).save(out, "PNG", pnginfo=notes)
    assert b"kanarialintu" in out.getvalue()

    drawn = PREVIEWER.page(out.getvalue(), media_type="image/png", number=1)

    assert b"kanarialintu" not in drawn


@pytest.mark.parametrize("size", [(20_000, 20_000), (1, 2**31 - 1)])
def test_a_picture_that_would_unpack_to_very_much_is_refused(
    size: tuple[int, int],
) -> None:
    with pytest.raises(PreviewRefused, match="too-large"):
        PREVIEWER.page(bomb(*size), media_type="image/png", number=1)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", "image/png"),
        (b"\x89PNG\r\n\x1a\nrubbish", "image/png"),
        (picture("JPEG"), "image/png"),
        (b"%PDF-1.4 rubbish", "application/pdf"),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, media_type: str) -> None:
    with pytest.raises(PreviewRefused, match="damaged"):
        PREVIEWER.page(content, media_type=media_type, number=1)


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "video/mp4"])
def test_what_is_not_drawn_is_not_even_looked_at(media_type: str) -> None:
    with pytest.raises(PreviewRefused, match="unsupported"):
        PREVIEWER.pages(b"<svg/>", media_type=media_type)


def test_the_pages_of_a_document_are_counted_and_drawn() -> None:
    content = pdfs.of_pages(3)

    drawn = PREVIEWER.page(content, media_type="application/pdf", number=3)

    assert PREVIEWER.pages(content, media_type="application/pdf") == 3
    assert drawn.startswith(b"\x89PNG")


def test_of_a_long_document_the_first_ten_pages_are_drawn() -> None:
    content = pdfs.of_pages(40)

    assert PREVIEWER.pages(content, media_type="application/pdf") == 10
    with pytest.raises(PreviewRefused, match="no-such-page"):
        PREVIEWER.page(content, media_type="application/pdf", number=11)


def test_a_script_in_a_document_changes_nothing() -> None:
    content = pdfs.of_pages(1, script="app.alert(1); this.getField('x').value = 2")

    assert PREVIEWER.pages(content, media_type="application/pdf") == 1


def test_small_pictures_are_drawn_together_and_a_bad_one_costs_no_other() -> None:
    good = picture("PNG", (2000, 10))

    first, bad, odd, last = PREVIEWER.pictures(
        [
            ("image/png", good),
            ("image/png", b"\x89PNG"),
            ("image/svg+xml", b"<svg/>"),
            ("image/gif", picture("GIF")),
        ]
    )

    assert (bad, odd) == (b"", b"")
    with Image.open(io.BytesIO(first)) as shown:
        assert shown.width == 800
    assert last.startswith(b"\x89PNG")


def test_the_files_of_a_winmail_are_unpacked() -> None:
    files = PREVIEWER.unpack(packages.winmail({"lasku.pdf": b"%PDF-1.4", "b": b"2"}))

    assert [(one.name, one.content) for one in files] == [
        ("lasku.pdf", b"%PDF-1.4"),
        ("b", b"2"),
    ]


@pytest.mark.parametrize("content", [b"", b"rubbish" * 9])
def test_a_winmail_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(PreviewRefused, match="damaged"):
        PREVIEWER.unpack(content)


def test_an_invitation_is_read() -> None:
    (event,) = PREVIEWER.invitations(packages.INVITATION)

    assert (event.title, event.place) == ("Vesivahingon tarkastus", "Malliraitti 2")
    assert event.organiser == "Eino <eino@example.fi>"
    assert event.method == "request"
    assert event.starts == datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
    assert event.ends == datetime(2026, 5, 4, 7, 0, tzinfo=UTC)


def test_an_invitation_may_last_all_day() -> None:
    lines = b"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260504\r\nEND:VEVENT\r\n"
    content = b"BEGIN:VCALENDAR\r\n" + lines + b"END:VCALENDAR\r\n"

    (event,) = PREVIEWER.invitations(content)

    assert (event.starts, event.ends, event.title) == (date(2026, 5, 4), None, "")


def test_a_calendar_of_very_many_events_is_cut() -> None:
    lines = b"BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n" * 500
    content = b"BEGIN:VCALENDAR\r\n" + lines + b"END:VCALENDAR\r\n"

    assert len(PREVIEWER.invitations(content)) == 20


CONFINED = """
import os, socket, sys
from seloste.adapters.preview.confinement import confine
confine()
try:
    {attempt}
except (OSError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("allowed")
"""


@pytest.mark.parametrize(
    ("attempt", "ends"),
    [
        ("open('/etc/passwd')", "OSError"),
        ("socket.socket()", "OSError"),
        ("os.memfd_create('x')", "OSError"),
        ("bytearray(2 << 30)", "MemoryError"),
        ("sum(range(9))", "allowed"),
    ],
)
def test_the_worker_can_open_nothing_and_hold_little(attempt: str, ends: str) -> None:
    code = CONFINED.format(attempt=attempt)

    answer, _ = process.ask(b"", worker=(sys.executable, "-c", _wrapped(code)))

    assert answer == ends


def _wrapped(code: str) -> str:
    """Return a worker that runs ``code`` and answers what it printed."""
    return (
        "import io, sys, contextlib\n"
        "from seloste.adapters.preview.answers import READY, pack\n"
        "said = io.StringIO()\n"
        f"with contextlib.redirect_stdout(said):\n    exec({code!r})\n"
        "sys.stdout.buffer.write(READY + pack(said.getvalue().strip()))\n"
        "sys.stdout.flush()\n"
    )


@pytest.mark.parametrize(
    "code",
    [
        READY + "os.kill(os.getpid(), 9)",
        READY + "time.sleep(600)",
        READY + "sys.stdout.write('no answer')",
        READY + "[sys.stdout.write('x' * 1000000) for _ in range(100)]",
    ],
)
def test_a_worker_that_dies_hangs_or_babbles_was_given_too_much(code: str) -> None:
    with pytest.raises(PreviewRefused, match="too-costly"):
        process.ask(b"x" * 10**6, worker=scripted(code), wall_seconds=3)


@pytest.mark.parametrize("command", [("/nowhere/python",), scripted("sys.exit(1)")])
def test_a_worker_that_never_starts_says_nothing_about_the_file(
    command: tuple[str, ...],
) -> None:
    with pytest.raises(PreviewUnavailable):
        process.ask(b"x", worker=command)


@pytest.mark.parametrize("end", [0, 4, 9, -1])
def test_an_answer_that_was_cut_is_no_answer(end: int) -> None:
    cut = pack({"a": 1}, [b"bytes"])[:end]
    code = f"{READY}sys.stdout.buffer.write({cut!r})"

    with pytest.raises(PreviewRefused, match="too-costly"):
        process.ask(b"", worker=scripted(code))
