"""How long a session lives: 30 minutes unused, 12 hours at most (ASVS 5.0 7.3).

The wall clock of the machine is used, never the clock of a drill. A disabled
person's session ends by itself: Django asks on every request whether the
account is active and has the password it was opened with.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from seloste.domain.sign_in import IDLE_SECONDS, NOTED_EVERY_SECONDS, WHOLE_SECONDS


class SessionLimits:
    """Ends a session that has been unused or open for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response of somebody whose session is still good."""
        carried = settings.SESSION_COOKIE_NAME in request.COOKIES
        if carried and request.user.is_authenticated:
            hold_to_limits(request, now=int(time.time()))
        return self.get_response(request)


def begin(request: HttpRequest) -> None:
    """Start counting, and forget old sessions; called at every sign-in."""
    type(request.session).clear_expired()
    request.session["began_at"] = request.session["seen_at"] = int(time.time())


def hold_to_limits(request: HttpRequest, *, now: int) -> None:
    """Sign out where a limit is passed; else note now and then that it is used."""
    began, seen = (request.session.get(key, 0) for key in ("began_at", "seen_at"))
    if now - seen >= IDLE_SECONDS or now - began >= WHOLE_SECONDS:
        logout(request)
    elif now - seen >= NOTED_EVERY_SECONDS:
        request.session["seen_at"] = now
