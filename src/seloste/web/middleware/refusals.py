"""A refusal that a view did not answer itself becomes a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from seloste.domain.errors import SelosteError
from seloste.web import errors


class Refusals:
    """Answers what services refuse; docs/errors.md explains every code."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response; one to a method nobody answers gets its page."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        page = errors.page(request, response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Return the page of a refusal; anything else rises."""
        if not isinstance(exception, SelosteError):
            return None
        return errors.refusal(request, exception)
