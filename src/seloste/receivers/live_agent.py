"""An agent's page: who waits, and the chats somebody opened for a purpose.

Every message and every batch of news asks again whose session it is and
whether the openings still stand: a role or a session that ends, ends here too.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from seloste import wiring
from seloste.domain.chat import Author, ChatRefused, Line
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.receivers.live_lists import LIST_EVERY, Lists, told_as
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
from seloste.services import (
    chat_list,
    chat_reading,
    chat_visits,
    chats,
    live_sessions,
    notes,
    openings,
)
from seloste.services.access import NotFound
from seloste.services.chat_list import GoingOn
from seloste.services.chat_reading import Colleague

NONE = frozenset({UUID(int=0)})
"""The chats of a page that has none."""


@dataclass(slots=True)
class OpenedChat:
    """A chat that is open on the page, and how far the page was told of it."""

    opening: UUID
    purpose: str
    after: int
    told: Message


class AgentPage:
    """One page of somebody who signed in with ``session``.

    ``lists`` are shared with the other pages of the process.
    """

    def __init__(self, *, session: str, lists: Lists | None = None) -> None:
        self._session = session
        self._lists = lists or Lists()
        self._opened: dict[UUID, OpenedChat] = {}
        self._watched = NONE
        self._list: Message = {}
        self._list_at = -LIST_EVERY
        self._list_owed = False
        self._handlers = {
            "open": self._open,
            "take": self._take,
            "say": self._say,
            "typing": self._typing,
            "seen": self._seen,
            "end": self._end,
            "close": self._close,
            "note": self._note,
            "colleagues": self._colleagues,
            "transfer": self._transfer,
            "file": self._file,
            "ping": self._ping,
        }

    @property
    def known(self) -> bool:
        """Whether somebody is signed in."""
        return self._who(uses=False) is not None

    def staff_id(self) -> UUID:
        """Return who is signed in, or raise ChatRefused."""
        me = self._who(uses=True)
        if me is None:
            raise ChatRefused("unknown-chat")
        return me

    def chats(self) -> frozenset[UUID]:
        """Return the opened chats; nothing where any change would move the list.

        Once the list is to be read again anyway, what changes in other chats can wait.
        """
        return self._watched if self._list_owed else frozenset()

    def handle(self, message: Message) -> Words:
        """Do what a message says and return what to answer. Raises Over."""
        self._me(uses=message["type"] != "ping")
        return answer(message, self._handlers)

    def news(self) -> Words:
        """Return the list if it changed, and the news of every opened chat."""
        me = self._me()
        words = self._news_of_list(me)
        for chat in list(self._opened):
            words += self._news_of(chat, me)
        self._watched = frozenset(self._opened) or NONE
        return words

    @property
    def looks_again(self) -> float | None:
        """In how many seconds to ask for news though nothing changes, or None."""
        return LIST_EVERY if self._list_owed else None

    def _news_of_list(self, me: UUID) -> Words:
        """Return the list if it changed; it is read once a second and no oftener."""
        now = time.monotonic()
        if now - self._list_at < LIST_EVERY:
            self._list_owed = True
            return []
        self._list_at = now
        told = self._waiting(me, self._lists.latest())
        self._list_owed = self._lists.behind()
        if told == self._list:
            return []
        self._list = told
        return [told]

    def _who(self, *, uses: bool) -> UUID | None:
        return live_sessions.staff_of(self._session, wall=int(time.time()), uses=uses)

    def _me(self, *, uses: bool = False) -> UUID:
        me = self._who(uses=uses)
        if me is None:
            raise Over
        return me

    def _actor(self) -> Actor:
        me = self._me()
        return Actor(id=f"staff:{me}", role=Role.AGENT, staff_id=me)

    def _waiting(self, me: UUID, chats: tuple[GoingOn, ...]) -> Message:
        now, language = wiring.clock().now(), live_sessions.language_of(me)
        found = [
            told_as(chat_list.as_seen(one, me, language))
            if one.assignee == me
            else self._lists.shown(one, language)
            for one in chat_list.visible_to(me, chats, now=now)
        ]
        return {"type": "list", "chats": found}

    def _news_of(self, chat: UUID, me: UUID) -> Words:
        """Return the news of one chat; an opening that is over is renewed or closed."""
        opened, now = self._opened[chat], wiring.clock().now()
        try:
            visit = chat_reading.look(chat, now=now)
            fresh = visit.last_seq > opened.after
            found = self._lines(opened, chat, me) if fresh else ()
        except (NotFound, ChatRefused, PurposeRefused):
            self._opened.pop(chat, None)
            return [{"type": "closed", "chat": str(chat)}]
        words: Words = [{**shown_line(line), "chat": str(chat)} for line in found]
        opened.after = max([opened.after, *(line.seq for line in found)])
        told = {**shown_visit(visit), "chat": str(chat)}
        if told != opened.told:
            opened.told = told
            words.append(told)
        return words

    def _lines(self, opened: OpenedChat, chat: UUID, me: UUID) -> tuple[Line, ...]:
        try:
            return self._read(opened, me)
        except NotFound:
            renewed = chat_reading.open_chat(
                chat,
                staff_id=me,
                purpose_id=opened.purpose,
                desk=wiring.desk(),
                now=wiring.clock().now(),
            )
            opened.opening = renewed.opening_id
            return self._read(opened, me)

    def _read(self, opened: OpenedChat, me: UUID) -> tuple[Line, ...]:
        return chat_reading.lines(
            opened.opening,
            staff_id=me,
            after=opened.after,
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )

    def _open(self, message: Message) -> Words:
        chat, me = uuid_of(message, "chat"), self._me()
        purpose = text(message, "purpose", longest=64)
        if self._reopened(message, chat, purpose, me):
            return []
        found = chat_reading.open_chat(
            chat,
            staff_id=me,
            purpose_id=purpose,
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        self._opened[chat] = OpenedChat(found.opening_id, purpose, 0, {})
        return [
            {
                "type": "opened",
                "chat": str(chat),
                "opening": str(found.opening_id),
                "name": found.name,
                "mailto": found.mailto,
                "language": found.language,
                "address": found.address,
            }
        ]

    def _reopened(self, message: Message, chat: UUID, purpose: str, me: UUID) -> bool:
        """Go on with an opening that the page had before its connection was lost."""
        if not message.get("opening"):
            return False
        opening, now = uuid_of(message, "opening"), wiring.clock().now()
        if not chat_reading.stands(opening, chat, staff_id=me, now=now):
            return False
        after = number(message, "after")
        self._opened[chat] = OpenedChat(opening, purpose, after, {})
        return True

    def _take(self, message: Message) -> Words:
        chat, me = uuid_of(message, "chat"), self._me()
        words = [] if chat in self._opened else self._open(message)
        chats.take(
            chat,
            actor=self._actor(),
            name=live_sessions.name_of(me),
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        return words

    def _say(self, message: Message) -> Words:
        chat = uuid_of(message, "chat")
        seq = chat_reading.say(
            chat,
            staff_id=self._me(),
            client_id=uuid_of(message),
            text=text(message, "text"),
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        return [{"type": "kept", "chat": str(chat), "id": id_(message), "seq": seq}]

    def _typing(self, message: Message) -> Words:
        chat = self._of_page(message)
        chat_visits.typing(chat, Author.AGENT, now=wiring.clock().now())
        return []

    def _seen(self, message: Message) -> Words:
        chat_visits.mark(
            self._of_page(message),
            Author.AGENT,
            got=number(message, "got"),
            seen=number(message, "seen"),
        )
        return []

    def _of_page(self, message: Message) -> UUID:
        """Return a chat that is opened here. Raises ChatRefused."""
        chat = uuid_of(message, "chat")
        if chat not in self._opened:
            raise ChatRefused("unknown-chat")
        return chat

    def _end(self, message: Message) -> Words:
        chats.end(
            self._of_page(message),
            actor=self._actor(),
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        return []

    def _close(self, message: Message) -> Words:
        self._opened.pop(uuid_of(message, "chat"), None)
        return []

    def _note(self, message: Message) -> Words:
        notes.write_on_contact(
            self._of_page(message),
            text(message, "text", longest=notes.LIMIT),
            desk=wiring.desk(),
            actor=self._actor(),
            now=wiring.clock().now(),
        )
        return [{"type": "noted", "chat": message["chat"], "id": id_(message)}]

    def _colleagues(self, message: Message) -> Words:
        me, chat = self._me(), self._of_page(message)
        queues, people = chat_reading.colleagues(
            chat,
            staff_id=me,
            language=live_sessions.language_of(me),
            now=wiring.clock().now(),
        )
        return [
            {
                "type": "colleagues",
                "chat": str(chat),
                "queues": [_shown(one) for one in queues],
                "people": [_shown(one) for one in people],
            }
        ]

    def _transfer(self, message: Message) -> Words:
        to_queue = bool(message.get("queue"))
        chats.transfer(
            self._of_page(message),
            queue_id=uuid_of(message, "queue") if to_queue else None,
            staff_id=None if to_queue else uuid_of(message, "person"),
            actor=self._actor(),
            desk=wiring.desk(),
            now=wiring.clock().now(),
        )
        return [{"type": "transferred", "chat": message["chat"]}]

    def _file(self, message: Message) -> Words:
        """Open a file of an opened chat for its purpose; the page then fetches it."""
        chat = self._of_page(message)
        found = openings.open_item(
            uuid_of(message, "item"),
            staff_id=self._me(),
            purpose_id=self._opened[chat].purpose,
            now=wiring.clock().now(),
        )
        return [{"type": "file", "chat": str(chat), "opening": str(found.opening_id)}]

    def _ping(self, _: Message) -> Words:
        return [{"type": "pong"}]


def _shown(one: Colleague) -> Message:
    return {"id": str(one.id), "name": str(one.name)}
