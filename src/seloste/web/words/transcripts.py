"""Words of transcripts: how far one is, who stands up for it, what is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.domain.transcript import Making, State

MAKING: dict[str, str | Promise] = {
    Making.WAITING: _("The machine has not written it yet"),
    Making.MADE: _("Written"),
    Making.FAILED: _("The machine could not write it"),
}
STATES: dict[str, str | Promise] = {
    State.MACHINE: _("Written by a machine, not checked"),
    State.CHECKED: _("Checked, not yet certified"),
    State.CERTIFIED: _("Certified as verbatim and complete"),
}
BY_HAND = _("Written by hand, not checked")
TONES: dict[str, str] = {
    State.MACHINE: "bg-secondary-lt",
    State.CHECKED: "bg-yellow-lt",
    State.CERTIFIED: "bg-green-lt",
}
FAILURES: dict[str, str | Promise] = {
    "time-limit": _("it took too long"),
    "too-costly": _("it took too long"),
    "unsupported": _("the sound has a form that cannot be heard"),
    "damaged": _("the sound is damaged"),
}
REFUSALS: dict[str, str | Promise] = {
    "": _("This cannot be done to the transcript now."),
    "not-now": _("Somebody changed the transcript meanwhile. Look at it again."),
    "stale": _(
        "Somebody changed the transcript meanwhile, and nothing of yours was kept yet."
        " Your text is still here: compare it with what stands now, and save it again."
    ),
    "own-check": _("Who checked it cannot certify it: that takes a second reader."),
    "uncovered": _(
        "There is speech that no words and no mark account for. It is listed on the"
        " page."
    ),
    "recording-changed": _("The words are not of this recording."),
    "gaps-changed": _("The recording has other gaps than when it was heard."),
    "no-such-turn": _("There is nothing there to correct, or no words were given."),
    "thin": _(
        "There are very few words for the time they were said in. Listen to each"
        " stretch that is listed: correct the words, or say that all of it is there."
    ),
    "no-such-speaker": _("Say of each channel who speaks on it."),
    "bad-times": _("The recording has no such stretch."),
    "too-long": _("A word or the whole is too long."),
    "not-made": _("There are no words yet."),
    "not-failed": _("It is already waiting for its turn."),
    "numbers-hidden": _(
        "Numbers are hidden in what the machine wrote. Correct it instead: without its"
        " words nobody would know where to hide them."
    ),
    "by-hand": _("Somebody writes it by hand already."),
    "not-by-hand": _("A machine heard speech there: each stretch has to be marked."),
    "no-language": _("Choose the language of the call."),
    "hidden": _("Part of it is hidden from you: open the original to correct it."),
}


def standing(state: str, *, by_hand: bool) -> str | Promise:
    """Return who stands up for the words of a transcript, as people say it."""
    return BY_HAND if by_hand and state == State.MACHINE else STATES[state]
