"""Chat sites: which websites may embed a chat, and what their visitors are told.

A browser is listened to only from an origin that the site names. What is shown
before a chat begins comes from the notice in force, in the visitor's language.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.chat import ChatRefused
from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.domain.notice import ChannelNotPromised, ControllerUnknown, Language
from seloste.domain.notice_text.compose import caller_text
from seloste.domain.staff import Actor
from seloste.records.models import ChatSite, Queue, Register
from seloste.services import audit, business_calendar, queues, sources
from seloste.services.notices import store
from seloste.services.notices.store import NoticeNotInForce

PRESET = "chat"
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")
LONGEST_PATIENCE = 120


class ChatSiteRefused(SelosteError):
    """The site cannot be set up that way; ``reason`` is a stable word.

    Reasons: unknown-register, bad-address, bad-origin, no-origin, not-promised,
    unknown-queue, bad-patience, unknown-site.
    """

    code = "chat-site-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"chat site: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What is said of a chat site; see the model for what each means."""

    register: str
    address: str
    origins: tuple[str, ...]
    queue: str = ""
    patience_minutes: int = 5
    active: bool = True


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a visitor is told before anything is kept.

    ``notice`` is the number of the version whose ``short`` text this is;
    ``opens_at`` is when somebody is there again.
    """

    register: str
    language: str
    notice: int
    name: str
    short: str
    open: bool
    opens_at: datetime | None
    patience_minutes: int


def set_site(wanted: SiteSettings, *, actor: Actor, now: datetime) -> UUID:
    """Let a website chat with a register, or change what is said of it.

    Raises ChatSiteRefused.
    """
    address = wanted.address.strip().lower()
    origins = _checked(wanted, address, now)
    queue = _queue(wanted)
    with transaction.atomic():
        source = sources.register_source(
            slug=f"chat-{wanted.register}-{slugify(address.replace('.', '-'))}"[:64],
            register=wanted.register,
            preset=PRESET,
            time_zone="Europe/Helsinki",
            address=address,
            actor=actor,
            now=now,
        )
        row, _ = ChatSite.objects.update_or_create(
            register_id=wanted.register,
            address=address,
            defaults={
                "source": source,
                "origins": origins,
                "queue": queue,
                "patience_minutes": wanted.patience_minutes,
                "active": wanted.active,
            },
        )
        audit.record(
            action=Action.CHAT_SITE_CHANGED,
            actor=actor,
            object_id=row.id,
            now=now,
            details={"register": wanted.register, "count": len(origins)},
        )
    return row.id


def _checked(wanted: SiteSettings, address: str, now: datetime) -> list[str]:
    """Return the origins as browsers write them. Raises ChatSiteRefused."""
    if not Register.objects.filter(pk=wanted.register).exists():
        raise ChatSiteRefused("unknown-register")
    if not HOST.fullmatch(address):
        raise ChatSiteRefused("bad-address")
    if not 1 <= wanted.patience_minutes <= LONGEST_PATIENCE:
        raise ChatSiteRefused("bad-patience")
    _promised(wanted.register, address, now)
    origins = sorted({_origin(one) for one in wanted.origins})
    if not origins:
        raise ChatSiteRefused("no-origin")
    return origins


def _promised(register: str, address: str, now: datetime) -> None:
    """Refuse a site of which the notice in force keeps nothing."""
    try:
        notice = store.in_force(register, retention.local_day(now)).notice
        notice.controller_for(address)
        notice.class_for(Channel.CHAT)
    except (ChannelNotPromised, ControllerUnknown, NoticeNotInForce):
        raise ChatSiteRefused("not-promised") from None


def _origin(text: str) -> str:
    """Return an origin as RFC 6454 writes it: scheme, host, port; nothing else."""
    try:
        parts = urlsplit(text.strip().lower())
        port = parts.port
    except ValueError:
        raise ChatSiteRefused("bad-origin") from None
    bare = parts.scheme in {"http", "https"} and parts.path in {"", "/"}
    if not bare or parts.query or parts.fragment or "@" in parts.netloc:
        raise ChatSiteRefused("bad-origin")
    if not HOST.fullmatch(parts.hostname or ""):
        raise ChatSiteRefused("bad-origin")
    usual = {"http": 80, "https": 443}[parts.scheme]
    end = f":{port}" if port and port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{end}"


def _queue(wanted: SiteSettings) -> Queue | None:
    if not wanted.queue:
        return None
    queue = Queue.objects.filter(
        register=wanted.register, slug=wanted.queue, active=True
    ).first()
    if queue is None:
        raise ChatSiteRefused("unknown-queue")
    return queue


def sites(registers: Collection[str] | None = None) -> tuple[ChatSite, ...]:
    """Return the sites of some registers, or all, in alphabetical order."""
    rows = ChatSite.objects.select_related("queue", "register", "source")
    if registers is not None:
        rows = rows.filter(register__in=registers)
    return tuple(rows.order_by("register", "address"))


def site_for(register: str, address: str, *, origin: str) -> ChatSite:
    """Return an active site that a browser from ``origin`` may use.

    Every refusal reads the same. Raises ChatRefused.
    """
    site = (
        ChatSite.objects.select_related("source", "queue")
        .filter(
            register_id=register,
            address=address.strip().lower(),
            active=True,
            source__active=True,
        )
        .first()
    )
    if site is None or origin not in site.origins:
        raise ChatRefused("unknown-site")
    return site


def knows_origin(origin: str) -> bool:
    """Tell whether any active site names an origin; asked before a word is heard."""
    named = ChatSite.objects.filter(active=True).values_list("origins", flat=True)
    return bool(origin) and any(origin in origins for origins in named)


def queue_of(site: ChatSite) -> Queue | None:
    """Return the queue whose people answer: the site's own, or the register's."""
    if site.queue is not None and site.queue.active:
        return site.queue
    return queues.queue_for(
        site.register_id, address=site.address, channel=Channel.CHAT
    )


def is_open(site: ChatSite, now: datetime) -> bool:
    """Tell whether somebody is there to chat."""
    queue = queue_of(site)
    return business_calendar.is_open(
        now, business_calendar.hours_of(queue.hours if queue else {})
    )


def welcome(site: ChatSite, *, language: str, notice_at: str, now: datetime) -> Welcome:
    """Return what a visitor is told; ``notice_at`` is where the notice is.

    Raises ChatRefused where nothing of a chat is promised to be kept.
    """
    spoken = Language(language) if language in set(Language) else Language.FI
    try:
        version = store.in_force(site.register_id, retention.local_day(now))
        version.notice.controller_for(site.address)
        version.notice.class_for(Channel.CHAT)
        short = caller_text(version.notice, Channel.CHAT, spoken, address=notice_at)
    except (ChannelNotPromised, ControllerUnknown, NoticeNotInForce):
        raise ChatRefused("not-promised") from None
    open_now = is_open(site, now)
    queue = queue_of(site)
    hours = business_calendar.hours_of(queue.hours if queue else {})
    opens_at = None if open_now else business_calendar.next_opening(now, hours)
    return Welcome(
        register=site.register_id,
        language=spoken.value,
        notice=version.number,
        name=version.notice.name.in_(spoken),
        short=short,
        open=open_now,
        opens_at=opens_at,
        patience_minutes=site.patience_minutes,
    )
