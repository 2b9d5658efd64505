"""Transfers outside the EEA, as TILT writes them."""

from typing import Any

from seloste.domain.notice import Notice
from seloste.domain.notice_text.phrases.sharing import MECHANISM_NAMES
from seloste.domain.notice_text.voice import Voice

type Json = dict[str, Any]

PLACES = {
    "adequacyDecision": ("adequacy",),
    "appropriateGuarantees": ("scc", "bcr", "other"),
    "standardDataProtectionClause": ("scc",),
}


def transfers(notice: Notice, voice: Voice) -> list[Json]:
    """Return one entry per country; one without a country where none is named."""
    transfer = notice.transfers
    if transfer.allowed == "never":
        return []
    if transfer.allowed == "exception" and not transfer.mechanisms:
        return []
    guarantees = {
        place: _guarantee(voice, transfer.mechanisms, names)
        for place, names in PLACES.items()
    }
    countries: list[Json] = [{"country": one} for one in transfer.countries]
    return [{**country, **guarantees} for country in countries or [{}]]


def _guarantee(voice: Voice, used: tuple[str, ...], names: tuple[str, ...]) -> Json:
    found = [one for one in used if one in names]
    description = "; ".join(voice.words(MECHANISM_NAMES[one]) for one in found)
    return {"available": bool(found), "description": description}
