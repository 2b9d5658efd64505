"""Addresses on the web, read in one strict way, and who is meant by a number.

There is one parser, so that what was checked is what is reached: whatever two
programs could read differently (backslashes, user names, numbers in odd
notations) is refused. Nothing here asks a name server or opens a connection.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from seloste.protocols.unreadable import Unreadable

LONGEST = 2048
PORTS = {"https": 443, "http": 80}
_PARTS = re.compile(
    r"(?P<scheme>https?)://"
    r"(?:\[(?P<six>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9._-]{1,253}))"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?P<target>(?:/[!-\"$-\[\]-_a-z{|}~]*)?)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_V4_REFUSED = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4")))
_V6_UNICAST = ip_network("2000::/3")
_V6_REFUSED = tuple(
    map(
        ip_network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "64:ff9b::/96"),
    )
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An absolute address; ``target`` is its path and query, never a fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as a ``Host`` header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def place(self) -> str:
        """The host and the port, the port always said."""
        return f"{self.host}:{self.port}"


def parse(url: str) -> WebAddress:
    """Return the parts of an absolute http or https address.

    Raises Unreadable with the reason scheme or bad-address.
    """
    if not re.match(r"https?://", url, re.IGNORECASE):
        raise Unreadable("scheme")
    found = _PARTS.fullmatch(url) if len(url) <= LONGEST else None
    if found is None:
        raise Unreadable("bad-address")
    scheme = found["scheme"].lower()
    port = int(found["port"]) if found["port"] else PORTS[scheme]
    if port > 65535:  # noqa: PLR2004 - the largest port there is
        raise Unreadable("bad-address")
    host = _six(found["six"]) if found["six"] else _name(found["name"].lower())
    return WebAddress(scheme, host, port, found["target"] or "/")


def _six(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError:
        raise Unreadable("bad-address") from None


def _name(name: str) -> str:
    """Return a host name, or a number in the one notation that means itself."""
    labels = name.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise Unreadable("bad-address")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(name))
        except ValueError:
            raise Unreadable("bad-address") from None
    return name


def is_public(number: str) -> bool:
    """Tell whether an IP address belongs to the public internet.

    Not so: private, shared (CGNAT), loopback, link-local and reserved ranges,
    multicast, and every range that carries an IPv4 address inside an IPv6 one
    (mapped, compatible, NAT64, 6to4, Teredo), because what it leads to is not
    what it says.
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _V4_REFUSED)
    return (
        address.scope_id is None
        and address in _V6_UNICAST
        and not any(address in network for network in _V6_REFUSED)
    )


def is_own(number: str) -> bool:
    """Tell whether an address may belong to a machine of one's own network.

    Link-local addresses (among them the metadata services of clouds) and
    multicast never do.
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    return not (address.is_link_local or address.is_multicast or address.is_unspecified)


def is_here(host: str) -> bool:
    """Tell whether a host is this machine: none named, a socket or loopback."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
