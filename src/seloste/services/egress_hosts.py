"""Hosts that may be reached, each for one purpose: nothing else goes out.

Where data go or are fetched from, a host must be in the register of processors
or the organisation's own before it is listed (promise R-13).
"""

from datetime import datetime

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.protocols import web_address
from seloste.protocols.unreadable import Unreadable
from seloste.records.models import EgressHost
from seloste.services import audit, processor_hosts
from seloste.services.processor_hosts import Use

PURPOSES = ("identity", "recordings", "webhooks")


class HostRefused(SelosteError):
    """That is no host name, or no purpose for which hosts are reached."""

    code = "host-refused"


@transaction.atomic
def allow(host: str, *, purpose: str, actor: Actor, now: datetime) -> str:
    """Let a host be reached for a purpose; return its name.

    Raises HostRefused, and HostUnregistered where no processor stands for it.
    """
    name = _name(host, purpose)
    processor_hosts.check(Use(name, purpose), now=now)
    EgressHost.objects.get_or_create(
        host=name,
        purpose=purpose,
        defaults={"allowed_at": now, "allowed_by": actor.id},
    )
    _audit(name, purpose, "allowed", actor, now)
    return name


@transaction.atomic
def forbid(host: str, *, purpose: str, actor: Actor, now: datetime) -> None:
    """Let a host be reached no more. Raises HostRefused where it was not."""
    name = _name(host, purpose)
    removed, _ = EgressHost.objects.filter(host=name, purpose=purpose).delete()
    if not removed:
        raise HostRefused("this host was not allowed for that purpose")
    _audit(name, purpose, "forbidden", actor, now)


def hosts(purpose: str) -> frozenset[str]:
    """Return the hosts that may be reached for a purpose."""
    rows = EgressHost.objects.filter(purpose=purpose)
    return frozenset(rows.values_list("host", flat=True))


def listed() -> tuple[EgressHost, ...]:
    """Return every allowed host, by purpose and name."""
    return tuple(EgressHost.objects.order_by("purpose", "host"))


def _name(host: str, purpose: str) -> str:
    if purpose not in PURPOSES:
        raise HostRefused("no such purpose")
    try:
        return web_address.parse(f"https://{host}/").host
    except Unreadable:
        raise HostRefused("this is no host name") from None


def _audit(host: str, purpose: str, outcome: str, actor: Actor, now: datetime) -> None:
    audit.record(
        action=Action.EGRESS_ALLOWED,
        actor=actor,
        object_id=f"host:{host}"[:128],
        now=now,
        outcome=outcome,
        details={"kind": purpose},
    )
