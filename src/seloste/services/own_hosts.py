"""Machines of the organisation's own: what goes there leaves it to nobody.

The list is what somebody said, and the audit log says that they did.
"""

from datetime import datetime

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.staff import Actor
from seloste.records.models import OwnHost
from seloste.services import audit, processors
from seloste.services.processors import ProcessorRefused

KIND = "own"


def listed() -> tuple[str, ...]:
    """Return the machines of one's own, by name."""
    return tuple(OwnHost.objects.order_by("host").values_list("host", flat=True))


@transaction.atomic
def name(host: str, *, actor: Actor, now: datetime) -> str:
    """Say that a machine is one's own; return its name. Raises ProcessorRefused."""
    found = processors.host(host)
    OwnHost.objects.get_or_create(host=found, defaults={"named_at": now})
    _audit(found, "allowed", actor, now)
    return found


@transaction.atomic
def forget(host: str, *, actor: Actor, now: datetime) -> None:
    """Say that a machine is not, or no longer, one's own. Raises ProcessorRefused."""
    found = processors.host(host)
    removed, _ = OwnHost.objects.filter(host=found).delete()
    if not removed:
        raise ProcessorRefused("not-own")
    _audit(found, "forbidden", actor, now)


def _audit(host: str, outcome: str, actor: Actor, now: datetime) -> None:
    audit.record(
        action=Action.EGRESS_ALLOWED,
        actor=actor,
        object_id=f"host:{host}"[:128],
        now=now,
        outcome=outcome,
        details={"kind": KIND},
    )
