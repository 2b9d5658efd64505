"""Where a request comes from.

``X-Forwarded-For`` is believed only where the peer is a proxy named in
``SELOSTE_TRUSTED_PROXIES`` (ASVS 5.0 4.1.3): anybody else may write it.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address; of IPv6 the /64 that one household has."""
    hops = [*request.headers.get("X-Forwarded-For", "").split(",")]
    address = request.META.get("REMOTE_ADDR", "")
    while _is_proxy(address) and hops and hops[-1].strip():
        address = hops.pop().strip()
    return _household(address)


def _is_proxy(address: str) -> bool:
    try:
        peer = ip_address(address)
    except ValueError:
        return False
    return any(peer in ip_network(proxy) for proxy in settings.TRUSTED_PROXIES)


def _household(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
