"""What the worker can no longer do, and what becomes of a worker that fails."""

import io
import subprocess
import sys

import pytest

from seloste.adapters.audio import confined, worker
from seloste.adapters.audio.messages import (
    RANGE,
    BrokenOff,
    Word,
    receive,
    send,
)
from seloste.adapters.audio.sniff import FileKind
from seloste.ports.audio import AudioRefused, AudioUnavailable
from tests.adapters.audio_vectors import FACTS, content

READY = b"r\0\0\0\0"
CONFINED = """
import ctypes, os, socket, sys
from seloste.adapters.audio.confinement import confine
{before}
confine()
try:
    {attempt}
except (OSError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("allowed")
"""


def attempt(code: str, *, before: str = "") -> str:
    """Return how ``code`` ends in a process that has given up its rights."""
    script = CONFINED.format(attempt=code, before=before)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def scripted(code: str) -> tuple[str, ...]:
    """Return the command of a worker that does ``code`` instead."""
    return (sys.executable, "-c", f"import sys, time; out = sys.stdout.buffer; {code}")


def decode(*command: str, wall_seconds: float = 60.0) -> None:
    confined.decode(
        io.BytesIO(b"abc"),
        kind=FileKind.AMR,
        size=3,
        worker=command,
        wall_seconds=wall_seconds,
    )


def test_harmless_computing_is_still_allowed() -> None:
    assert attempt("sum(range(10))") == "allowed"


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd')",
        "socket.socket()",
        "os.pipe()",
        "os.memfd_create('x')",
        "os.open('/tmp', os.O_RDONLY)",
        "os.dup(0)",
    ],
)
def test_nothing_can_be_opened(code: str) -> None:
    assert attempt(code) == "OSError"


def test_nothing_can_be_written_to_a_file_that_is_open() -> None:
    before = "import tempfile; file = tempfile.TemporaryFile(buffering=0)"

    assert attempt("file.write(b'x')", before=before) == "OSError"


def test_no_process_can_be_started() -> None:
    as_nobody = "os.geteuid() or os.setuid(65534)  # the limit does not bind root"

    assert attempt("os.fork()", before=as_nobody) == "BlockingIOError"


def test_memory_is_limited() -> None:
    assert attempt("bytearray(2 << 30)") == "MemoryError"


def test_worker_gets_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELOSTE_SECRET", "canary")
    ready_unless_told = f"out.write({READY!r} * ('SELOSTE_SECRET' not in os.environ))"

    with pytest.raises(AudioRefused, match="too-costly"):  # it was ready, then ended
        decode(*scripted(f"import os; {ready_unless_told}"))


def test_worker_that_never_gets_ready_says_nothing_about_the_file() -> None:
    with pytest.raises(AudioUnavailable):
        decode(*scripted("sys.exit(1)"))


def test_worker_that_cannot_be_started_says_nothing_about_the_file() -> None:
    with pytest.raises(AudioUnavailable):
        decode("/nowhere/python")


def test_worker_that_begins_with_another_word_says_nothing_about_the_file() -> None:
    with pytest.raises(AudioUnavailable):
        decode(*scripted("out.write(b'f\\0\\0\\0\\0')"))


@pytest.mark.parametrize(
    "code",
    [
        "sys.exit(1)",
        "out.write(b'?\\0\\0\\0\\0')",
        "out.write(b's\\xff\\xff\\xff\\xff')",
        "out.write(b'b\\0\\0\\0\\0')",
    ],
)
def test_worker_that_fails_in_the_middle_refuses_the_file(code: str) -> None:
    with pytest.raises(AudioRefused, match="too-costly"):
        decode(*scripted(f"out.write({READY!r}); {code}"))


def test_worker_that_hangs_is_killed_and_the_file_refused() -> None:
    with pytest.raises(AudioRefused, match="too-costly"):
        decode(
            *scripted(f"out.write({READY!r}); out.flush(); time.sleep(600)"),
            wall_seconds=0.5,
        )


def test_answer_tells_the_facts_of_the_whole_file() -> None:
    out = io.BytesIO()

    worker.answer(
        io.BytesIO(content("call.amr")), out, kind="amr", size=1306, start=None
    )

    out.seek(0)
    word, body = receive(out)
    assert (word, b'"seconds": 2.0' in body) == (Word.FACTS, True)


def test_answer_sends_every_sample_before_the_facts() -> None:
    out = io.BytesIO()

    worker.answer(
        io.BytesIO(content("call.amr")), out, kind="amr", size=1306, start=0.0
    )

    shape_and_two_seconds = 100 * 5 + 16_000 * 2
    heads = 101 * 5
    facts = len(out.getvalue()) - shape_and_two_seconds - heads
    assert out.getvalue()[-facts - 5 : -facts - 4] == b"f"


def test_answer_without_memory_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_self: object) -> None:
        raise MemoryError

    monkeypatch.setattr("seloste.adapters.audio.decode.Reading.frames", exhausted)
    out = io.BytesIO()

    worker.answer(io.BytesIO(b""), out, kind="amr", size=0, start=None)

    assert out.getvalue().endswith(b"too-costly")


def test_remote_file_asks_for_ranges() -> None:
    questions, answers = io.BytesIO(), io.BytesIO()
    send(answers, Word.BYTES, b"cd")
    answers.seek(0)
    file = worker.RemoteFile(questions=questions, answers=answers, size=4)
    file.seek(-2, io.SEEK_END)

    data = file.read()

    questions.seek(0)
    assert (data, file.tell(), file.read(1)) == (b"cd", 4, b"")
    assert receive(questions) == (Word.WANT, RANGE.pack(2, 2))


@pytest.mark.parametrize("reply", [b"", b"b\0\0\0\x09too long!", b"r\0\0\0\0"])
def test_remote_file_breaks_off_at_a_wrong_answer(reply: bytes) -> None:
    file = worker.RemoteFile(questions=io.BytesIO(), answers=io.BytesIO(reply), size=4)

    with pytest.raises(BrokenOff):
        file.read(4)


def test_real_worker_reads_through_ranges_only() -> None:
    facts = confined.decode(
        io.BytesIO(content("call.m4a")),
        kind=FileKind.MP4,
        size=len(content("call.m4a")),
    )

    assert facts == FACTS["call.m4a"]
