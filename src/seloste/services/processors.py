"""The register of processors: who handles data for a register, and on what terms.

An entry is changed and ended, never removed. Each act leaves the hash of the
entry in the audit log, so that one made or changed behind its back shows.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import processor as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.processor import (
    Processor,
    ProcessorRefused,
    SubProcessor,
    TransferGround,
)
from seloste.domain.staff import Actor
from seloste.protocols import web_address
from seloste.protocols.unreadable import Unreadable
from seloste.records.models import ProcessorEntry, Register
from seloste.services import audit
from seloste.services.notices import store

__all__ = ["ProcessorRefused", "add", "change", "end", "entries", "standing"]

_SPACES = re.compile(r"[ \t]+")


def add(wanted: Processor, *, actor: Actor, now: datetime) -> UUID:
    """Enter a processor of a register; return the entry's id.

    What the contract says may follow; the entry shows what it lacks. Raises
    ProcessorRefused, NoticeNotInForce.
    """
    entry = _checked(wanted, now)
    with transaction.atomic():
        Register.objects.select_for_update(no_key=True).get(pk=entry.register)
        _refuse_twin(entry, None)
        row = ProcessorEntry(register_id=entry.register)
        _save(row, entry, "added", actor=actor, now=now)
    return row.id


def change(entry_id: UUID, wanted: Processor, *, actor: Actor, now: datetime) -> None:
    """Say something else of a processor; its register stays.

    Raises ProcessorRefused, NoticeNotInForce.
    """
    with transaction.atomic():
        row = _locked(entry_id)
        entry = _checked(replace(wanted, register=row.register_id), now)
        _refuse_twin(entry, entry_id)
        _save(row, entry, "changed", actor=actor, now=now)


def end(entry_id: UUID, *, on: date, actor: Actor, now: datetime) -> None:
    """Let a processor get nothing any more from a day on. Raises ProcessorRefused."""
    with transaction.atomic():
        row = _locked(entry_id)
        entry = facts(row)
        if entry.until is not None and entry.until <= on:
            raise ProcessorRefused("already-ended")
        if on < entry.since:
            raise ProcessorRefused("until-before-since")
        _save(row, replace(entry, until=on), "ended", actor=actor, now=now)


def entry(entry_id: UUID) -> ProcessorEntry:
    """Return an entry. Raises ProcessorRefused."""
    row = ProcessorEntry.objects.filter(pk=entry_id).first()
    if row is None:
        raise ProcessorRefused("unknown-processor")
    return row


def entries(register: str = "") -> tuple[ProcessorEntry, ...]:
    """Return every entry of a register, or of all, those that ended too."""
    rows = ProcessorEntry.objects.order_by("register", "name", "since", "pk")
    return tuple(rows.filter(register=register) if register else rows)


def standing(day: date, register: str = "") -> tuple[ProcessorEntry, ...]:
    """Return the entries by which data may go to somebody on a day."""
    rows = ProcessorEntry.objects.filter(Q(until=None) | Q(until__gt=day))
    if register:
        rows = rows.filter(register=register)
    return tuple(rows.filter(since__lte=day).order_by("register", "name", "pk"))


def facts(row: ProcessorEntry) -> Processor:
    """Return what a row says, as the rules know it."""
    return Processor(
        register=row.register_id,
        recipient=row.recipient,
        name=row.name,
        country=row.country,
        since=row.since,
        until=row.until,
        ground=TransferGround(row.ground),
        contract=row.contract,
        contract_on=row.contract_on,
        sub_processors=tuple(
            SubProcessor(one["name"], one["country"]) for one in row.sub_processors
        ),
        safeguards=row.safeguards,
        hosts=tuple(row.hosts),
        review_on=row.review_on,
    )


def host(text: str) -> str:
    """Return a host's name in its one form. Raises ProcessorRefused."""
    try:
        return web_address.parse(f"https://{text.strip()}/").host
    except Unreadable:
        raise ProcessorRefused("bad-host") from None


def _checked(wanted: Processor, now: datetime) -> Processor:
    """Return an entry in its one form, if the rules let it stand."""
    today = retention.local_day(now)
    if not Register.objects.filter(pk=wanted.register).exists():
        raise ProcessorRefused("unknown-register")
    found = replace(
        wanted,
        name=_one_line(wanted.name),
        country=wanted.country.strip().upper(),
        contract=_one_line(wanted.contract),
        safeguards=wanted.safeguards.replace("\r\n", "\n").strip(),
        hosts=_once(host(one) for one in wanted.hosts),
    )
    rules.check(found, store.in_force(found.register, today).notice, today=today)
    return found


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _once(hosts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hosts))


def _refuse_twin(entry: Processor, but: UUID | None) -> None:
    """Refuse a second entry of the same name under the same recipient."""
    same = ProcessorEntry.objects.filter(
        register=entry.register,
        recipient=entry.recipient,
        name__iexact=entry.name,
        until=None,
    )
    others = set(same.values_list("pk", flat=True)) - {but}
    if entry.until is None and others:
        raise ProcessorRefused("name-taken")


def _locked(entry_id: UUID) -> ProcessorEntry:
    rows = ProcessorEntry.objects.select_for_update()
    row = rows.filter(pk=entry_id).first()
    if row is None:
        raise ProcessorRefused("unknown-processor")
    return row


def _save(
    row: ProcessorEntry, entry: Processor, state: str, *, actor: Actor, now: datetime
) -> None:
    for name in _COLUMNS:
        setattr(row, name, getattr(entry, name))
    row.sub_processors = [
        {"name": one.name, "country": one.country} for one in entry.sub_processors
    ]
    row.hosts = list(entry.hosts)
    row.changed_at = now
    row.save()
    audit.record(
        action=Action.PROCESSOR_CHANGED,
        actor=actor,
        object_id=row.id,
        now=now,
        details={
            "register": entry.register,
            "recipient": entry.recipient,
            "state": state,
            "sha256": entry.digest,
        },
    )


_COLUMNS = (
    "recipient",
    "name",
    "country",
    "ground",
    "contract",
    "contract_on",
    "safeguards",
    "review_on",
    "since",
    "until",
)
