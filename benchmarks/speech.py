"""Hours of calls heard in an hour, beside bare faster-whisper on the same calls.

The calls are those of examples/audio: machine voices on two channels, a quarter of
them in English. Two lanes run at once, one for each core; in each, every call is
heard first by Seloste and then by bare faster-whisper with the same model and
settings, so that both meet the same load. Bare hears each channel as it is;
Seloste decodes the recording, cuts silence out and hears what is left. Time is
that of the processor, so that whatever else runs on the machine counts less.
"""

import json
import multiprocessing
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import Figure
from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.transcription import model
from seloste.adapters.transcription.whisper import WhisperTranscriber

EXAMPLES = Path(__file__).parent.parent / "examples" / "audio"
MODELS = Path(__file__).parent.parent / ".local" / "speech"
CORES = 2
ROLES = ("agent", "customer")
LANGUAGES = {"fi": "Finnish", "en": "English"}


@dataclass
class Heard:
    """What one engine heard of one call, and how long it took."""

    call: dict[str, Any]
    texts: list[str]
    took: float


def measure() -> Iterator[Figure]:
    """Yield the figures of each model at hand."""
    model.join(MODELS / model.BASE)
    for folder in sorted(one for one in MODELS.iterdir() if one.is_dir()):
        yield from _model(folder)


def _calls() -> list[dict[str, Any]]:
    index = json.loads((EXAMPLES / "index.json").read_text("utf-8"))
    most = int(os.environ.get("BENCH_SPEECH_CALLS", "13"))
    calls: list[dict[str, Any]] = index["calls"]
    english = [call for call in calls if call["language"] == "en"]
    finnish = [call for call in calls if call["language"] == "fi"]
    few = max(1, round(most * len(english) / len(calls)))
    return [*finnish[: most - few], *english[:few]]


def _model(folder: Path) -> Iterator[Figure]:
    calls = _calls()
    with ThreadPoolExecutor(CORES) as pool:
        lanes = list(pool.map(lambda at: _lane(folder, calls[at::CORES]), range(CORES)))
    ours = [one for lane in lanes for one in lane["ours"]]
    bare = [one for lane in lanes for one in lane["bare"]]
    seconds = sum(call["seconds"] for call in calls)
    name = folder.name
    yield Figure(
        "speech",
        f"{name}: hours of two-channel call heard in an hour on {CORES} cores",
        seconds / (sum(one.took for one in ours) / CORES),
        "h/h",
        "bare faster-whisper, the same calls and settings",
        seconds / (sum(one.took for one in bare) / CORES),
        "no more than 5 % below, faster where silence is skipped",
    )
    starts = len(calls) * max(lane["start"] for lane in lanes)
    yield Figure(
        "speech",
        f"{name}: the same with a worker started for each of these short calls",
        seconds / ((sum(one.took for one in ours) + starts) / CORES),
        "h/h",
        "bare faster-whisper, loaded once",
        seconds / (sum(one.took for one in bare) / CORES),
    )
    for code, language in LANGUAGES.items():
        yield from _errors(f"{name}: {language}", _of(ours, code), _of(bare, code))
    yield Figure(
        "speech",
        f"{name}: memory of a worker at its peak",
        max(lane["memory"] for lane in lanes),
        "MiB",
        "bare faster-whisper",
        max(lane["bare_memory"] for lane in lanes),
    )
    yield Figure(
        "speech",
        f"{name}: start of a worker, for each recording",
        max(lane["start"] for lane in lanes),
        "s",
    )


def _of(heard: list[Heard], language: str) -> list[Heard]:
    return [one for one in heard if one.call["language"] == language]


def _errors(name: str, ours: list[Heard], bare: list[Heard]) -> Iterator[Figure]:
    for what, split in (("word", _words), ("letter", _letters)):
        yield Figure(
            "speech",
            f"{name}, {what} error rate of machine voices",
            100 * _rate(ours, split),
            "%",
            "bare faster-whisper",
            100 * _rate(bare, split),
        )


def _lane(folder: Path, calls: list[dict[str, Any]]) -> dict[str, Any]:
    """Hear calls one after the other with both engines."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    bare_process = multiprocessing.get_context("spawn").Process(
        target=bare_worker, args=(there, str(folder))
    )
    bare_process.start()
    here.recv()
    ours, bare = [], []
    with WhisperTranscriber(folder).listening() as listener:
        start = _processor(listener) - time.thread_time()
        for call in calls:
            ours.append(_ours(listener, call))
            bare.append(_bare(here, call))
        status = Path(f"/proc/{listener._process.pid}/status").read_text()
    here.send(None)
    memory = here.recv()
    bare_process.join()
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return {
        "ours": ours,
        "bare": bare,
        "start": start,
        "memory": int(peak.group(1)) / 1024 if peak else 0,
        "bare_memory": memory,
    }


def _channels(call: dict[str, Any]) -> tuple[bytes, ...]:
    with (EXAMPLES / call["file"]).open("rb") as source:
        return PyAvReader().channels(source, start=0.0, seconds=3600.0)


def _ours(listener: Any, call: dict[str, Any]) -> Heard:
    began = _processor(listener)
    texts = [
        " ".join(
            word.text
            for piece in listener.hear(
                samples, language=call["language"], after=0.0, final=True
            )
            for word in piece.words
        )
        for samples in _channels(call)
    ]
    return Heard(call, texts, _processor(listener) - began)


def _processor(listener: Any) -> float:
    """Return the seconds of processor that this thread and its worker have used."""
    fields = Path(f"/proc/{listener._process.pid}/stat").read_text().split(") ")[1]
    ticks = sum(int(one) for one in fields.split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK") + time.thread_time()


def _bare(there: Connection, call: dict[str, Any]) -> Heard:
    """Hear it bare; decoding is not counted."""
    there.send((_channels(call), call["language"]))
    texts, took = there.recv()
    return Heard(call, texts, took)


def bare_worker(pipe: Connection, folder: str) -> None:
    """Answer what bare faster-whisper hears of each channel, and how long it took."""
    os.environ["OMP_NUM_THREADS"] = "1"
    from faster_whisper import WhisperModel

    bare = WhisperModel(
        folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )
    pipe.send("ready")
    while (wish := pipe.recv()) is not None:
        channels, language = wish
        began, texts = time.process_time(), []
        for samples in channels:
            segments, _ = bare.transcribe(
                np.frombuffer(samples, "<i2").astype(np.float32) / 32_768,
                language=language,
                temperature=0,
                no_repeat_ngram_size=4,
                word_timestamps=True,
            )
            texts.append(" ".join(segment.text.strip() for segment in segments))
        pipe.send((texts, time.process_time() - began))
    pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _letters(text: str) -> list[str]:
    return list("".join(_words(text)))


def _rate(heard: list[Heard], split: Any) -> float:
    """Return errors over what was really said, on all channels together."""
    wrong = said = 0
    for one in heard:
        for role, text in zip(ROLES, one.texts, strict=True):
            turns = [turn for turn in one.call["turns"] if turn["role"] == role]
            reference = split(" ".join(turn["text"] for turn in turns))
            wrong += _distance(reference, split(text))
            said += len(reference)
    return wrong / said if said else 0.0


def _distance(first: list[str], second: list[str]) -> int:
    """Return how many words were put in, left out or taken for others."""
    row = list(range(len(second) + 1))
    for at, one in enumerate(first, start=1):
        before, row[0] = row[0], at
        for to, other in enumerate(second, start=1):
            before, row[to] = (
                row[to],
                min(row[to] + 1, row[to - 1] + 1, before + (one != other)),
            )
    return row[-1]


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(figure.line() + "\n")
