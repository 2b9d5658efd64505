"""A chat site of Retta's, and Maija who chats there."""

import uuid
from datetime import datetime
from uuid import UUID

from seloste.ports.desk import Desk
from seloste.records.models import ChatSite
from seloste.services import chat_list, chat_sites, chat_visits, chats
from seloste.services.chat_list import Waiting
from seloste.services.chat_sites import SiteSettings
from seloste.services.chats import Beginning
from tests.services.conftest import NOW, SETUP

ORIGIN = "https://isannointi.retta.example"
ADDRESS = "isannointi.retta.example"
TOKEN = "t" * 43
CANARY = "kanarialintu-chat-91be"


def made_site(now: datetime = NOW, **changes: object) -> ChatSite:
    wanted: dict[str, object] = {
        "register": "retta",
        "address": ADDRESS,
        "origins": (ORIGIN,),
    }
    site = chat_sites.set_site(
        SiteSettings(**{**wanted, **changes}),  # type: ignore[arg-type]  # names are checked by dataclasses
        actor=SETUP,
        now=now,
    )
    return ChatSite.objects.get(pk=site)


def begun(
    desk: Desk, *, token: str = TOKEN, now: datetime = NOW, site: ChatSite | None = None
) -> UUID:
    """Begin Maija's chat."""
    wanted = Beginning(
        token=token,
        notice=1,
        language="fi",
        name="Maija Meikäläinen",
        mailto="maija@example.fi",
    )
    return chats.begin(site or made_site(), wanted, desk=desk, now=now)


def said(chat: UUID, text: str, *, desk: Desk, now: datetime = NOW) -> int:
    """Let Maija say something."""
    return chat_visits.say(chat, client_id=uuid.uuid4(), text=text, desk=desk, now=now)


def waiting(staff_id: UUID, *, language: str, now: datetime) -> list[Waiting]:
    """Return the chats somebody may answer, as their console is told of them."""
    seen = chat_list.visible_to(staff_id, chat_list.going_on(), now=now)
    return [chat_list.as_seen(one, staff_id, language) for one in seen]
