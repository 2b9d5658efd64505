"""Where a request for a page comes from (see ``protocols.client_address``)."""

from django.conf import settings
from django.http import HttpRequest

from seloste.protocols import client_address as protocol


def client_address(request: HttpRequest) -> str:
    """Return the client's address; of IPv6 the /64 that one household has."""
    return protocol.client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        proxies=settings.TRUSTED_PROXIES,
    )
