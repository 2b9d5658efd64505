"""Where a request comes from, behind proxies that are trusted to say so.

``X-Forwarded-For`` is believed only where the peer is a proxy that is named
(ASVS 5.0 4.1.3): anybody else may write it.
"""

from collections.abc import Collection
from ipaddress import IPv6Address, ip_address, ip_network


def client_address(peer: str, forwarded: str, *, proxies: Collection[str]) -> str:
    """Return the client's address; of IPv6 the /64 that one household has."""
    hops, address = forwarded.split(","), peer
    while _is_proxy(address, proxies) and hops and hops[-1].strip():
        address = hops.pop().strip()
    return _household(address)


def _is_proxy(address: str, proxies: Collection[str]) -> bool:
    try:
        peer = ip_address(address)
    except ValueError:
        return False
    return any(peer in ip_network(proxy) for proxy in proxies)


def _household(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
