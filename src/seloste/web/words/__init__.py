"""The words for codes: what the program calls something, as people say it.

Services speak in stable codes; only here do they become sentences, in the
reader's language. A code nobody has words for is shown as it is.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

from seloste.web.words import contacts, disposal, done, holds, quarantine, verification

KINDS: Mapping[str, Mapping[Any, str | Promise]] = {
    "action": done.ACTIONS,
    "announced": contacts.ANNOUNCED,
    "cause": disposal.CAUSES,
    "capacity": contacts.CAPACITIES,
    "channel": contacts.CHANNELS,
    "direction": contacts.DIRECTIONS,
    "hold": holds.KINDS,
    "hold-refused": holds.REFUSALS,
    "item": contacts.ITEMS,
    "note": contacts.NOTES,
    "party": contacts.PARTIES,
    "quarantine": quarantine.REASONS,
    "result": quarantine.RESULTS,
    "store": disposal.STORES,
    "verdict": verification.VERDICTS,
    "verdict-meaning": verification.MEANINGS,
}


def said(code: object, kind: str) -> str:
    """Return the words for a code of a kind, or the code itself."""
    words = KINDS[kind].get(code)
    return str(code) if words is None else str(words)
