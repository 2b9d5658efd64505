"""Speaks the dialogues and writes examples/audio: two channels, 8 kHz, some noise.

The agent is on the left, the customer on the right, as recorders keep them. The
turns, with their times, go to index.json: what was said is known, so that
transcripts can be compared with it.

Needs Debian's festival, festvox-suopuhe-lj, festvox-suopuhe-mv, flite, sox and
ffmpeg, and numpy. A dialogue whose voice is ``-`` is skipped: no voice speaks
its language. Run it from the root of the project:

    python tools/voices/make_calls.py
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parent))

import dialogue
from dialogue import Dialogue

Signal = npt.NDArray[np.float64]

RATE = 8_000
HERE = Path(__file__).parent
OUT = HERE.parent.parent / "examples" / "audio"
ANNOUNCEMENTS = {
    "fi": (
        "suo_fi_lj",
        "Tervetuloa asiakaspalveluun. Tämä puhelu tallennetaan palvelun kehittämiseksi "
        "ja varauksen varmistamiseksi. Voit tehdä varauksen myös verkossa.",
    ),
    "en": (
        "slt",
        "Welcome to our customer service. This call is recorded to improve our service "
        "and to confirm your booking. You can also book online.",
    ),
}
ALSO_GSM = ("02-avain", "04-melu", "05-pysakointi")
"""Calls that a FreePBX would hand over: one mixed channel, GSM in WAV."""

ALSO_G711 = ("11-leak",)
LEVELS = {"agent": 0.10, "customer": 0.07}
NOISE = {"agent": 0.0008, "customer": 0.002}
SPEED = {"suo_fi_lj": 1.06, "hy_fi_mv": 1.06}
QUIET = 0.004
MARGIN = int(0.08 * RATE)
BEFORE = -1.5
"""Where an announcement ends that was played before the recording began."""


def speak(text: str, voice: str, folder: Path) -> Signal:
    """Return the text as a telephone would carry it, spoken by a voice."""
    spoken, narrow = folder / "spoken.wav", folder / "narrow.wav"
    if voice in SPEED:
        words = folder / "words.txt"
        words.write_text(text.replace("–", "-"), encoding="latin-1")
        run("text2wave", "-eval", f"(voice_{voice}_diphone)", words, "-o", spoken)
    else:
        run("flite", "-voice", voice, "-t", text, "-o", spoken)
    effects = ("sinc", "250-3400", "tempo", "-s", str(SPEED.get(voice, 1.0)))
    run("sox", "-D", spoken, "-r", str(RATE), narrow, "gain", "-3", *effects)
    return without_silence(read_wav(narrow))


def run(*command: str | Path) -> None:
    """Run a program, or stop."""
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def read_wav(path: Path) -> Signal:
    """Return the samples of a mono WAV that sox wrote."""
    raw = subprocess.run(
        ["sox", str(path), "-t", "s16", "-"], check=True, capture_output=True
    ).stdout
    return np.frombuffer(raw, "<i2").astype(np.float64) / 32_768


def without_silence(signal: Signal) -> Signal:
    """Return the signal without its silent ends; weak consonants at them stay."""
    sounding = np.flatnonzero(np.abs(signal) > QUIET)
    return signal[max(0, sounding[0] - MARGIN) : sounding[-1] + MARGIN]


def at_level(signal: Signal, level: float) -> Signal:
    """Return the signal with that RMS where it is not silent."""
    loud = signal[np.abs(signal) > 0.01]
    return signal * (level / np.sqrt(np.square(loud).mean()))


def hum(length: int, level: float, chance: np.random.Generator) -> Signal:
    """Return soft noise: the room, the line."""
    white = chance.standard_normal(length)
    smooth = np.convolve(white, np.ones(6) / 6, mode="same")
    return smooth * (level / smooth.std())


class Tape:
    """Two channels that grow turn by turn."""

    def __init__(self, name: str) -> None:
        self.chance = random.Random(name)  # noqa: S311 - the same call every time
        self.parts: list[tuple[str, int, Signal]] = []
        self.turns: list[dict[str, object]] = []
        self.end = int(0.6 * RATE)

    def say(self, role: str, text: str, signal: Signal, *, pause: float) -> None:
        """Put a turn after the last one, with a breath between."""
        begin = self.end + int((pause + self.chance.uniform(0.15, 0.65)) * RATE)
        self.end = begin + len(signal)
        self.parts.append((role, begin, signal))
        self.turns.append(
            {
                "role": role,
                "start": round(begin / RATE, 2),
                "end": round(self.end / RATE, 2),
                "text": text,
            }
        )

    def mix(self) -> Signal:
        """Return both channels with their noise, as columns."""
        length = self.end + int(0.8 * RATE)
        noise = np.random.default_rng(length)
        channels = {role: hum(length, level, noise) for role, level in NOISE.items()}
        for role, begin, signal in self.parts:
            channels[role][begin : begin + len(signal)] += signal
        return np.stack((channels["agent"], channels["customer"]), axis=1)


def record(call: Dialogue, folder: Path) -> Tape:
    """Speak a dialogue onto a tape."""
    tape = Tape(call.name)
    if call.head.get("announcement") == "inside":
        voice, text = ANNOUNCEMENTS[call.head["language"]]
        signal = at_level(speak(text, voice, folder), LEVELS["agent"])
        tape.say("agent", text, signal, pause=0)
    for line in call.lines:
        signal = speak(line.text, call.voice(line.role), folder)
        tape.say(
            line.role,
            line.text,
            at_level(signal, LEVELS[line.role]),
            pause=line.pause,
        )
    return tape


def write(signal: Signal, target: Path, *options: str) -> None:
    """Encode the signal without anything that would differ next time."""
    samples = np.clip(np.rint(signal * 32_768), -32_768, 32_767).astype("<i2")
    channels = str(samples.shape[1])
    command = ["ffmpeg", "-loglevel", "error", "-y", "-f", "s16le", "-ar", str(RATE)]
    command += ["-ac", channels, "-i", "-", "-map_metadata", "-1"]
    command += ["-fflags", "+bitexact", "-flags:a", "+bitexact", *options, str(target)]
    subprocess.run(command, input=samples.tobytes(), check=True)


def write_opus(signal: Signal, target: Path) -> None:
    """Write what a browser plays and a repository can carry."""
    rate = str(14 * signal.shape[1]) + "k"
    write(signal, target, "-c:a", "libopus", "-b:a", rate, "-application", "voip")


def write_others(name: str, signal: Signal) -> dict[str, str]:
    """Write the formats of recorders; return what the index says of them."""
    files = {}
    if name in ALSO_GSM:
        files["freepbx_file"] = f"{name}.gsm.wav"
        mixed = signal.sum(axis=1, keepdims=True)
        write(mixed, OUT / files["freepbx_file"], "-c:a", "libgsm_ms")
    if name in ALSO_G711:
        files["g711_file"] = f"{name}.alaw.wav"
        write(signal, OUT / files["g711_file"], "-c:a", "pcm_alaw")
    return files


def describe(call: Dialogue, tape: Tape, signal: Signal) -> dict[str, object]:
    """Return what the index says of a call."""
    announcement = call.head.get("announcement", "")
    ends = {"before": BEFORE, "inside": tape.turns[0]["end"]}.get(announcement)
    return {
        "file": f"{call.name}.opus",
        "language": call.head["language"],
        "seconds": round(len(signal) / RATE, 2),
        "register": call.head["register"],
        "address": call.head["address"],
        "subject": call.head["subject"],
        "announcement_end": ends,
        "agent": call.speaker("agent"),
        "customer": {
            "name": call.speaker("customer"),
            "tel": call.head["tel"],
            "mailto": call.head["mailto"],
            "customer_no": call.head["customer_no"],
        },
        "turns": tape.turns,
    }


def make_call(call: Dialogue, folder: Path) -> dict[str, object]:
    """Write the files of a call; return its entry in the index."""
    tape = record(call, folder)
    signal = tape.mix()
    write_opus(signal, OUT / f"{call.name}.opus")
    return describe(call, tape, signal) | write_others(call.name, signal)


def make_announcement(language: str, folder: Path) -> dict[str, object]:
    """Write what callers hear before the recording begins."""
    voice, text = ANNOUNCEMENTS[language]
    signal = at_level(speak(text, voice, folder), LEVELS["agent"])[:, None]
    target = OUT / f"announcement.{language}.opus"
    write_opus(signal, target)
    seconds = round(len(signal) / RATE, 2)
    return {
        "file": target.name,
        "language": language,
        "seconds": seconds,
        "text": text,
    }


def main() -> None:
    """Make everything, and the index of it."""
    OUT.mkdir(parents=True, exist_ok=True)
    calls = [dialogue.read(path) for path in sorted(HERE.glob("dialogues/*.txt"))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spoken = [call for call in calls if "-" not in (call.voice("agent"),)]
        index = {
            "announcements": [
                make_announcement(each, folder) for each in ANNOUNCEMENTS
            ],
            "calls": [make_call(call, folder) for call in spoken],
        }
    text = json.dumps(index, ensure_ascii=False, indent=1) + "\n"
    (OUT / "index.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
