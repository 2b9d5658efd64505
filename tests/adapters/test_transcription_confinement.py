"""What the worker that hears can no longer do, and what becomes of one that fails."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from seloste.adapters.transcription import model
from seloste.adapters.transcription.messages import BrokenOff, Word, receive, send
from seloste.adapters.transcription.whisper import WhisperTranscriber
from seloste.ports.transcriber import Piece, SpeechRefused, SpeechUnavailable

READY = b"r\0\0\0\0"
CONFINED = """
import ctypes, os, socket, sys
from seloste.adapters.transcription.confinement import confine
{before}
confine(model_bytes=1)
try:
    {attempt}
except (OSError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("allowed")
"""
GOOD = {"until": 1.0, "speech": [[0, 1]], "words": [["hei", 0, 1, 0.5]], "language": ""}


def attempt(code: str, *, before: str = "") -> str:
    """Return how ``code`` ends in a process that has given up its rights."""
    script = CONFINED.format(attempt=code, before=before)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like a model."""
    for name in ("config.json", "tokenizer.json", "vocabulary.txt", "model.bin"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def hear(folder: Path, code: str, *, patience: float = 20.0) -> list[Piece]:
    """Hear a second of silence with a worker that does ``code`` instead."""
    worker: Sequence[str] = (
        sys.executable,
        "-c",
        f"import sys, time; out = sys.stdout.buffer; {code}",
    )
    engine = WhisperTranscriber(folder, slowest=0, patience=patience, worker=worker)
    with engine.listening() as listener:
        return list(listener.hear(bytes(32_000), language="", after=0, final=True))


def says(*pieces: object, ready: bytes = READY) -> str:
    """Return code that gets ready, says some pieces, is done and waits for its end."""
    bodies = [json.dumps(piece).encode() for piece in pieces]
    told = b"".join(b"p" + len(one).to_bytes(4, "big") + one for one in bodies)
    said = f"out.write({ready!r} + {told!r} + b'd\\0\\0\\0\\0'); out.flush()"
    return f"{said}; sys.stdin.buffer.read()"


def test_harmless_computing_is_still_allowed() -> None:
    assert attempt("sum(range(10))") == "allowed"


@pytest.mark.parametrize(
    "code", ["open('/etc/passwd')", "socket.socket()", "os.pipe()", "os.dup(0)"]
)
def test_nothing_can_be_opened(code: str) -> None:
    assert attempt(code) == "OSError"


def test_no_process_can_be_started() -> None:
    as_nobody = "os.geteuid() or os.setuid(65534)  # the limit does not bind root"

    assert attempt("os.fork()", before=as_nobody) == "BlockingIOError"


def test_memory_is_limited() -> None:
    assert attempt("bytearray(4 << 30)") == "MemoryError"


def test_what_the_worker_says_is_heard(folder: Path) -> None:
    (piece,) = hear(folder, says(GOOD))

    assert [word.text for word in piece.words] == ["hei"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": float("nan")},
        {"until": "soon"},
        {"words": [["hei", 0, 1, 2.0]]},
        {"words": [["hei", 0, 1]]},
        {"words": [[7, 0, 1, 0.5]]},
        {"language": "xx"},
        {"speech": 1},
    ],
)
def test_what_cannot_be_true_is_refused(folder: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(SpeechRefused, match="too-costly"):
        hear(folder, says({**GOOD, **wrong}))


@pytest.mark.parametrize(
    "code",
    [
        f"out.write({READY!r})",
        f"out.write({READY!r} + b'zzzzz')",
        f"out.write({READY!r} + b'p\\xff\\xff\\xff\\xff')",
        f"out.write({READY!r} + b'r\\0\\0\\0\\0')",
        f"out.write({READY!r} + b'x\\0\\0\\0\\0')",
    ],
)
def test_a_worker_that_breaks_off_costs_only_this_recording(
    folder: Path, code: str
) -> None:
    with pytest.raises(SpeechRefused, match="too-costly"):
        hear(folder, code)


def test_a_worker_that_hangs_is_ended(folder: Path) -> None:
    hangs = f"out.write({READY!r}); out.flush(); time.sleep(600)"

    with pytest.raises(SpeechRefused, match="time-limit"):
        hear(folder, hangs, patience=0.2)


def test_the_work_of_the_processor_is_counted(folder: Path) -> None:
    works = "all(iter(lambda: time.process_time() < 0.5, False))"
    ready = f"out.write({READY!r}); out.flush(); sys.stdin.buffer.read(1)"
    code = f"{ready}; {works}; {says(GOOD, ready=b'')}"

    (piece,) = hear(folder, code)

    assert piece.used > 0


@pytest.mark.parametrize("code", ["sys.exit(1)", "out.write(b'd\\0\\0\\0\\0')"])
def test_a_worker_that_never_gets_ready_says_nothing_about_the_recording(
    folder: Path, code: str
) -> None:
    with pytest.raises(SpeechUnavailable):
        hear(folder, code)


def test_a_worker_that_cannot_be_started_says_nothing_about_the_recording(
    folder: Path,
) -> None:
    engine = WhisperTranscriber(folder, worker=("/nowhere/python",))

    with pytest.raises(SpeechUnavailable), engine.listening():
        pass


def test_the_worker_gets_no_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELOSTE_SECRET", "canary")
    told = f"import os; 'SELOSTE_SECRET' in os.environ and sys.exit(1); {says(GOOD)}"

    assert hear(folder, told)


def test_a_model_that_is_not_whole_is_never_looked_for_elsewhere(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()

    with pytest.raises(SpeechUnavailable, match="damaged-model"):
        hear(folder, says(GOOD))


def test_a_folder_that_is_not_there_is_no_model(tmp_path: Path) -> None:
    engine = WhisperTranscriber(tmp_path / "nothing")

    with pytest.raises(SpeechUnavailable, match="no-model"):
        engine.installed()


def test_a_message_of_no_kind_is_none(tmp_path: Path) -> None:
    with (tmp_path / "pipe").open("w+b") as pipe:
        send(pipe, Word.DONE, b"abc")
        pipe.seek(0)
        assert receive(pipe) == (Word.DONE, b"abc")
        with pytest.raises(BrokenOff):
            receive(pipe)


@pytest.mark.slow
def test_the_base_model_is_joined_whole_and_once(tmp_path: Path) -> None:
    target = tmp_path / "speech" / "whisper-base"

    model.join(target)

    assert model.sha256(target / "model.bin") == model.BASE_SHA256
    assert [one.name for one in target.parent.iterdir()] == ["whisper-base"]
    assert model.join(target) == target


def test_a_half_that_is_wrong_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("one", "two"), start=1):
        data = tmp_path / name / "data"
        data.mkdir(parents=True)
        (tmp_path / name / "__init__.py").touch()
        (data / f"model.bin.part{number}").write_bytes(b"not the model")
        for file in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (data / file).write_bytes(b"{}")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(model, "PARTS", ("one", "two"))
    target = tmp_path / "made" / "whisper-base"

    with pytest.raises(SpeechUnavailable, match="damaged-model"):
        model.join(target)

    assert list(target.parent.iterdir()) == []


def test_without_its_packages_there_is_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "PARTS", ("nowhere_one", "nowhere_two"))
    assert not model.packaged()

    with pytest.raises(SpeechUnavailable, match="no-model"):
        model.join(tmp_path / "whisper-base")


def test_a_worker_that_runs_on_is_ended(folder: Path) -> None:
    runs_on = f"out.write({READY!r}); out.flush()\nwhile True: pass"

    with pytest.raises(SpeechRefused, match="time-limit"):
        hear(folder, runs_on, patience=0.5)
