"""Templates of replies: a fixed set of blanks, filled in once, and nothing else.

There is no logic, no look-up and no second pass: what is not one of the blanks
stays as it is written, and what a value contains is never read as a blank.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from seloste.domain.errors import SelosteError

LONGEST = 20_000


class Blank(StrEnum):
    """What may be filled in, written in single braces."""

    CUSTOMER_NAME = "customer_name"
    AGENT_NAME = "agent_name"
    NUMBER = "number"
    QUEUE = "queue"
    CONTROLLER = "controller"
    SUBJECT = "subject"
    TODAY = "today"
    SATISFACTION_LINK = "satisfaction_link"


LATE = "{" + Blank.SATISFACTION_LINK + "}"
"""The blank that stays in a draft and is filled in as the reply is sent."""


class TemplateRefused(SelosteError):
    """The template cannot be kept like this; ``reason`` is a stable word.

    Reasons: bad-word, word-taken, no-name, no-text, too-long, unknown-blank.
    """

    code = "template-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"template: {reason}")
        self.reason = reason


# Only single braces count: {{7*7}} and {{customer_name}} are somebody else's.
_BLANK = re.compile(r"(?<!\{)\{(" + "|".join(Blank) + r")\}(?!\})")
_LIKE_A_BLANK = re.compile(r"(?<!\{)\{([a-z_]{1,40})\}(?!\})")
_PERSONAL = {
    "mail": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    "phone": re.compile(r"(?<![\d.])(?:\+358|0)[\d -]{7,16}\d(?!\.?\d)"),
    "identity-code": re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]\b"),
    "account": re.compile(r"\bFI\d{2}(?: ?\d{4}){3} ?\d{2}\b"),
}


def fill(text: str, values: Mapping[Blank, str]) -> str:
    """Return ``text`` with its blanks filled in; one without a value goes empty."""
    return _BLANK.sub(lambda found: values.get(Blank(found[1]), ""), text)


def unknown_blanks(text: str) -> tuple[str, ...]:
    """Return what looks like a blank and is none, in order."""
    known = set(Blank)
    return tuple(word for word in _LIKE_A_BLANK.findall(text) if word not in known)


def looks_personal(text: str) -> tuple[str, ...]:
    """Return what kinds of personal data the text seems to hold, as stable words.

    Words: account, identity-code, mail, phone. A template may well name the
    organisation's own address: this warns, it does not decide.
    """
    return tuple(sorted(kind for kind, rule in _PERSONAL.items() if rule.search(text)))
