"""A client's address cannot be made up (ASVS 5.0 4.1.3)."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from seloste.web.addresses import client_address


def seen(peer: str, forwarded: str = "") -> str:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return client_address(RequestFactory(REMOTE_ADDR=peer).get("/", headers=headers))


def test_forwarding_is_not_believed_of_anybody() -> None:
    assert seen("203.0.113.9", "192.0.2.1") == "203.0.113.9"


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("198.51.100.7, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1, 10.1.2.3", "192.0.2.1"),
        ("", "10.0.0.1"),
        ("nonsense", "unknown"),
    ],
)
def test_trusted_proxy_says_where_a_request_came_from(
    monkeypatch: pytest.MonkeyPatch, forwarded: str, client: str
) -> None:
    monkeypatch.setattr(settings, "TRUSTED_PROXIES", ("10.0.0.0/8",))

    assert seen("10.0.0.1", forwarded) == client


def test_household_counts_as_one_on_ipv6() -> None:
    first, second = seen("2001:db8:1:2:3::4"), seen("2001:db8:1:2:ffff::1")

    assert first == second == "2001:db8:1:2::/64"


def test_peer_without_an_address_is_unknown() -> None:
    assert seen("") == "unknown"
