"""One log line for each request: which route, what came of it, how long it took.

Never the path, the query, the address or the person.
"""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from seloste.web.metrics import latency

log = structlog.get_logger("seloste.web")


class RequestLog:
    """Writes the line when the response is ready."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response, with the id under which it was logged."""
        request_id = uuid.uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            latency.observe(request.method, response.status_code, seconds)
            log.info(
                "request",
                method=request.method,
                route=request.resolver_match.route if request.resolver_match else "-",
                status=response.status_code,
                milliseconds=round(seconds * 1000, 1),
            )
        response.headers["X-Request-Id"] = request_id
        return response
