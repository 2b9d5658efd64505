"""API keys of people: what a key may do at most, and how long it lasts.

A key acts as a person and narrows what they may do. It never widens it: the
person's roles and the notice are asked at every call, as on the pages.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from seloste.domain.errors import SelosteError

NAME_LIMIT = 64
LONGEST = timedelta(days=366)


class Scope(StrEnum):
    """A part of the interface that a key may open."""

    CALLS_READ = "calls:read"
    CALLS_WRITE = "calls:write"
    COMPLETENESS_READ = "completeness:read"
    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    CONTENT_READ = "content:read"
    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_WRITE = "conversations:write"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
    EXPORT_READ = "export:read"
    FIGURES_READ = "figures:read"
    PAPER_READ = "paper:read"
    PAPER_WRITE = "paper:write"
    QUEUES_READ = "queues:read"
    RIGHTS_READ = "rights:read"
    RIGHTS_WRITE = "rights:write"
    TRAINING_READ = "training:read"
    TRAINING_WRITE = "training:write"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"
    WORK_READ = "work:read"
    WORK_WRITE = "work:write"


class ApiKeyInvalid(SelosteError):
    """The key cannot be issued or ended; ``reason`` is a stable word.

    Reasons: no-name, no-scope, unknown-scope, ends-in-the-past, ends-too-late,
    unknown-register, unknown-key, not-yours.
    """

    code = "api-key-invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(f"API key refused: {reason}")
        self.reason = reason


class ApiKeyRefused(SelosteError):
    """The key may not do this; ``reason`` is scope or role."""

    code = "api-key-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"the key may not do this: {reason}")
        self.reason = reason


def scopes_of(words: Iterable[str]) -> frozenset[Scope]:
    """Return the scopes that words name. Raises ApiKeyInvalid."""
    named = frozenset(words)
    if not named:
        raise ApiKeyInvalid("no-scope")
    if not named <= set(Scope):
        raise ApiKeyInvalid("unknown-scope")
    return frozenset(Scope(word) for word in named)


def check_name(name: str) -> str:
    """Return a key's name in its one form. Raises ApiKeyInvalid."""
    told = " ".join(name.split())[:NAME_LIMIT]
    if not told:
        raise ApiKeyInvalid("no-name")
    return told


def check_end(expires_at: datetime, now: datetime) -> None:
    """Refuse a key that is over already or lasts longer than a year."""
    if expires_at <= now:
        raise ApiKeyInvalid("ends-in-the-past")
    if expires_at > now + LONGEST:
        raise ApiKeyInvalid("ends-too-late")
