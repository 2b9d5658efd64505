"""Keeping the versions of a register's notice, and finding the one in force.

A version is written once. A later one takes effect on its own date; what was
captured before keeps the version it was captured under, except that a shorter
period applies to it at once.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice
from seloste.domain.staff import Actor
from seloste.records.models import Controller, NoticeVersion, Register
from seloste.services import audit
from seloste.services.notices import document
from seloste.services.notices.shortening import Foreseen, foresee, shorten


class NoticeNotInForce(SelosteError):
    """The register has no notice in force on that day: nothing may be kept."""

    code = "notice-not-in-force"


class NoticeImmutable(SelosteError):
    """A version takes effect that day already, or its day has begun."""

    code = "notice-immutable"


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version: its number, its notice and when it was published."""

    number: int
    notice: Notice
    published_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the version, and how many items fall due sooner."""

    version: Version
    shortened: int


def publish(
    *, text: str, actor: Actor, now: datetime, key_backup_days: int
) -> Published:
    """Store a notice as the next version of its register.

    The same text again changes nothing. A register's first version may lie in
    the past; later ones take effect today at the earliest and after the last.
    Raises NoticeImmutable, and what parsing raises.
    """
    notice = _parse(text, key_backup_days)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        register, _ = Register.objects.get_or_create(slug=notice.register)
        Register.objects.select_for_update(no_key=True).get(pk=register.pk)
        last = register.notice_versions.order_by("-number").first()
        if last and last.sha256 == sha256:
            return Published(_version(last), 0)
        _allow_after(last, notice, retention.local_day(now))
        row = NoticeVersion.objects.create(
            register=register,
            number=last.number + 1 if last else 1,
            effective=notice.effective,
            document=text,
            sha256=sha256,
            published_at=now,
            published_by=actor.id,
        )
        _name_controllers(register, notice)
        shortened = 0
        if notice.effective <= retention.local_day(now):
            shortened = _apply(row, now=now, key_backup_days=key_backup_days)
        audit.record(
            action=Action.NOTICE_PUBLISHED,
            actor=actor,
            object_id=row.id,
            now=now,
            details={"version": row.number, "sha256": sha256, "count": shortened},
        )
    return Published(_version(row), shortened)


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would do: the notice, the one before it, and the items."""

    notice: Notice
    before: Notice | None
    foreseen: Foreseen


def preview(*, text: str, now: datetime, key_backup_days: int) -> Preview:
    """Return what publishing a notice would do, changing nothing.

    Raises what ``publish`` raises.
    """
    notice = _parse(text, key_backup_days)
    last = (
        NoticeVersion.objects.filter(register_id=notice.register)
        .order_by("-number")
        .first()
    )
    if last and last.document != text:
        _allow_after(last, notice, retention.local_day(now))
    foreseen = foresee(notice, now=now, key_backup_days=key_backup_days)
    return Preview(notice, parsed(last) if last else None, foreseen)


def in_force(register: str, day: date) -> Version:
    """Return the version in force on a Helsinki day. Raises NoticeNotInForce."""
    return _version(version_row(register, day))


def version_row(register: str, day: date) -> NoticeVersion:
    """Return the row of the version in force. Raises NoticeNotInForce."""
    row = (
        NoticeVersion.objects.filter(register_id=register, effective__lte=day)
        .order_by("-effective")
        .first()
    )
    if row is None:
        raise NoticeNotInForce("the register has no notice in force")
    return row


def versions(register: str) -> tuple[Version, ...]:
    """Return every version of a register, newest first; empty where unknown."""
    rows = NoticeVersion.objects.filter(register_id=register).order_by("-number")
    return tuple(_version(row) for row in rows)


def registers() -> tuple[str, ...]:
    """Return the slugs of all registers, in alphabetical order."""
    return tuple(Register.objects.order_by("slug").values_list("slug", flat=True))


def parsed(row: NoticeVersion) -> Notice:
    """Return the notice of a row."""
    return _parse(row.document)


@lru_cache(maxsize=256)
def _parse(text: str, key_backup_days: int = 0) -> Notice:
    """Return a notice; one that was stored may have been met by older backups."""
    return document.parse(text, key_backup_days=key_backup_days)


def _version(row: NoticeVersion) -> Version:
    return Version(
        number=row.number,
        notice=parsed(row),
        published_at=row.published_at,
        sha256=row.sha256,
    )


def _allow_after(last: NoticeVersion | None, notice: Notice, today: date) -> None:
    """Refuse a version that would change what was already promised."""
    if last is None:
        return
    if notice.effective <= last.effective:
        raise NoticeImmutable("a version takes effect on or after that day already")
    if notice.effective < today:
        raise NoticeImmutable("a new version cannot take effect in the past")


def _name_controllers(register: Register, notice: Notice) -> None:
    for controller in notice.controllers:
        Controller.objects.update_or_create(
            register=register,
            key=controller.id,
            defaults={
                "name": controller.name,
                "business_id": controller.business_id,
            },
        )


def take_effect(*, now: datetime, key_backup_days: int) -> int:
    """Apply shorter periods of versions whose day has come; return how many items."""
    today = retention.local_day(now)
    with transaction.atomic():
        rows = NoticeVersion.objects.select_for_update().filter(
            effective__lte=today, applied_at=None
        )
        return sum(
            _apply(row, now=now, key_backup_days=key_backup_days)
            for row in rows.order_by("effective")
        )


def _apply(row: NoticeVersion, *, now: datetime, key_backup_days: int) -> int:
    """Bring forward what a shorter period makes due sooner; return how many items."""
    row.applied_at = now
    row.save(update_fields=["applied_at"])
    return shorten(row.register_id, parsed(row), key_backup_days=key_backup_days)
