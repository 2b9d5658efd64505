"""Signatures, each against a value made elsewhere."""

import hashlib
import hmac

import pytest

from seloste.protocols import signed_webhook

SECRET = b"salaisuus"
BODY = b'{"event":"ringing"}'


def test_our_signature_covers_timestamp_and_body() -> None:
    expected = hmac.new(SECRET, b"1777881600." + BODY, hashlib.sha256).hexdigest()

    assert (
        signed_webhook.sign(SECRET, timestamp="1777881600", body=BODY)
        == f"v1={expected}"
    )


def test_twilio_s_own_example_verifies() -> None:
    """The example of Twilio's security page (validating requests)."""
    fields = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+12349013030"),
        ("Digits", "1234"),
        ("From", "+12349013030"),
        ("To", "+18005551212"),
    ]

    assert signed_webhook.twilio_matches(
        b"12345",
        url="https://mycompany.com/myapp.php?foo=1&bar=2",
        fields=fields,
        given="0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
    )


def test_zoom_s_form_is_v0_timestamp_and_body() -> None:
    expected = hmac.new(SECRET, b"v0:1777881600:" + BODY, hashlib.sha256).hexdigest()

    assert signed_webhook.zoom_matches(
        SECRET, timestamp="1777881600", body=BODY, given=f"v0={expected}"
    )


@pytest.mark.parametrize(
    ("timestamp", "fresh"),
    [
        ("1000", True),
        ("1300", True),
        ("700", True),
        ("1301", False),
        ("699", False),
        ("", False),
        ("-1000", False),
        ("1e3", False),
        ("١٠٠٠", False),
        ("9" * 13, False),
    ],
)
def test_five_minutes_either_way_are_fresh(timestamp: str, fresh: bool) -> None:
    assert signed_webhook.in_window(timestamp, now=1000.0) is fresh
