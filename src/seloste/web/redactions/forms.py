"""The form with which a stretch is chosen; chosen ones travel in the form itself."""

import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seloste.domain.redaction import LONGEST_REASON, Mark, Reason, RedactionRefused
from seloste.domain.transcript import Speaker
from seloste.web.forms import Form
from seloste.web.words import redactions as words
from seloste.web.words import rights

MOST = 200
_MOMENT = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)")


class Moment(forms.CharField):
    """A moment of a recording: seconds, or minutes and seconds ("1:23.4")."""

    def to_python(self, value: Any) -> Any:
        """Return the seconds."""
        match = _MOMENT.fullmatch((value or "").strip())
        if match is None:
            raise ValidationError(_("Write the moment as 1:23.4."))
        hours, minutes, seconds = match.groups()
        whole = float(seconds.replace(",", "."))
        return 3600 * int(hours or 0) + 60 * int(minutes or 0) + whole


def moment(**attributes: str) -> dict[str, Any]:
    """Return how a moment is asked for."""
    shown = {"inputmode": "decimal", "autocomplete": "off", "placeholder": "0:00.0"}
    return {"widget": forms.TextInput(attrs={**shown, **attributes})}


class Choose(Form):
    """A stretch to hide, and why."""

    start = Moment(label=_("From"), **moment(**{"data-start": ""}))
    end = Moment(label=_("To"), **moment(**{"data-end": ""}))
    channel = forms.ChoiceField(
        label=_("Whose words"),
        choices=[("", _("Everybody's"))],
        required=False,
        widget=forms.Select(attrs={"data-channel": ""}),
        help_text=_("The sound goes silent on both sides."),
    )
    reason = forms.ChoiceField(label=_("Why"), choices=list(words.REASONS.items()))
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, speakers: Sequence[Sequence[Speaker]], **kwargs: Any
    ) -> None:
        """Offer the channels of the recording by who is said to speak on each."""
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices += [  # type: ignore[attr-defined] # a list of choices
            (str(at), _channel(at, heard)) for at, heard in enumerate(speakers)
        ]

    def mark(self) -> Mark:
        """Return what was chosen."""
        data = self.cleaned_data
        return Mark(
            start=data["start"],
            end=data["end"],
            reason=Reason(data["reason"]),
            channel=int(data["channel"]) if data["channel"] else None,
            by_person=True,
            words=data["words"].strip(),
        )

    def refused(self, reason: str) -> None:
        """Say why what was chosen cannot be hidden."""
        self.add_error(None, words.REFUSALS.get(reason, words.REFUSALS[""]))


def _channel(at: int, heard: Sequence[Speaker]) -> str:
    """Return how a channel is called: its number, and who speaks on it."""
    name = _("Channel %(number)s") % {"number": at + 1}
    said = ", ".join(str(words.SPEAKERS[one]) for one in heard)
    return f"{name}: {said}" if said else str(name)


class Seen(Form):
    """Which copy was seen."""

    copy = forms.UUIDField()


class Again(Seen):
    """Which mark is shown again, and in which copy it was seen."""

    mark = forms.RegexField(r"[0-9a-f]{32}")


def written(mark: Mark) -> str:
    """Return a chosen stretch as the form carries it."""
    channel = "" if mark.channel is None else str(mark.channel)
    rest = [mark.start, mark.end, channel, mark.reason.value, mark.words]
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":"))


def chosen(carried: Iterable[str]) -> tuple[Mark, ...]:
    """Return the stretches that a form carries.

    Raises RedactionRefused where one is none: nobody should believe it was hidden.
    """
    every = list(carried)
    if len(every) > MOST:
        raise RedactionRefused("malformed")
    return tuple(dict.fromkeys(_read(one) for one in every))


def _read(carried: str) -> Mark:
    try:
        start, end, channel, reason, why = json.loads(carried)
        return Mark(
            start=_seconds(start),
            end=_seconds(end),
            reason=Reason(reason),
            channel=int(channel) if channel != "" else None,
            by_person=True,
            words=str(why)[:LONGEST_REASON],
        )
    except (ValueError, TypeError):
        raise RedactionRefused("malformed") from None


def _seconds(carried: Any) -> float:
    """Return a moment as a form carries it; neither infinite nor no number."""
    found = float(carried)
    if not math.isfinite(found):
        raise ValueError
    return found


class ForRequest(Form):
    """For which request a separate copy is made."""

    request = forms.UUIDField(label=_("For which request"), widget=forms.Select)

    def __init__(self, *args: Any, requests: Sequence[Any], **kwargs: Any) -> None:
        """Offer the requests that cover the recording."""
        super().__init__(*args, **kwargs)
        self.fields["request"].widget.choices = [
            (str(one.pk), f"{rights.KINDS[one.kind]} {one.number}") for one in requests
        ]

    def for_id(self) -> UUID:
        """Return the request. Raises RedactionRefused where none is named."""
        if not self.is_valid():
            raise RedactionRefused("unknown-request")
        found: UUID = self.cleaned_data["request"]
        return found
