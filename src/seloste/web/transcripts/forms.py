"""Forms of the editor: a corrected turn, a missing one, who speaks on a channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seloste.domain.transcript import NO_SPEECH, Speaker, Transcript
from seloste.services.transcripts import Addition, Edit
from seloste.web.forms import Form, choices
from seloste.web.redactions.forms import Moment, moment
from seloste.web.words.redactions import SPEAKERS

LONGEST_TEXT = 20_000
MOST_CHANNELS = 8
CALLED = (
    *("fi", "sv", "en", "et", "ru", "uk", "de", "fr", "es", "it", "pl", "ar", "fa"),
    *("tr", "vi", "th", "zh-hans"),
)
"""Languages that have a name here; any other is another language."""


class Correct(Form):
    """What a turn shall say; ``start`` and ``channel`` find it again if it moved."""

    turn = forms.IntegerField(min_value=0)
    seen = forms.IntegerField(min_value=0)
    start = forms.FloatField(required=False)
    channel = forms.IntegerField(required=False)
    text = forms.CharField(required=False, max_length=LONGEST_TEXT)
    speaker = forms.ChoiceField(
        choices=list(SPEAKERS.items()), required=False, initial=Speaker.UNKNOWN
    )

    def edit(self) -> Edit:
        """Return the correction; who saves it has heard the whole turn."""
        data = self.cleaned_data
        speaker = Speaker(data["speaker"]) if data["speaker"] else None
        return Edit(data["turn"], data["text"], speaker, heard=True)


class Add(Form):
    """A turn that was missing: what was said on a channel between two moments."""

    channel = forms.TypedChoiceField(label=_("Channel"), coerce=int)
    start = Moment(label=_("From"), **moment(**{"data-start": ""}))
    end = Moment(label=_("To"), **moment(**{"data-end": ""}))
    text = forms.CharField(
        label=pgettext_lazy("transcript", "What is said"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    speaker = forms.ChoiceField(label=_("Speaker"), choices=list(SPEAKERS.items()))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channels: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        those = range(min(channels, MOST_CHANNELS))
        choices(self.fields["channel"], [(at, str(at + 1)) for at in those])

    def addition(self, text: str) -> Addition:
        """Return the turn with ``text``: what was written, or a mark."""
        data = self.cleaned_data
        return Addition(
            channel=data["channel"],
            start=data["start"],
            end=data["end"],
            text=text,
            speaker=Speaker(data["speaker"]),
        )


class Begin(Form):
    """In which language a call is that is written by hand."""

    language = forms.ChoiceField(label=_("Language of the call"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, get_language_info(code)["name_translated"]) for code in CALLED]
        choices(self.fields["language"], [*named, ("und", _("another language"))])


class Speakers(Form):
    """Who speaks on each channel."""

    def __init__(self, *args: Any, channels: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(min(channels, MOST_CHANNELS)):
            self.fields[f"channel-{at}"] = forms.ChoiceField(
                label=_("Channel %(number)s") % {"number": at + 1},
                choices=list(SPEAKERS.items()),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def speakers(self) -> Mapping[int, Speaker]:
        """Return who speaks, by channel."""
        return {
            int(name.removeprefix("channel-")): Speaker(said)
            for name, said in self.cleaned_data.items()
        }


def said_speakers(words: Transcript) -> dict[str, str]:
    """Return who is said to speak on each channel, as the form begins with."""
    found: dict[str, str] = {}
    for turn in words.turns:
        found.setdefault(f"channel-{turn.channel}", turn.speaker.value)
    return found


@dataclass(frozen=True, slots=True)
class Editing:
    """A turn that is being corrected, with the text so far and what was refused."""

    turn: int
    text: str
    speaker: str
    now: str = ""
    refused: Any = ""


def written_until(words: Transcript) -> float:
    """Return the second up to which somebody has written something."""
    ends = (turn.end for turn in words.turns if turn.text != NO_SPEECH)
    return max(ends, default=0.0)


def as_moment(seconds: float) -> str:
    """Return a moment as the form asks for it: 1:23.40."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:.0f}:{rest:05.2f}"


def nearest(words: Transcript, *, channel: int | None, start: float | None) -> int:
    """Return where a turn is that began at ``start``, after others were changed."""
    there = [
        (abs(turn.start - (start or 0.0)), at)
        for at, turn in enumerate(words.turns)
        if channel is None or turn.channel == channel
    ]
    return min(there)[1] if there else 0
