"""A visitor's page: begins a chat or comes back to it, and talks.

Nothing is told before the page has shown its token, and then only what belongs
to the one chat that the token opens.
"""

from uuid import UUID

from django.conf import settings

from seloste import wiring
from seloste.domain.chat import Author, ChatRefused
from seloste.receivers.live_limits import Addresses
from seloste.receivers.live_page import (
    Message,
    Over,
    Words,
    answer,
    id_,
    number,
    shown_line,
    shown_visit,
    text,
    uuid_of,
)
from seloste.services import chat_messages, chat_sites, chat_visits, chats
from seloste.services.chat_messages import LeftMessage
from seloste.services.chats import VISITOR, Beginning

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
BEGINNINGS = Addresses(rate=1 / 30, size=12)


class VisitorPage:
    """One page of a visitor; ``origin`` is what its browser says it is."""

    def __init__(self, *, origin: str, address: str) -> None:
        self.origin, self.address = origin, address
        self.chat: UUID | None = None
        self.after = 0
        self._told: Message = {}
        self._handlers = {
            "begin": self._begin,
            "resume": self._resume,
            "say": self._say,
            "typing": self._typing,
            "seen": self._seen,
            "end": self._end,
            "transcript": self._transcript,
            "satisfaction": self._satisfaction,
            "message": self._message,
            "ping": self._ping,
        }

    @property
    def known(self) -> bool:
        """Whether the page has shown a token."""
        return self.chat is not None

    def chats(self) -> frozenset[UUID]:
        """Return the one chat of the page; a page without one hears of none."""
        return frozenset({self.chat or UUID(int=0)})

    def handle(self, message: Message) -> Words:
        """Do what a message says and return what to answer."""
        return answer(message, self._handlers)

    def news(self) -> Words:
        """Return new lines and where the chat stands, if that changed.

        Raises Over where the token has run out or the site was closed.
        """
        if self.chat is None:
            return []
        try:
            visit = chat_visits.visit(self.chat, now=wiring.clock().now())
        except ChatRefused:
            raise Over from None
        words: Words = []
        if visit.last_seq > self.after:
            found = chat_visits.lines(self.chat, after=self.after, desk=wiring.desk())
            words += [shown_line(line) for line in found]
            self.after = max([self.after, *(line.seq for line in found)])
        told = shown_visit(visit)
        if told != self._told:
            self._told = told
            words.append(told)
        return words

    def known_state(self, told: Message) -> None:
        """Take the page's word for what it was told last (for polling)."""
        self._told = told

    def here(self) -> None:
        """Note that the page is still there."""
        if self.chat is not None:
            chats.heard(self.chat, wiring.clock().now())

    def _begin(self, message: Message) -> Words:
        site = chat_sites.site_for(
            text(message, "register", longest=64),
            text(message, "address", longest=254),
            origin=self.origin,
        )
        if not BEGINNINGS.allows(self.address):
            raise ChatRefused("too-many")
        wanted = Beginning(
            token=text(message, "token", longest=86),
            notice=number(message, "notice"),
            language=_language(message),
            name=text(message, "name"),
            mailto=text(message, "mailto", longest=254),
        )
        self.chat = chats.begin(
            site, wanted, desk=wiring.desk(), now=wiring.clock().now()
        )
        return [{"type": "begun"}]

    def _resume(self, message: Message) -> Words:
        self.chat = chat_visits.chat_of(
            text(message, "token", longest=86),
            origin=self.origin,
            now=wiring.clock().now(),
        )
        self.after = number(message, "after")
        self.here()
        return [{"type": "begun"}]

    def _mine(self) -> UUID:
        if self.chat is None:
            raise ChatRefused("unknown-chat")
        return self.chat

    def _say(self, message: Message) -> Words:
        seq = chat_visits.say(
            self._mine(),
            client_id=uuid_of(message),
            text=text(message, "text"),
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        return [{"type": "kept", "id": id_(message), "seq": seq}]

    def _typing(self, _: Message) -> Words:
        chat_visits.typing(self._mine(), Author.VISITOR, now=wiring.clock().now())
        return []

    def _seen(self, message: Message) -> Words:
        chat_visits.mark(
            self._mine(),
            Author.VISITOR,
            got=number(message, "got"),
            seen=number(message, "seen"),
        )
        return []

    def _end(self, _: Message) -> Words:
        chats.end(
            self._mine(), actor=VISITOR, desk=wiring.desk(), now=wiring.clock().now()
        )
        return []

    def _transcript(self, message: Message) -> Words:
        chat_messages.send_transcript(
            self._mine(),
            text(message, "mailto", longest=254),
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        return [{"type": "transcript"}]

    def _satisfaction(self, _: Message) -> Words:
        """Give the page of an ended chat its link, which says nothing of the chat."""
        path = chat_visits.satisfaction_path(self._mine(), now=wiring.clock().now())
        public = settings.PUBLIC_URL.rstrip("/")
        return [{"type": "satisfaction", "url": f"{public}{path}"}]

    def _message(self, message: Message) -> Words:
        """Keep a message for those who are not there; a waiting chat ends with it."""
        site = chat_sites.site_for(
            text(message, "register", longest=64),
            text(message, "address", longest=254),
            origin=self.origin,
        )
        if not BEGINNINGS.allows(self.address):
            raise ChatRefused("too-many")
        now = wiring.clock().now()
        wanted = LeftMessage(
            token=text(message, "token", longest=86),
            notice=number(message, "notice"),
            language=_language(message),
            name=text(message, "name", longest=200),
            mailto=text(message, "mailto", longest=254),
            text=text(message, "text"),
            chat=self.chat,
        )
        chat_messages.leave(site, wanted, desk=wiring.desk(), now=now)
        if self.chat is not None:
            chats.end(self.chat, actor=VISITOR, desk=wiring.desk(), now=now)
        return [{"type": "left"}]

    def _ping(self, _: Message) -> Words:
        self.here()
        return [{"type": "pong"}]


def _language(message: Message) -> str:
    value = text(message, "language", longest=2)
    return value if value in LANGUAGES else settings.LANGUAGE_CODE
