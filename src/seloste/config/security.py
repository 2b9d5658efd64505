"""What a browser is told, and how cookies and passwords are kept.

Follows OWASP ASVS 5.0: 3.3 (cookies), 3.4 (headers), 6.2 (passwords), 7.3
(session life). A password is the only factor until there is a second one, so
it has at least 15 characters (NIST SP 800-63B-4, 3.1.1.2).
"""

from typing import Any

from django.utils.csp import CSP

MINIMUM_PASSWORD = 15
TWELVE_HOURS = 12 * 3600
FINNISH_LEVELS = "http://ftn.ficora.fi/2017/loa2 http://ftn.ficora.fi/2017/loa3"
"""Substantial and high, as the Finnish Trust Network names them."""

CONTENT_SECURITY_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],  # Bootstrap draws its check marks as data
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}


def policy(live_url: str) -> dict[str, list[str]]:
    """Return the policy of pages, which may also talk with the live process."""
    socket = live_url.replace("http", "ws", 1)
    return {**CONTENT_SECURITY_POLICY, "connect-src": [CSP.SELF, live_url, socket]}


PASSWORD_RULES: list[dict[str, Any]] = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}",
        "OPTIONS": options,
    }
    for name, options in (
        ("MinimumLengthValidator", {"min_length": MINIMUM_PASSWORD}),
        ("CommonPasswordValidator", {}),
        (
            "UserAttributeSimilarityValidator",
            {"user_attributes": ("username", "display_name")},
        ),
    )
]


def static_headers(headers: Any, _: str, url: str) -> None:
    """Let other sites load the chat widget, and nothing else that is static.

    Its address has no fingerprint, so that a site embeds it once.
    """
    if url.startswith("/static/widget/"):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Cache-Control"] = "public, max-age=600"


def cookie_name(name: str, *, secure: bool) -> str:
    """Return the cookie's name; ``__Host-`` binds it to this host over TLS."""
    return f"__Host-{name}" if secure else name
