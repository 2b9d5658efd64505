"""A change to what somebody has seen: refused where it went on meanwhile.

The row is locked, compared and changed in one transaction, so that of two who
change the same version only the first does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.services import inbox, work_items
from seloste.services.access import NotFound


class VersionMismatch(SelosteError):
    """The record went on since it was read; nothing was changed."""

    code = "version-mismatch"


@contextmanager
def work_at(
    work_id: UUID, version: int | None, *, actor: Actor, now: datetime
) -> Iterator[None]:
    """Keep a work item as it is while it is changed.

    Raises NotFound, and VersionMismatch where it is no longer at ``version``.
    """
    with transaction.atomic():
        row = work_items.locked(work_id, actor=actor, now=now)
        _compare(row.version, version)
        yield


def check_work(
    work_id: UUID, version: int | None, *, actor: Actor, now: datetime
) -> None:
    """Compare only, for changes that are more than one transaction."""
    with work_at(work_id, version, actor=actor, now=now):
        pass


@contextmanager
def talk_at(
    thread: UUID, version: int | None, *, actor: Actor, now: datetime
) -> Iterator[None]:
    """Keep a conversation as it is while it is changed. Raises the same."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    with transaction.atomic():
        row, _who = inbox.reach(thread, staff_id=actor.staff_id, now=now, lock=True)
        _compare(row.version, version)
        yield


def _compare(found: int, version: int | None) -> None:
    if version is not None and found != version:
        raise VersionMismatch("it went on since it was read")
