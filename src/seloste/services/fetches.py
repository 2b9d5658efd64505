"""Recordings that a telephone service announces: fetched, captured, forgotten.

The announcement waits sealed, with its address and whatever opens it. A
recording is read whole before any of it is captured: half of one is thrown
away and fetched again, and what cannot be fetched stays as a gap people see.
"""

import io
import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import (
    Channel,
    Delivery,
    Direction,
    Kind,
    Part,
    Party,
    PartyRole,
)
from seloste.domain.notice import Mode
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.ports.egress import EgressBlocked, EgressFailed
from seloste.ports.jobs import ATTEMPTS
from seloste.ports.vault import Sealed, VaultUnavailable
from seloste.records.models import Disposal, FetchTask, SealedObject, Source
from seloste.services import (
    audit,
    calls,
    disposal,
    egress_hosts,
    jobs,
    sealed_rows,
    sources,
)
from seloste.services.capture import Receipt, capture
from seloste.services.jobs import Job
from seloste.services.sealed_rows import Keeping

LASTS = timedelta(days=7)
GAP_SHOWN = timedelta(days=62)
LIMIT = 256 << 20
CLASS = "recording-to-fetch"


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A recording somebody else keeps, and what is known of its call.

    ``url`` and ``authorization`` (a header) are sealed, and gone once it is here.
    """

    call_id: str
    recording_id: str
    url: str
    started_at: datetime
    ended_at: datetime | None
    outbound: bool
    customer_tel: str
    line: str
    agent: str
    authorization: str


def announce(wanted: ToFetch, *, source: str, desk: Desk, now: datetime) -> UUID:
    """Ask for a recording to be fetched; announced again it is asked for once.

    Raises SourceInvalid and the refusals of the vault.
    """
    origin = sources.active_source(source)
    key = calls.call_key(origin, f"{wanted.call_id}\x1f{wanted.recording_id}", desk)
    known = FetchTask.objects.filter(source=origin, key=key).first()
    if known is not None:
        return known.pk
    task_id = uuid.uuid4()
    sealed, kept = _seal(wanted, origin, task_id, desk, now)
    try:
        with transaction.atomic():
            row = sealed_rows.row(sealed, kept)
            row.save(force_insert=True)
            FetchTask.objects.create(
                id=task_id,
                source=origin,
                key=key,
                payload=row,
                announced_at=now,
                expires_at=now + GAP_SHOWN,
            )
            jobs.enqueue(Job.FETCH_RECORDING, object_id=task_id)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return task_id


def _seal(
    wanted: ToFetch, source: Source, task_id: UUID, desk: Desk, now: datetime
) -> tuple[Sealed, Keeping]:
    until = now + LASTS
    day = retention.local_day(until)
    value = {
        "call_id": wanted.call_id,
        "recording_id": wanted.recording_id,
        "url": wanted.url,
        "started_at": wanted.started_at.isoformat(),
        "ended_at": wanted.ended_at.isoformat() if wanted.ended_at else "",
        "outbound": wanted.outbound,
        "customer_tel": wanted.customer_tel,
        "line": wanted.line,
        "agent": wanted.agent,
        "authorization": wanted.authorization,
    }
    with desk.vault.sealing(
        tenant=source.register_id, record=task_id, due=day
    ) as sealing:
        sealed = sealing.inline(
            object_id=uuid.uuid4(),
            kind=Kind.PAYLOAD,
            data=json.dumps(value, ensure_ascii=False).encode(),
        )
    return sealed, Keeping(None, CLASS, "", Mode.AT_MOST, now, until, until, day)


def fetch(task_id: UUID, *, desk: Desk, now: datetime) -> None:
    """Fetch a recording and capture it; doing it again changes nothing.

    Raises EgressFailed while trying again may help, and what capture raises.
    """
    task = (
        FetchTask.objects.select_related("source", "payload")
        .filter(pk=task_id, state=FetchTask.State.WAITING)
        .first()
    )
    if task is None:
        return
    payload = task.payload
    if payload is None or payload.state != SealedObject.State.KEPT:
        _give_up(task, "announcement-gone", now)
        return
    said = json.loads(desk.vault.open(payload.ref(), inline=payload.inline()))
    try:
        data = _read(said, desk)
    except EgressBlocked as blocked:
        _blocked(task, blocked.reason, now)
    except EgressFailed:
        if _tried(task) < ATTEMPTS:
            raise
        _give_up(task, "not-fetched", now)
    else:
        known = _with_report(said, task.source, desk)
        receipt = capture(_delivery(known, task.source_id, data), desk=desk, now=now)
        _fetched(task, receipt, now)
        _forget(task, desk, now)


def _read(said: Mapping[str, Any], desk: Desk) -> bytes:
    if desk.egress is None:
        raise EgressBlocked("host-not-listed")
    headers = {"Authorization": said["authorization"]} if said["authorization"] else {}
    with desk.egress.get(
        said["url"],
        headers=headers,
        hosts=egress_hosts.hosts("recordings"),
        limit=LIMIT,
    ) as file:
        data = file.read()
    if not data:
        raise EgressFailed("nothing came")
    return data


def _with_report(said: Mapping[str, Any], source: Source, desk: Desk) -> dict[str, Any]:
    """Return an announcement with the number and line it leaves out, if reported."""
    report = calls.reported(said["call_id"], source=source, desk=desk)
    return {
        **said,
        "customer_tel": said["customer_tel"] or report.get("number", ""),
        "line": said["line"] or report.get("line", ""),
    }


def _delivery(said: Mapping[str, Any], source: str, data: bytes) -> Delivery:
    def open_part() -> BinaryIO:
        return io.BytesIO(data)

    parties = (
        Party(PartyRole.CUSTOMER, tel=said["customer_tel"]),
        Party(PartyRole.AGENT, name=said["agent"]),
    )
    started_at = datetime.fromisoformat(said["started_at"])
    ended = said["ended_at"]
    return Delivery(
        source=source,
        source_id=said["call_id"],
        leg=said["recording_id"],
        channel=Channel.CALL,
        started_at=started_at,
        ended_at=datetime.fromisoformat(ended) if ended else None,
        direction=Direction.OUTBOUND if said["outbound"] else Direction.INBOUND,
        address=said["line"],
        parties=tuple(one for one in parties if one.tel or one.name),
        parts=(Part(kind=Kind.RECORDING, open=open_part),),
        recording_started_at=started_at,
    )


def _tried(task: FetchTask) -> int:
    task.attempts += 1
    task.save(update_fields=["attempts"])
    return task.attempts


def _give_up(task: FetchTask, reason: str, now: datetime) -> None:
    _end(task, FetchTask.State.FAILED, reason, "failed", now)


def _blocked(task: FetchTask, reason: str, now: datetime) -> None:
    """Give up at once what may not be reached, and say so in the log."""
    with transaction.atomic():
        audit.record(
            action=Action.EGRESS_BLOCKED,
            actor=system("fetch"),
            object_id=task.id,
            now=now,
            outcome=reason,
            details={"source": task.source_id},
        )
        _give_up(task, reason, now)


def _fetched(task: FetchTask, receipt: Receipt, now: datetime) -> None:
    _end(task, FetchTask.State.FETCHED, "", receipt.result, now)


@transaction.atomic
def _end(
    task: FetchTask, state: FetchTask.State, reason: str, outcome: str, now: datetime
) -> None:
    task.state, task.reason = state, reason
    task.save(update_fields=["state", "reason"])
    audit.record(
        action=Action.RECORDING_FETCHED,
        actor=Actor(id=f"source:{task.source_id}"),
        object_id=task.id,
        now=now,
        outcome=outcome,
        details={"source": task.source_id},
    )


def _forget(task: FetchTask, desk: Desk, now: datetime) -> None:
    """Destroy the announcement; what cannot go now, the sweep finishes."""
    if task.payload_id is None:
        return
    with suppress(disposal.DisposalIncomplete, VaultUnavailable):
        disposal.dispose(
            [task.payload_id],
            cause=Disposal.Cause.DISCARDED,
            desk=desk,
            actor=system("fetch"),
            now=now,
        )
