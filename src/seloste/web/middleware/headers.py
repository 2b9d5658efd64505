"""Security headers on every response: pages, fragments, files and errors.

ASVS 5.0 3.4 and 3.5.8. The content security policy is Django's own middleware,
which stands next to this one; both are outermost, so that nothing slips past.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from seloste.web import access, errors

UNUSED = ("camera", "geolocation", "microphone", "payment", "usb")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cache-Control": "no-store",
}
TWO_YEARS = 2 * 365 * 24 * 3600


class SecurityHeaders:
    """Sets each header that the view has not set; nothing is cached unless asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response with its headers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE:
            response.headers.setdefault(
                "Strict-Transport-Security",
                f"max-age={TWO_YEARS}; includeSubDomains",
            )
        return response


class FetchMetadata:
    """Turns away what other sites ask for, unless it is a link somebody follows.

    Browsers say where a request comes from (Sec-Fetch-Site); programs that call
    the API say nothing and are let through to show their token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response, or a refusal."""
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            follows = request.headers.get("Sec-Fetch-Mode") == "navigate"
            into_page = self._may_show(request)
            if not (follows and into_page and request.method in {"GET", "HEAD"}):
                return errors.page(request, 403)
        return self.get_response(request)

    def _may_show(self, request: HttpRequest) -> bool:
        """Tell whether the answer becomes a page, or a frame of a view that may be."""
        into = request.headers.get("Sec-Fetch-Dest")
        if into not in {"iframe", "frame"}:
            return into in {"document", None}
        try:
            return access.may_be_framed(resolve(request.path_info).func)
        except Resolver404:
            return False
