"""A refusal that a view did not answer itself becomes a page with its code."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from seloste.domain.errors import SelosteError
from seloste.web import errors


class Refusals:
    """Answers what services refuse; docs/errors.md explains every code."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Return the page of a refusal; anything else rises."""
        if not isinstance(exception, SelosteError):
            return None
        return errors.refusal(request, exception)
