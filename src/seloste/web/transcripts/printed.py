"""What a printed transcript says, in the language that is set: roles, never names.

Who called whom is told by roles. Who checked and certified it stands there by name:
they answer for the words.
"""

from datetime import datetime
from math import floor
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seloste.domain import transcript as rules
from seloste.domain.transcript import BY_HAND, NO_SPEECH, State, Transcript
from seloste.services.access import NotFound
from seloste.services.transcript_page import TranscriptPage
from seloste.services.transcript_prints import Line, Sheet, Spoken
from seloste.services.transcripts import Shown
from seloste.web.templatetags.words import duration
from seloste.web.words.redactions import SPEAKERS
from seloste.web.words.transcripts import standing


def spoken() -> Spoken:
    """Return how speakers and marks are called."""
    return Spoken(
        speakers={speaker: str(SPEAKERS[speaker]) for speaker in rules.Speaker},
        unclear=_("[unclear]"),
        no_speech=_("[no speech]"),
    )


def sheet(page: TranscriptPage, language: str) -> Sheet:
    """Return an opened transcript as it is printed."""
    state = page.shown
    words = state.words if state else None
    if state is None or words is None:
        raise NotFound("no such record")
    called = spoken()
    certified = state.state is State.CERTIFIED
    return Sheet(
        title=_("Transcript of a call"),
        language=language,
        warning="" if certified else _("Not certified: this is not the copy to give."),
        facts=tuple(_facts(page, state, words, called)),
        lines=tuple(
            Line(
                duration(turn.start),
                called.speakers[turn.speaker],
                called.said(turn.words),
            )
            for turn in words.turns
            if not (state.row.by_hand and turn.text == NO_SPEECH)
        ),
        legend=tuple(_legend(words, called, whole=state.whole)),
    )


def _facts(
    page: TranscriptPage, state: Shown, words: Transcript, called: Spoken
) -> list[tuple[str, str]]:
    row = state.row
    speakers = dict.fromkeys(called.speakers[turn.speaker] for turn in words.turns)
    facts = [
        (_("Call"), _moment(page.dialog.contact.started_at)),
        (_("Length"), duration(words.seconds)),
        (_("Speakers"), ", ".join(speakers) or "–"),
        (_("State"), str(standing(row.state, by_hand=row.by_hand))),
        (_("Checked by"), _by(row.checked_by, row.checked_at)),
        (_("Certified by"), _by(row.certified_by, row.certified_at)),
        (_("First written by"), _writer(state, words)),
        (_("Speech accounted for"), _share(rules.coverage(words))),
        (_("SHA-256 of the recording"), words.sha256),
        (_("Number of the recording"), str(words.recording)),
    ]
    return [*facts, *_listened(words), *_gaps(words)]


def _listened(words: Transcript) -> list[tuple[str, str]]:
    """Say which slow speech whoever certified listened to, where there was any."""
    parts = (f"{duration(one.start)}–{duration(one.end)}" for one in words.listened)
    listed = ", ".join(parts)
    return [(_("Slow speech, listened to"), listed)] if listed else []


def _writer(state: Shown, words: Transcript) -> str:
    if state.row.by_hand:
        return _("people, by hand")
    return f"{words.engine} {words.model}"


def _share(part: float) -> str:
    """Return a share in per cent, never rounded up to all of it."""
    return f"{formats.number_format(floor(1000 * part) / 10, 1)} %"


def _gaps(words: Transcript) -> list[tuple[str, str]]:
    return [
        (_("Not recorded"), f"{duration(start)}–{duration(end)}")
        for start, end in words.gaps
    ]


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d.%-m.%Y %H:%M}"


def _by(person: Any, at: datetime | None) -> str:
    if person is None or at is None:
        return "–"
    return f"{person.display_name}, {_moment(at)}"


def _legend(words: Transcript, called: Spoken, *, whole: bool) -> list[str]:
    count = len(rules.unclear_parts(words))
    lines = [
        _("%(mark)s: speech that nobody can make out.") % {"mark": called.unclear}
        + " "
        + ngettext(
            "There is %(count)s such part.", "There are %(count)s such parts.", count
        )
        % {"count": count},
        _("%(mark)s: a sound that is no speech.") % {"mark": called.no_speech},
        _("Times are minutes and seconds from the beginning of the recording."),
    ]
    if words.engine == BY_HAND:
        lines.append(_("Where nothing is written, nobody speaks."))
    if not whole:
        lines.append(
            _("Other words in square brackets stand for something that is hidden.")
        )
    return lines
