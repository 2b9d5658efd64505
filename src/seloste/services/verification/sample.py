"""A draw of objects, checked byte for byte; ``seloste vault scrub`` checks all.

Each day draws others. What is decrypted for it goes nowhere: only whether
every segment and the whole still verify is kept.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from seloste.ports.vault import Health, Vault
from seloste.records.models import SealedObject

OBJECTS = 200
BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """How many objects were checked, and which of them are damaged."""

    checked: int
    damaged: tuple[UUID, ...]


def check_sample(vault: Vault, *, register: str, day: date) -> Sample:
    """Check the day's draw of a register's objects, within a bound of bytes."""
    checked, spent, damaged = 0, 0, []
    for item in _drawn(register, day):
        if checked == OBJECTS or (checked and spent + item.sealed_size > BYTES):
            break
        checked, spent = checked + 1, spent + item.sealed_size
        health = vault.check(item.ref(), inline=item.inline(), sha256=item.sha256)
        if health is Health.DAMAGED:
            damaged.append(item.pk)
    return Sample(checked, tuple(damaged))


def _drawn(register: str, day: date) -> Iterator[SealedObject]:
    """Yield the objects from the day's point on, then those before it.

    Object ids are random, so a point among them is a fair draw.
    """
    seed = hashlib.sha256(f"{register}/{day.isoformat()}".encode()).digest()
    point = UUID(bytes=seed[:16])
    kept = SealedObject.objects.filter(
        register_id=register, state=SealedObject.State.KEPT
    ).order_by("pk")
    return chain(
        kept.filter(pk__gte=point)[:OBJECTS], kept.filter(pk__lt=point)[:OBJECTS]
    )
