"""The package in which a request is answered: asked for, built, destroyed.

It is built by a job, contact by contact: what is sealed and written of a contact
stays, so a worker that dies is followed by one that goes on. Files are sealed
objects of a class of their own. Nothing is built of what was not reviewed, and
nothing leaves from here: that is ``package_delivery``.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import package as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.package import (
    COPIES,
    PackageMove,
    PackageRefused,
    PackageState,
)
from seloste.domain.rights import RequestKind, RequestState
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    Disposal,
    Package,
    RightsRequest,
)
from seloste.services import (
    audit,
    disposal,
    jobs,
    package_files,
    package_gates,
    rights_events,
    rights_handling,
    rights_moves,
    sealed_rows,
)
from seloste.services.access import NotFound
from seloste.services.jobs import Job
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping

BUILDER = system("package")
BUILT_FROM = frozenset(
    {RequestState.REVIEWED, RequestState.APPROVED, RequestState.RELEASED}
)
"""Released too: paper is lost, and a file breaks off; each package leaves once."""
HANDED_FROM = frozenset({RequestState.APPROVED, RequestState.RELEASED})


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package as the page of its request shows it.

    ``done`` of ``total`` contacts are built. ``leaves`` says that it may be
    handed over now, ``standing`` that its bytes may still be there.
    """

    id: UUID
    state: PackageState
    done: int
    total: int
    failure: str
    size: int
    with_audio: bool
    asked_at: datetime
    destroy_by: datetime
    expires_at: datetime | None
    attempts: int
    delivery: str
    delivered_at: datetime | None
    destroyed_at: datetime | None
    leaves: bool

    @property
    def standing(self) -> bool:
        """Tell whether its bytes may still be there."""
        return self.state.stands


def of_request(request: RightsRequest) -> tuple[PackageLine, ...]:
    """Return the packages of a request, the newest first."""
    rows = Package.objects.filter(request=request).order_by("-asked_at", "pk")
    released = RequestState(request.state) in HANDED_FROM
    return tuple(_line(row, released=released) for row in rows)


def _line(row: Package, *, released: bool) -> PackageLine:
    state = PackageState(row.state)
    return PackageLine(
        id=row.pk,
        state=state,
        done=row.contacts_done,
        total=row.contacts_total,
        failure=row.failure,
        size=row.size,
        with_audio=row.with_audio,
        asked_at=row.asked_at,
        destroy_by=row.destroy_by,
        expires_at=row.expires_at,
        attempts=row.attempts,
        delivery=row.delivery,
        delivered_at=row.delivered_at,
        destroyed_at=row.destroyed_at,
        leaves=released and (state, PackageMove.OFFER) in rules.MOVES,
    )


def found(package_id: UUID) -> Package:
    """Return a package. Raises NotFound."""
    row = Package.objects.select_related("request").filter(pk=package_id).first()
    if row is None:
        raise NotFound("no such record")
    return row


def handled(package_id: UUID, *, actor: Actor, now: datetime) -> Package:
    """Return a package for somebody who handles its request. Raises NotFound."""
    row = found(package_id)
    rights_moves.check_handler(row.request, actor=actor, now=now)
    return row


def askable(request: RightsRequest) -> bool:
    """Tell whether a package of the request can be asked for now."""
    standing = Package.objects.filter(request=request, state=PackageState.OFFERED)
    return RequestState(request.state) in BUILT_FROM and not standing.exists()


def ask(
    request_id: UUID, *, with_audio: bool, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Ask for the package of a request that was reviewed; return its id.

    An earlier one is destroyed. Raises NotFound, PackageRefused.
    """
    with transaction.atomic():
        request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
        if RequestKind(request.kind) not in COPIES:
            raise PackageRefused("not-a-copy")
        if RequestState(request.state) not in BUILT_FROM:
            raise PackageRefused("unreviewed")
        package_gates.check_reviewed(request)
        old = list(
            Package.objects.exclude(state=PackageState.DESTROYED).filter(
                request=request
            )
        )
        if any(one.state == PackageState.OFFERED for one in old):
            raise PackageRefused("no-such-move")
        row = _create(request, with_audio=with_audio, desk=desk, actor=actor, now=now)
        jobs.enqueue(Job.PACKAGE, object_id=row.pk)
        rights_events.note(
            request, "package-asked", actor=actor, now=now, detail=str(row.pk)
        )
        rights_events.tell(
            request,
            Action.PACKAGE_ASKED,
            actor=actor,
            now=now,
            details={"package": str(row.pk)},
        )
    for one in old:
        destroy(one.pk, desk=desk, actor=actor, now=now)
    return row.pk


def _create(
    request: RightsRequest,
    *,
    with_audio: bool,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> Package:
    version = store.version_row(request.register_id, retention.local_day(now))
    one = rules.class_for(store.parsed(version))
    if one.period is None:
        raise AssertionError("the class of packages has a period")
    plan = retention.schedule(
        anchored_at=now,
        mode=one.mode,
        period=one.period,
        key_backup_days=desk.key_backup_days,
    )
    return Package.objects.create(
        id=uuid.uuid4(),
        register_id=request.register_id,
        request=request,
        notice_version=version,
        language=request.language,
        state=PackageState.BUILDING,
        with_audio=with_audio,
        asked_at=now,
        asked_by=actor.id,
        contacts_total=len(package_gates.given_contacts(request)),
        destroy_by=plan.act_at,
    )


def keeping(row: Package, desk: Desk) -> Keeping:
    """Return how the files of a package are kept."""
    one = rules.class_for(store.parsed(row.notice_version))
    if one.period is None:
        raise AssertionError("the class of packages has a period")
    plan = retention.schedule(
        anchored_at=row.asked_at,
        mode=one.mode,
        period=one.period,
        key_backup_days=desk.key_backup_days,
    )
    return sealed_rows.keeping(
        one,
        plan,
        notice_version_id=row.notice_version_id,
        captured_at=row.asked_at,
        key_day=retention.local_day(plan.act_at),
    )


def destroy(package_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Destroy a package and keep the certificate. Harmless to repeat."""
    row = Package.objects.filter(pk=package_id).first()
    if row is None:
        raise NotFound("no such record")
    ids = package_files.item_ids(row)
    for start in range(0, len(ids), disposal.BATCH):
        disposal.dispose(
            ids[start : start + disposal.BATCH],
            cause=Disposal.Cause.DISCARDED,
            desk=desk,
            actor=actor,
            now=now,
        )
    _end(package_id, actor=actor, now=now)


@transaction.atomic
def _end(package_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Write down that nothing of a package is left."""
    row = Package.objects.select_for_update(of=("self",)).get(pk=package_id)
    if not PackageState(row.state).stands or row.files.exists():
        return
    row.state = rules.next_state(PackageState(row.state), PackageMove.DESTROY)
    row.destroyed_at, row.token_hash, row.code_key = now, "", ""
    row.save(update_fields=["state", "destroyed_at", "token_hash", "code_key"])
    audit.record(
        action=Action.PACKAGE_DESTROYED,
        actor=actor,
        object_id=row.request_id,
        now=now,
        details={"package": str(row.pk)},
    )


def end_due(*, desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy what was handed over, and write down what the sweep took.

    Returns how many packages ended.
    """
    standing = Package.objects.exclude(state=PackageState.DESTROYED)
    over = standing.filter(destroy_by__lte=now) | standing.filter(
        state__in=[PackageState.FETCHED, PackageState.HANDED]
    )
    ids = list(over.order_by("asked_at").values_list("pk", flat=True))
    for one in ids:
        destroy(one, desk=desk, actor=actor, now=now)
    return len(ids)
