"""Facts that several checks share, each gathered once and only when asked for.

Everything is read as it lies in the stores now. No sealed content is opened:
what is inside is nobody's to read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action, Leaf, LeafRefused, decoded
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice
from seloste.ports.desk import Desk
from seloste.ports.installation import InstallationFacts
from seloste.records.models import AuditLeaf, NoticeVersion
from seloste.services import audit
from seloste.services.audit import LogReport
from seloste.services.notices import store
from seloste.services.verification.inventory import Inventory, take_inventory
from seloste.services.verification.sample import Sample, check_sample

SLA = timedelta(hours=24)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Known:
    """A stored version of the notice; ``notice`` is None where it cannot be read."""

    row: NoticeVersion
    notice: Notice | None


class Gathered:
    """What is known of one register at one moment."""

    def __init__(self, register: str, *, desk: Desk, now: datetime) -> None:
        """Read which notice is in force. Raises NoticeNotInForce."""
        self.register = register
        self.desk = desk
        self.now = now
        self.today: date = retention.local_day(now)
        self.version = store.version_row(register, self.today)
        self.notice: Notice = store.parsed(self.version)

    @cached_property
    def versions(self) -> tuple[Known, ...]:
        """Return every version of the register's notice, the first one first."""
        rows = NoticeVersion.objects.filter(register_id=self.register)
        return tuple(Known(row, _read(row)) for row in rows.order_by("effective"))

    @cached_property
    def log(self) -> LogReport:
        """Return what deriving the whole audit log again found."""
        return audit.verify_log(verifier=self.desk.signer, witness=self.desk.witness)

    @cached_property
    def inventory(self) -> Inventory:
        """Return how keys, bytes and rows fit together, looked at twice."""
        return take_inventory(self.desk.vault)

    @cached_property
    def sample(self) -> Sample:
        """Return what checking a day's draw of objects byte for byte found."""
        return check_sample(self.desk.vault, register=self.register, day=self.today)

    @cached_property
    def installation(self) -> InstallationFacts | None:
        """Return how the installation is set up, where that can be looked at."""
        looks = self.desk.installation
        return looks.facts() if looks else None


def _read(row: NoticeVersion) -> Notice | None:
    try:
        return store.parsed(row)
    except SelosteError:
        return None


def leaves(*actions: Action) -> Iterator[Leaf]:
    """Yield the leaves of some acts, oldest first.

    A leaf that is not well formed is left out; checking the log reports it.
    """
    rows = AuditLeaf.objects.filter(action__in=[action.value for action in actions])
    for body in rows.order_by("seq").values_list("body", flat=True).iterator():
        try:
            yield decoded(body.encode())
        except LeafRefused:
            continue


def recorded_at(action: Action, ids: list[UUID]) -> dict[str, datetime]:
    """Return when the log says an act was done to each object."""
    rows = AuditLeaf.objects.filter(
        action=action.value, object_id__in=[str(one) for one in ids]
    )
    return dict(rows.order_by("-seq").values_list("object_id", "at"))


def batches[M: Model](rows: QuerySet[M, Any]) -> Iterator[list[M]]:
    """Yield rows in batches by their id, so that no transaction stays open."""
    batch = list(rows.order_by("pk")[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk).order_by("pk")[:BATCH])
