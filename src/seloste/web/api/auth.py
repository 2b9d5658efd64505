"""Who calls: the source whose API token the request carries."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from seloste.services import sources
from seloste.web import clock
from seloste.web.api import budget


class SourceToken(HttpBearer):
    """``Authorization: Bearer slt_…``; every refusal of a token looks the same."""

    def authenticate(self, request: HttpRequest, token: str) -> str:  # noqa: ARG002 - the framework's signature
        """Return the source, if it may ask once more. Raises the refusals."""
        source = sources.source_of_token(token, now=clock.now()).slug
        budget.BUDGET.spend(source)
        return source


def source_of(request: HttpRequest) -> str:
    """Return the source that ``SourceToken`` found."""
    source = request.auth  # type: ignore[attr-defined] # set by the framework
    assert isinstance(source, str)  # noqa: S101 - the framework let nobody else in
    return source
