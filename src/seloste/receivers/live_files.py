"""Files of chats, and what a site shows first: what is not passed on a socket.

A file is held in memory while it is sealed, never written in the clear; few
are taken at once.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from uuid import UUID

from django.conf import settings
from django.utils import translation

from seloste import wiring
from seloste.domain.chat import LARGEST_FILE, ChatRefused
from seloste.receivers.live_agent import AgentPage
from seloste.receivers.live_limits import Addresses
from seloste.receivers.live_page import Message
from seloste.receivers.live_visitor import VisitorPage
from seloste.services import chat_files, chat_sites, chat_visits
from seloste.services.chat_files import Given, Taken

__all__ = ["AT_ONCE", "LARGEST_FILE", "Owner", "hand_out", "owner", "take", "welcome"]

AT_ONCE = asyncio.Semaphore(4)
FILES = Addresses(rate=1 / 10, size=20)
LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose file it is: the chat, and the agent where it is not the visitor's."""

    chat: UUID
    staff_id: UUID | None


def owner(headers: Mapping[str, str], page: VisitorPage | AgentPage) -> Owner:
    """Return who hands a file in, before any of it is read. Raises ChatRefused."""
    if isinstance(page, AgentPage):
        staff_id = page.staff_id()
        return Owner(_uuid(headers.get("x-chat", "")), staff_id)
    if not FILES.allows(page.address):
        raise ChatRefused("too-many")
    return Owner(_chat(headers, page), None)


def take(who: Owner, headers: Mapping[str, str], data: bytes) -> int:
    """Keep a file and return the number of its line. Raises ChatRefused."""
    name = unquote(headers.get("x-file-name", "")[:LONGEST_NAME], errors="replace")
    given = Given(_uuid(headers.get("x-client-id", "")), name, data)
    return chat_files.share(
        who.chat,
        given,
        staff_id=who.staff_id,
        desk=wiring.desk(),
        now=wiring.clock().now(),
    )


def hand_out(headers: Mapping[str, str], page: VisitorPage, item: UUID) -> Taken:
    """Return a file of the visitor's own chat. Raises ChatRefused, ContentWithheld."""
    return chat_files.of_visitor(_chat(headers, page), item, desk=wiring.desk())


def _chat(headers: Mapping[str, str], page: VisitorPage) -> UUID:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise ChatRefused("unknown-chat")
    return chat_visits.chat_of(token, origin=page.origin, now=wiring.clock().now())


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise ChatRefused("bad-id") from None


def welcome(query: Mapping[str, str], origin: str) -> Message:
    """Return what a page shows before a chat begins. Raises ChatRefused."""
    site = chat_sites.site_for(
        query.get("register", ""), query.get("address", ""), origin=origin
    )
    language = query.get("language", "")
    notice_at = f"{settings.PUBLIC_URL.rstrip('/')}/notice/{site.register_id}/"
    told = chat_sites.welcome(
        site, language=language, notice_at=notice_at, now=wiring.clock().now()
    )
    with translation.override(told.language):
        return {
            "language": told.language,
            "notice": told.notice,
            "noticeUrl": notice_at,
            "name": told.name,
            "short": told.short,
            "open": told.open,
            "opensAt": told.opens_at.isoformat() if told.opens_at else None,
            "patience": told.patience_minutes,
        }
