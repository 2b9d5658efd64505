"""Addresses on the web have one reading, and most numbers are nobody's business."""

import pytest

from seloste.protocols.unreadable import Unreadable
from seloste.protocols.web_address import WebAddress, is_own, is_public, parse


def test_an_address_has_a_scheme_a_host_a_port_and_a_target() -> None:
    assert parse("https://Hook.Example:8443/a/b?c=d") == WebAddress(
        "https", "hook.example", 8443, "/a/b?c=d"
    )


def test_what_is_not_said_is_usual() -> None:
    address = parse("https://hook.example")

    assert (address.port, address.target, address.authority, address.place) == (
        443,
        "/",
        "hook.example",
        "hook.example:443",
    )


def test_an_unusual_port_is_said_and_a_number_stands_in_brackets() -> None:
    assert parse("http://[2001:DB8::1]:8080/").authority == "[2001:db8::1]:8080"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://hook.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://hook.example/", "scheme"),
        ("//hook.example/", "scheme"),
        ("", "scheme"),
        (" https://hook.example/", "scheme"),
        ("https://", "bad-address"),
        ("https:///path", "bad-address"),
        ("https://user@hook.example/", "bad-address"),
        ("https://hook.example@127.0.0.1/", "bad-address"),
        ("https://hook.example:443@127.0.0.1/", "bad-address"),
        ("https://127.0.0.1\\@hook.example/", "bad-address"),
        ("https://hook.example\\.evil.example/", "bad-address"),
        ("https://hook.example/#@127.0.0.1", "bad-address"),
        ("https://hook.example#.evil.example/", "bad-address"),
        ("https://hook.example?.evil.example", "bad-address"),
        ("https://hook.example/a b", "bad-address"),
        ("https://hook.example/\r\nHost: other", "bad-address"),
        ("https://hook.example\t/", "bad-address"),
        ("https://hook.example/ä", "bad-address"),
        ("https://hööк.example/", "bad-address"),
        ("https://hook。example/", "bad-address"),
        ("https://hook.example./", "bad-address"),
        ("https://hook..example/", "bad-address"),
        ("https://-hook.example/", "bad-address"),
        ("https://hook.example:0/", "bad-address"),
        ("https://hook.example:65536/", "bad-address"),
        ("https://hook.example:/", "bad-address"),
        ("https://2130706433/", "bad-address"),
        ("https://0x7f000001/", "bad-address"),
        ("https://0x7f.0.0.1/", "bad-address"),
        ("https://0177.0.0.1/", "bad-address"),
        ("https://127.1/", "bad-address"),
        ("https://127.0.0.01/", "bad-address"),
        ("https://[::1/", "bad-address"),
        ("https://[fe80::1%25eth0]/", "bad-address"),
        ("https://[:::1]/", "bad-address"),
        ("https://hook.example/" + "a" * 2048, "bad-address"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(url: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse(url)

    assert refusal.value.reason == reason


@pytest.mark.parametrize("number", ["93.184.215.14", "1.1.1.1", "2606:4700::1111"])
def test_a_number_of_the_internet_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.9",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:1.1.1.1",
        "::1.1.1.1",
        "64:ff9b::101:101",
        "64:ff9b:1::101:101",
        "100::1",
        "2001::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:101:101::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "no number",
    ],
)
def test_every_other_number_is_not(number: str) -> None:
    assert not is_public(number)


def test_ones_own_network_is_never_a_neighbour_on_the_wire_or_a_group() -> None:
    numbers = (
        "10.0.0.1",
        "127.0.0.1",
        "::1",
        "169.254.169.254",
        "224.0.0.1",
        "fe80::1",
    )

    assert [is_own(number) for number in (*numbers, "::", "?")] == [
        True,
        True,
        True,
        *[False] * 5,
    ]
