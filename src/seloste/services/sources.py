"""Sources: the systems that may hand over contacts, and what is said of them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.records.models import ApiToken, Register, Source
from seloste.services import audit
from seloste.services.notices import store

PRESETS = (
    "manifest",
    "freepbx",
    "freeswitch",
    "amazon-connect",
    "genesys",
    "twilio",
    "zoom",
    "mail",
    "vcon",
    "api",
    "form",
    "paper",
    "chat",
)
ATTESTATION_LIMIT = timedelta(days=366)
TOKEN_LASTS = timedelta(days=365)


class SourceInvalid(SelosteError):
    """The source cannot be set up that way; ``reason`` is a stable word.

    Reasons: unknown-register, unknown-preset, unknown-time-zone, name-taken,
    unknown-source, attestation-too-long.
    """

    code = "source-invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(f"source refused: {reason}")
        self.reason = reason


class TokenRefused(SelosteError):
    """The token is unknown, revoked or over."""

    code = "token-refused"


def register_source(
    *,
    slug: str,
    register: str,
    preset: str,
    time_zone: str,
    address: str,
    actor: Actor,
    now: datetime,
) -> Source:
    """Let a system hand over contacts to a register; the same again changes nothing.

    ``time_zone`` is the one its files are written in; ``address`` the line or
    mailbox it stands for where its files do not say. Raises SourceInvalid.
    """
    _check(register=register, preset=preset, time_zone=time_zone)
    wanted = {
        "register_id": register,
        "preset": preset,
        "time_zone": ZoneInfo(time_zone).key,
        "address": address.lower(),
    }
    with transaction.atomic():
        source = Source.objects.filter(slug=slug).first()
        if source is not None:
            if any(getattr(source, name) != value for name, value in wanted.items()):
                raise SourceInvalid("name-taken")
            return source
        source = Source.objects.create(slug=slug, registered_at=now, **wanted)
        audit.record(
            action=Action.SOURCE_REGISTERED,
            actor=actor,
            object_id=f"source:{slug}",
            now=now,
            details={"preset": preset},
        )
    return source


def _check(*, register: str, preset: str, time_zone: str) -> None:
    if not Register.objects.filter(slug=register).exists():
        raise SourceInvalid("unknown-register")
    if preset not in PRESETS:
        raise SourceInvalid("unknown-preset")
    if time_zone not in _time_zones():
        raise SourceInvalid("unknown-time-zone")


@cache
def _time_zones() -> frozenset[str]:
    """Return the names this machine knows; finding them reads every file of them."""
    return frozenset(available_timezones())


def attest_announcement(
    *, slug: str, until: datetime, actor: Actor, now: datetime
) -> None:
    """Record a person's statement that every caller of a source is told (S-07).

    It is dated, named by the actor, and lasts a year at most. Raises
    SourceInvalid.
    """
    if not now < until <= now + ATTESTATION_LIMIT:
        raise SourceInvalid("attestation-too-long")
    with transaction.atomic():
        source = _locked(slug)
        source.announcement_attested_at = now
        source.announcement_attested_until = until
        source.announcement_attested_by = actor.id
        source.save(
            update_fields=[
                "announcement_attested_at",
                "announcement_attested_until",
                "announcement_attested_by",
            ]
        )
        audit.record(
            action=Action.SOURCE_ATTESTED,
            actor=actor,
            object_id=f"source:{slug}",
            now=now,
        )


def _locked(slug: str) -> Source:
    source = Source.objects.select_for_update().filter(slug=slug).first()
    if source is None:
        raise SourceInvalid("unknown-source")
    return source


def issue_token(*, slug: str, actor: Actor, now: datetime) -> str:
    """Return a new API token of a source; only its hash is kept.

    256 random bits (ASVS 11.5.1), valid for a year. Raises SourceInvalid.
    """
    token = f"slt_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        row = ApiToken.objects.create(
            source=_locked(slug),
            sha256=_digest(token),
            issued_at=now,
            expires_at=now + TOKEN_LASTS,
        )
        audit.record(action=Action.TOKEN_ISSUED, actor=actor, object_id=row.id, now=now)
    return token


def revoke_token(*, token_id: UUID, actor: Actor, now: datetime) -> None:
    """End a token at once. Raises TokenRefused where there is none to end."""
    with transaction.atomic():
        row = (
            ApiToken.objects.select_for_update()
            .filter(pk=token_id, revoked_at=None)
            .first()
        )
        if row is None:
            raise TokenRefused("no such token")
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        audit.record(
            action=Action.TOKEN_REVOKED, actor=actor, object_id=row.id, now=now
        )


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as lists show it: ``standing`` is until, over or revoked."""

    id: UUID
    source: str
    issued_at: datetime
    standing: str
    ends_at: datetime


def tokens(slug: str = "", *, now: datetime) -> tuple[TokenLine, ...]:
    """Return the tokens of a source, or of every one, newest first."""
    rows = ApiToken.objects.order_by("source", "-issued_at")
    found = rows.filter(source=slug) if slug else rows
    return tuple(_token_line(row, now) for row in found)


def _token_line(row: ApiToken, now: datetime) -> TokenLine:
    standing = "until" if row.expires_at > now else "over"
    return TokenLine(
        id=row.pk,
        source=row.source_id,
        issued_at=row.issued_at,
        standing="revoked" if row.revoked_at else standing,
        ends_at=row.revoked_at or row.expires_at,
    )


def source_of_token(token: str, *, now: datetime) -> Source:
    """Return the source a token belongs to. Raises TokenRefused."""
    row = (
        ApiToken.objects.select_related("source")
        .filter(sha256=_digest(token), revoked_at=None, expires_at__gt=now)
        .first()
    )
    if row is None or not row.source.active:
        raise TokenRefused("unknown, revoked or over")
    return row.source


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def own_domains(register: str, day: date) -> frozenset[str]:
    """Return the mail domains at which the register's controllers receive.

    What comes from there is an answer of theirs, not a contact from outside.
    Raises NoticeNotInForce.
    """
    controllers = store.in_force(register, day).notice.controllers
    return frozenset(
        address.rpartition("@")[2]
        for controller in controllers
        for address in (*controller.receives, *controller.processor_receives)
        if "@" in address
    )


def active_source(slug: str) -> Source:
    """Return a source that may hand over. Raises SourceInvalid."""
    source = Source.objects.filter(slug=slug, active=True).first()
    if source is None:
        raise SourceInvalid("unknown-source")
    return source


def sources() -> tuple[Source, ...]:
    """Return every source, in alphabetical order."""
    return tuple(Source.objects.select_related("register").order_by("slug"))
