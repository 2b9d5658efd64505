"""What a request leaves when it ends, and what does not stay of it (D10).

Its words, letters, packages and the copies of calls that were made for it are
destroyed, and nothing leads from its row to a person or to a living contact. What
everybody hears of a call stays. Nothing here decides that it ends.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from seloste.domain.rights_decision import Outcome
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef
from seloste.records.models import (
    Disposal,
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
)
from seloste.services import disposal, redactions, replaced

NOWHERE = UUID(int=0)
"""Stands for a contact that is no longer known."""


type Copies = Mapping[UUID, tuple[ObjectRef, ...]]
"""What is sealed of the copies that were made for a request, by their recording."""


def let_go(request: RightsRequest, *, actor: Actor, now: datetime) -> Copies:
    """Let go of everything of a request that ends; cut short, the sweep ends it.

    Belongs to the transaction in which it ends; ``destroy`` what is returned after.
    """
    _forget_links(request)
    copies = _forget_copies(request, actor=actor, now=now)
    items_of(request).update(act_at=now, destroy_by=now)
    return copies


def _forget_links(request: RightsRequest) -> None:
    """Delete what leads from a closed request to a person or a living contact (D10).

    What was erased is told by the number of an object that is no more.
    """
    for kept in (
        request.answer_items,
        request.proofs,
        request.codes,
        request.periods,
        request.matches,
        request.alerts,
        request.identity_visits,
        request.proposed_corrections,
    ):
        kept.all().delete()
    request.forwardings.exclude(forwarded_at=None).update(contacts=[])
    lines = RightsDecisionLine.objects.filter(decision__request=request)
    lines.exclude(outcome=Outcome.ERASE).delete()
    lines.update(contact_id=NOWHERE, holds=[])


def _forget_copies(request: RightsRequest, *, actor: Actor, now: datetime) -> Copies:
    gone: dict[UUID, tuple[ObjectRef, ...]] = {}
    for row in redactions.locked_copies(request.pk):
        recording = row.dialog.object_id
        refs = redactions.remove(row, actor=actor, now=now)
        gone[recording] = (*gone.get(recording, ()), *refs)
    return gone


def destroy(
    request: RightsRequest, copies: Copies, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Destroy everything sealed of a request, and the copies that it let go of."""
    disposal.dispose(
        sorted(items_of(request).values_list("pk", flat=True)),
        cause=Disposal.Cause.DUE,
        desk=desk,
        actor=actor,
        now=now,
    )
    for recording, gone in copies.items():
        replaced.let_go(recording, gone, desk=desk)


def items_of(request: RightsRequest) -> QuerySet[SealedObject]:
    """Return the sealed objects that belong to a request: words, letters, packages.

    Whatever is sealed under the id of the request goes when it is closed.
    """
    return SealedObject.objects.filter(record_id=request.pk, contact__isnull=True)
