"""The language of a page: the one chosen, else Finnish.

A browser's own list is not asked: the choice is one click, and it is kept.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SPOKEN = frozenset(code for code, _ in settings.LANGUAGES)


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
