"""The contacts a work item is linked to, as far as somebody may still reach them.

A restricted contact is told of only where a purpose of the reader serves claims or
the law itself (Art. 18(2)); for everybody else it is counted, and nothing of it is
shown: neither when it was, nor how, nor where it leads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import restriction
from seloste.domain.notice import Purpose
from seloste.records.models import Contact, WorkItem, WorkLink
from seloste.services import limits


@dataclass(frozen=True, slots=True)
class Links:
    """The links that may be shown, and how many contacts are restricted beside."""

    shown: tuple[WorkLink, ...]
    restricted: int = 0


def of(work: WorkItem, *, purposes: Iterable[Purpose], now: datetime) -> Links:
    """Return the links of a work item for the purposes somebody has for it.

    The caller has asked for leave.
    """
    rows = work.links.select_related("contact__controller")
    rows = rows.order_by("contact__started_at", "contact")
    hidden = _hidden(work, purposes, now)
    shown = tuple(one for one in rows if one.contact_id not in hidden)
    return Links(shown, len(hidden))


def _hidden(
    work: WorkItem, purposes: Iterable[Purpose], now: datetime
) -> frozenset[UUID]:
    if any(restriction.reaches(one) for one in purposes):
        return frozenset()
    linked = Contact.objects.filter(pk__in=work.links.values("contact"))
    restricted = linked.filter(limits.contact_restricted(now))
    return frozenset(restricted.values_list("pk", flat=True))
