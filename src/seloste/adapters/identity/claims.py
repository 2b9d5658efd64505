"""What a provider's token has to say to be believed, and what is taken from it.

OpenID Connect Core 1.0, section 3.1.3.7, read strictly: one issuer, one audience,
our nonce, a moment that is now, a level that was asked for, and a person who
signed in just now. Of the person the subject and the name are taken, nothing else.
"""

import hmac
import math
from datetime import UTC, datetime, timedelta
from typing import Any

from seloste.ports.identity_provider import Identified, IdentityAnswerRefused

SKEW = timedelta(seconds=60)
"""How far the provider's clock may be from ours."""
FRESH = timedelta(minutes=10)
"""How long ago the person may have signed in, and the token been made."""
LONGEST = 255
FIRST_NAMES = ("given_name", "urn:oid:1.2.246.575.1.14", "urn:oid:2.5.4.42")
FAMILY_NAMES = ("family_name", "urn:oid:2.5.4.4")
TRANSACTIONS = ("txn", "jti")


def identified(
    claims: dict[str, Any],
    *,
    issuer: str,
    client: str,
    nonce: str,
    levels: frozenset[str],
    now: datetime,
) -> Identified:
    """Return who a verified token speaks of. Raises IdentityAnswerRefused."""
    if claims.get("iss") != issuer:
        raise IdentityAnswerRefused("issuer")
    _check_audience(claims, client)
    if not hmac.compare_digest(_text(claims, "nonce").encode(), nonce.encode()):
        raise IdentityAnswerRefused("nonce")
    _check_times(claims, now)
    subject = _text(claims, "sub")
    if not subject or len(subject) > LONGEST:
        raise IdentityAnswerRefused("claims")
    level = _text(claims, "acr")
    if level not in levels:
        raise IdentityAnswerRefused("level")
    return Identified(
        provider=issuer,
        level=level,
        subject=subject,
        name=_name(claims),
        transaction=next(
            filter(None, (_text(claims, one) for one in TRANSACTIONS)), ""
        ),
        authenticated_at=_signed_in(claims, now),
    )


def _check_audience(claims: dict[str, Any], client: str) -> None:
    """Refuse a token for others, or for others too, or made for another's use."""
    if claims.get("aud") not in (client, [client]):
        raise IdentityAnswerRefused("audience")
    if claims.get("azp", client) != client:
        raise IdentityAnswerRefused("audience")


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    made, until = _moment(claims, "iat"), _moment(claims, "exp")
    if until is None or now >= until + SKEW:
        raise IdentityAnswerRefused("expired")
    if made is None or made > now + SKEW:
        raise IdentityAnswerRefused("not-yet")
    if made < now - FRESH:
        raise IdentityAnswerRefused("expired")
    if "nbf" in claims and ((_moment(claims, "nbf") or made) > now + SKEW):
        raise IdentityAnswerRefused("not-yet")


def _signed_in(claims: dict[str, Any], now: datetime) -> datetime:
    at = _moment(claims, "auth_time")
    if at is None or at < now - FRESH:
        raise IdentityAnswerRefused("too-old")
    if at > now + SKEW:
        raise IdentityAnswerRefused("not-yet")
    return at


def _moment(claims: dict[str, Any], name: str) -> datetime | None:
    """Return a moment; None where there is none that makes sense."""
    seconds = claims.get(name)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    if not math.isfinite(seconds):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name, "")
    return value if isinstance(value, str) else ""


def _first(claims: dict[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of the claims that says something."""
    return next(filter(None, (_text(claims, one) for one in names)), "")


def _name(claims: dict[str, Any]) -> str:
    parts = [_first(claims, names) for names in (FIRST_NAMES, FAMILY_NAMES)]
    return (" ".join(parts) if all(parts) else _text(claims, "name"))[:LONGEST].strip()
