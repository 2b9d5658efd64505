"""What the frame of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from seloste.web import access, clock, navigation
from seloste.web.audience import DRILL_ROLES
from seloste.web.forms import LANGUAGE_NAMES


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the menu, the languages and whether the clock is a drill's.

    The menu is made when it is drawn, so that public pages ask no database.
    """
    return {
        "menu": SimpleLazyObject(lambda: tuple(navigation.sections(request))),
        "languages": LANGUAGE_NAMES,
        "drill_now": clock.now() if settings.DRILL_CLOCK else None,
        "moves_clock": SimpleLazyObject(lambda: _moves_clock(request)),
    }


def _moves_clock(request: HttpRequest) -> bool:
    return bool(access.roles(request) & frozenset(DRILL_ROLES))
