"""Captions as WebVTT (W3C): cues with their seconds and who speaks.

What is said can never become a tag, a timing line or a cue of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MEDIA_TYPE = "text/vtt"


@dataclass(frozen=True, slots=True)
class Cue:
    """What ``voice`` says between two seconds."""

    start: float
    end: float
    voice: str
    text: str


def write(cues: Iterable[Cue]) -> str:
    """Return the captions; cues are in the order of their beginning."""
    ordered = sorted(cues, key=lambda one: (one.start, one.end))
    return "\n".join(("WEBVTT\n", *(_cue(one) for one in ordered)))


def _cue(cue: Cue) -> str:
    return (
        f"{timestamp(cue.start)} --> {timestamp(cue.end)}\n"
        f"<v {_plain(cue.voice)}>{_plain(cue.text)}</v>\n"
    )


def timestamp(seconds: float) -> str:
    """Return a moment as WebVTT writes it: hours, minutes, seconds, thousandths."""
    whole = round(max(0.0, seconds) * 1000)
    minutes, thousandths = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"


def _plain(text: str) -> str:
    """Return text on one line, in which nothing is mark-up (WebVTT 4.2.2)."""
    line = " ".join(text.split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
