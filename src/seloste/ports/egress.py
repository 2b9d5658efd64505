"""Reaching out over HTTP: only to hosts that somebody listed, at checked addresses.

Every outgoing request of the product goes through here (webhooks, recordings
that a telephone service announces). What is sent follows no redirect; a
download follows two at most, to listed hosts, without the headers of the first.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from seloste.domain.errors import SelosteError


class EgressBlocked(SelosteError):
    """The address may not be reached; ``reason`` is a stable word.

    Reasons: scheme, host-not-listed, private-address, redirect, bad-address.
    """

    code = "egress-blocked"

    def __init__(self, reason: str) -> None:
        super().__init__(f"not reached: {reason}")
        self.reason = reason


class EgressFailed(SelosteError):
    """The other side did not answer, or not in time: trying again may help."""

    code = "egress-failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said; ``body`` is what of it was read."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Egress(Protocol):
    """Sends HTTP requests to ``hosts`` and nowhere else."""

    def post(
        self,
        url: str,
        *,
        body: bytes,
        headers: Mapping[str, str],
        hosts: frozenset[str],
    ) -> Answer:
        """Post ``body`` and return the answer. Raises EgressBlocked, EgressFailed."""
        ...

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        hosts: frozenset[str],
        limit: int,
    ) -> AbstractContextManager[BinaryIO]:
        """Open what lies at an address, ``limit`` bytes at most.

        Raises EgressBlocked, EgressFailed, also while it is read.
        """
        ...
