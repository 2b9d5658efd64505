"""The form in which a transcript is sealed and handed over: one JSON document.

It is the body of a vCon analysis in the shape of the World Transcription Format
(draft-howe-vcon-wtf-extension-02): transcript, segments, words, speakers and
metadata. What that has no field for stands under ``extensions.seloste``.
"""

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any
from uuid import UUID

from seloste.domain.transcript import Speaker, Stretch, Transcript, Turn, Word

OURS = "seloste"
SCHEMA = "wtf-1.0"
TYPE = "wtf_transcription"
_DIGITS = 3


def to_json(transcript: Transcript) -> bytes:
    """Return the bytes that are sealed (UTF-8, keys sorted)."""
    return json.dumps(
        body(transcript), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def body(transcript: Transcript) -> dict[str, Any]:
    """Return a transcript in the World Transcription Format."""
    voices = _voices(transcript)
    return {
        "transcript": {
            "text": "\n".join(turn.text for turn in transcript.turns),
            "language": transcript.language,
            "duration": _round(transcript.seconds),
            "confidence": _round(_confidence(transcript)),
        },
        "segments": list(_segments(transcript.turns, voices)),
        "words": list(_words(transcript.turns, voices)),
        "speakers": {
            str(at): {"id": at, "label": speaker.value}
            for (_, speaker), at in voices.items()
        },
        "metadata": {
            "provider": transcript.engine,
            "model": transcript.model,
            "audio": {
                "duration": _round(transcript.seconds),
                "channels": transcript.channels,
            },
        },
        "extensions": {OURS: _ours(transcript, voices)},
    }


def analysis(transcript: Transcript, *, dialog: int) -> dict[str, Any]:
    """Return a transcript as an entry of a vCon's ``analysis``."""
    return {
        "type": TYPE,
        "dialog": dialog,
        "mediatype": "application/json",
        "vendor": OURS,
        "product": f"{transcript.engine} {transcript.model}".strip(),
        "schema": SCHEMA,
        "encoding": "json",
        "body": body(transcript),
    }


type _Voices = dict[tuple[int, Speaker], int]


def _voices(transcript: Transcript) -> _Voices:
    """Number everybody who speaks, in the order in which they begin."""
    found: _Voices = {}
    for turn in transcript.turns:
        found.setdefault((turn.channel, turn.speaker), len(found))
    return found


def _confidence(transcript: Transcript) -> float:
    words = [word for turn in transcript.turns for word in turn.words]
    return sum(word.confidence for word in words) / len(words) if words else 1.0


def _segments(turns: tuple[Turn, ...], voices: _Voices) -> Iterator[dict[str, Any]]:
    begins = accumulate((len(turn.words) for turn in turns), initial=0)
    for at, (turn, first) in enumerate(zip(turns, begins, strict=False)):
        yield {
            "id": at,
            "start": _round(turn.start),
            "end": _round(turn.end),
            "text": turn.text,
            "confidence": _round(turn.confidence),
            "speaker": voices[turn.channel, turn.speaker],
            "words": list(range(first, first + len(turn.words))),
        }


def _words(turns: tuple[Turn, ...], voices: _Voices) -> Iterator[dict[str, Any]]:
    every = ((turn, word) for turn in turns for word in turn.words)
    for at, (turn, word) in enumerate(every):
        yield {
            "id": at,
            "start": _round(word.start),
            "end": _round(word.end),
            "text": word.text,
            "confidence": _round(word.confidence),
            "speaker": voices[turn.channel, turn.speaker],
        }


def _ours(transcript: Transcript, voices: _Voices) -> dict[str, Any]:
    return {
        "v": 1,
        "recording": str(transcript.recording),
        "sha256": transcript.sha256,
        "channels": {str(at): channel for (channel, _), at in voices.items()},
        "speech": [
            [one.channel, _round(one.start), _round(one.end)]
            for one in transcript.speech
        ],
        "gaps": [[start, end] for start, end in transcript.gaps],
        **_by_people(transcript),
    }


def _by_people(transcript: Transcript) -> dict[str, Any]:
    """Return what is only there once people worked on it."""
    found = {
        "heard": [list(one) for one in transcript.heard],
        "listened": [[one.channel, one.start, one.end] for one in transcript.listened],
    }
    return {name: value for name, value in found.items() if value}


def from_json(data: bytes) -> Transcript:
    """Return the transcript that ``to_json`` wrote."""
    document = json.loads(data)
    ours, head = document["extensions"][OURS], document["transcript"]
    return Transcript(
        recording=UUID(ours["recording"]),
        sha256=ours["sha256"],
        seconds=head["duration"],
        channels=document["metadata"]["audio"]["channels"],
        language=head["language"],
        turns=tuple(_turns(document, ours)),
        speech=tuple(Stretch(*one) for one in ours["speech"]),
        gaps=tuple((start, end) for start, end in ours["gaps"]),
        engine=document["metadata"]["provider"],
        model=document["metadata"]["model"],
        heard=tuple((channel, second) for channel, second in ours.get("heard", ())),
        listened=tuple(Stretch(*one) for one in ours.get("listened", ())),
    )


def _turns(document: dict[str, Any], ours: dict[str, Any]) -> Iterator[Turn]:
    for segment in document["segments"]:
        voice = str(segment["speaker"])
        yield Turn(
            channel=ours["channels"][voice],
            speaker=Speaker(document["speakers"][voice]["label"]),
            words=tuple(word_from(document["words"][at]) for at in segment["words"]),
        )


def word_from(value: dict[str, Any]) -> Word:
    """Return a word as it is stored."""
    return Word(value["text"], value["start"], value["end"], value["confidence"])


def _round(value: float) -> float:
    return round(value, _DIGITS)
