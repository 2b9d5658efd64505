"""The language of a page: the one chosen, else Finnish.

A browser's own list is not asked: the choice is one click, and it is kept.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

SPOKEN = frozenset(code for code, _ in settings.LANGUAGES)


class Language:
    """Speaks the language that the cookie names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response in the chosen language, which it names."""
        with translation.override(chosen(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


def chosen(request: HttpRequest) -> str:
    """Return the language that the request's cookie asks for."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in SPOKEN else settings.LANGUAGE_CODE


def remember(response: HttpResponseBase, language: str) -> None:
    """Keep the choice in this browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
