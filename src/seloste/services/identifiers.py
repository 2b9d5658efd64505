"""Identifiers of people, written one way so that equal ones are equal.

Blind indexes and look-ups are made of these and of nothing else. What cannot
be written one way has no identifier: it is kept sealed and not looked up.
"""

import re
from enum import StrEnum

import idna
import phonenumbers

DEFAULT_REGION = "FI"
_LONGEST = 320
_LOCAL = re.compile(r"[^@\s<>\"(),:;\\]{1,64}")


class IdentifierField(StrEnum):
    """What somebody may be known by; the values are those of ``Party``."""

    TEL = "tel"
    MAILTO = "mailto"
    CUSTOMER_NO = "customer_no"


def normalise(
    field: IdentifierField, value: str, *, region: str = DEFAULT_REGION
) -> str | None:
    """Return ``value`` in the one form it is compared in, or None.

    A telephone number becomes E.164, read as dialled in ``region``; a mail
    address lower case with its domain in ASCII (IDNA 2008, UTS 46); a customer
    number upper case without blanks.
    """
    text = value.strip()
    if not text or len(text) > _LONGEST:
        return None
    if field is IdentifierField.TEL:
        return _tel(text, region)
    if field is IdentifierField.MAILTO:
        return _mailto(text)
    return re.sub(r"\s+", "", text).upper()


def _tel(text: str, region: str) -> str | None:
    """Return E.164 of a possible number.

    Possible, not assigned: numbering plans change after a call was kept, and a
    number that could be looked up yesterday must be found today.
    """
    number = re.sub(r"\Asips?:(\+?\d+)@.*\Z", r"\1", text, flags=re.ASCII)
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _mailto(text: str) -> str | None:
    """Return the address in lower case.

    RFC 5321 lets the local part differ by case; no mail system in use does,
    and a person who types it otherwise must be found.
    """
    bare = re.sub(r"\Amailto:", "", text, flags=re.IGNORECASE).partition("?")[0]
    local, at, domain = bare.rpartition("@")
    if not at or not _LOCAL.fullmatch(local):
        return None
    try:
        ascii_domain = idna.encode(domain, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return None
    return f"{local.lower()}@{ascii_domain.lower()}"
