"""The console: who waits, and several chats at once, live.

The page itself shows nothing of any chat; what it shows comes over the live
process, for the purpose somebody works for, and is audited there.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from seloste.services import templates
from seloste.web import purposes
from seloste.web.audience import for_desk
from seloste.web.purposes import Working

ANY = "00000000-0000-0000-0000-000000000000"


@for_desk
@require_safe
def console(request: HttpRequest) -> HttpResponse:
    """Show the console of chats."""
    working = purposes.every_working(request)
    context = {"working": working, "config": _config(working)}
    return render(request, "chats/console.html", context)


def _config(working: tuple[Working, ...]) -> dict[str, Any]:
    return {
        "live": settings.LIVE_URL,
        "purposes": {one.register.slug: one.chosen.id for one in working if one.chosen},
        "snippets": {one.register.slug: _snippets(one) for one in working},
        "contact": reverse("contacts:show", args=[ANY]).replace(ANY, "{0}"),
        "task": reverse("work:new-on", args=[ANY]).replace(ANY, "{0}"),
        "file": reverse("messages:file", args=[ANY]).replace(ANY, "{0}"),
        "words": _words(),
    }


def _snippets(one: Working) -> list[dict[str, Any]]:
    return [
        {"word": filled.word, "name": filled.name, "texts": filled.texts}
        for filled in templates.filled(one.register.slug, {})
    ]


def _reasons() -> dict[str, str]:
    """Return why something can be refused, by the words of the refusal."""
    return {
        "empty": _("write something first."),
        "no-such-move": _("the chat has gone on meanwhile."),
        "other": _("it is not possible now. Try again."),
        "too-large": _("the file is too large."),
        "too-long": _("it is too long."),
        "too-many": _("wait a moment first."),
    }


def _words() -> dict[str, Any]:
    """Return what the script says; it knows no language of its own."""
    return {
        "agent": _("Agent"),
        "away": _("left the queue"),
        "begun": _("The chat began; the notice was shown."),
        "closed": _("You can no longer see this chat."),
        "delivered": _("Delivered"),
        "ended": _("The chat has ended."),
        "handled": _("{0} answers"),
        "languages": {"fi": _("Finnish"), "sv": _("Swedish"), "en": _("English")},
        "left": _("the visitor has gone"),
        "lost": _("The connection was lost. Connecting again."),
        "minutes": _("{0} min"),
        "newVisitor": _("Somebody is waiting in the chat."),
        "noted": _("The note is kept."),
        "open": _("Open"),
        "position": _("number {0} in the queue"),
        "purpose": _("Say first what you work for."),
        "reasons": _reasons(),
        "refused": _("That was refused: {0}"),
        "save": _("Save the file {0}"),
        "seen": _("Seen"),
        "sending": _("Sending"),
        "sent": pgettext("chat", "Sent"),
        "take": _("Take"),
        "taken": _("{0} joined the chat."),
        "transferred": _("The chat is handed on."),
        "typing": _("The visitor is typing…"),
        "unread": _("{0} unread"),
        "visitor": _("Visitor"),
        "yours": _("yours"),
    }
