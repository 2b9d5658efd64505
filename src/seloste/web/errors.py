"""The pages of what went wrong, in the reader's language, with the same look.

They need no database, so that they can be shown when it is the database that
went wrong. None of them repeats what was asked for.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.domain.errors import SelosteError
from seloste.web import language

Words = tuple[str | Promise, str | Promise]

WORDS: dict[int, Words] = {
    400: (_("This request cannot be understood"), _("Go back and try again.")),
    403: (
        _("This page is not open to you"),
        _("Your role does not open it. An administrator can grant roles."),
    ),
    404: (
        _("There is nothing here"),
        _("It was never here, or it has been destroyed on time."),
    ),
    405: (_("This cannot be done like that"), _("Go back and try again.")),
    409: (_("This was refused"), _("Nothing was changed.")),
    413: (
        _("This is too large"),
        _("Send less at a time; large recordings go through the interface."),
    ),
    429: (_("Please wait a moment"), _("There were too many tries. Try again soon.")),
    500: (
        _("Something broke here"),
        _("It has been noted. Nothing was half done; try again in a while."),
    ),
    503: (_("This is not available now"), _("Nothing was changed. Try again soon.")),
}
UNAVAILABLE = frozenset({"not-initialised", "vault-unavailable", "search-unavailable"})
LATER = frozenset({"sign-in-delayed"})


def page(request: HttpRequest, status: int, *, code: str = "") -> HttpResponse:
    """Return the page for ``status``."""
    title, advice = WORDS[status]
    with translation.override(language.chosen(request)):
        return render(
            request,
            "errors/page.html",
            {"status": status, "title": title, "advice": advice, "code": code},
            status=status,
        )


def refusal(request: HttpRequest, error: SelosteError) -> HttpResponse:
    """Return the page for a refusal, with its code."""
    status = 409
    if error.code in UNAVAILABLE:
        status = 503
    elif error.code in LATER:
        status = 429
    elif error.code == "not-found" or error.code.endswith("-unknown"):
        status = 404
    elif error.code == "purpose-refused":
        status = 403
    return page(request, status, code=error.code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense, or one that is too large."""
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer somebody who may not."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request for what is not there."""
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when the program failed."""
    return page(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form that was not sent from our page, or from too old a page."""
    return page(request, 403, code="form-expired")
