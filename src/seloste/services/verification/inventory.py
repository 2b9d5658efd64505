"""Keys, bytes and rows: every object has all three, or none.

What is being captured or destroyed this very moment looks incomplete, so
whatever seems wrong is looked at a second time, after everything else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from uuid import UUID

from django.db.models import Q

from seloste.ports.vault import Vault
from seloste.records.models import SealedObject

_BATCH = 500
_KEPT = SealedObject.State.KEPT


@dataclass(frozen=True, slots=True)
class Inventory:
    """How many objects the vault knows, and what does not fit.

    ``strays`` have a key or bytes but no row; ``incomplete`` are rows of each
    register whose key or bytes are missing.
    """

    objects: int
    strays: tuple[UUID, ...]
    incomplete: dict[str, tuple[UUID, ...]]


@dataclass(slots=True)
class _Look:
    """One pass over everything the vault knows."""

    objects: int = 0
    kept: int = 0
    strays: set[UUID] = field(default_factory=set)
    incomplete: set[UUID] = field(default_factory=set)


def take_inventory(vault: Vault) -> Inventory:
    """Return what two looks at all stores agree on."""
    kept = SealedObject.objects.filter(state=_KEPT).count()
    first = _look(vault)
    if first.kept < kept:
        first.incomplete |= set(_wholly_gone(vault))
    if not (first.strays or first.incomplete):
        return Inventory(first.objects, (), {})
    second = _look(vault)
    strays = first.strays & second.strays
    lacking = first.incomplete & (second.incomplete | set(_wholly_gone(vault)))
    return Inventory(first.objects, tuple(sorted(strays)), _by_register(lacking))


def _look(vault: Vault) -> _Look:
    look = _Look()
    for batch in batched(vault.objects(), _BATCH):
        rows = {
            pk: (inline, state)
            for pk, inline, state in SealedObject.objects.filter(
                pk__in=[object_id for object_id, _, _ in batch]
            )
            .annotate(in_row=Q(sealed__isnull=False))
            .values_list("pk", "in_row", "state")
        }
        for object_id, has_key, has_blob in batch:
            look.objects += 1
            if object_id not in rows:
                look.strays.add(object_id)
                continue
            inline, state = rows[object_id]
            if state != _KEPT:
                continue
            look.kept += 1
            if not has_key or not (has_blob or inline):
                look.incomplete.add(object_id)
    return look


def _wholly_gone(vault: Vault) -> Iterator[UUID]:
    """Yield rows of which neither key nor bytes are left."""
    last = UUID(int=0)
    rows = SealedObject.objects.filter(state=_KEPT).order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
        there = {ref.object for ref in vault.absent([row.ref() for row in batch])}
        yield from (row.pk for row in batch if row.pk not in there)
        last = batch[-1].pk


def _by_register(ids: set[UUID]) -> dict[str, tuple[UUID, ...]]:
    """Return those that still have a row that is kept, by register."""
    found: dict[str, tuple[UUID, ...]] = {}
    rows = SealedObject.objects.filter(pk__in=ids, state=_KEPT).order_by("pk")
    for pk, register in rows.values_list("pk", "register_id"):
        found[register] = (*found.get(register, ()), pk)
    return found
