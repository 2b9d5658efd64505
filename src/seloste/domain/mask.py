"""Masking: how a person is shown before somebody asks for more (ASVS 14.2.6)."""

from seloste.domain.contact import Party

SHOWN_TEL = 2
DOT = "•"


def tel(value: str) -> str:
    """Return a phone number with only its country code and last two digits."""
    if len(value) <= SHOWN_TEL + 4:
        return DOT * 3
    head = value[:4] if value.startswith("+") else ""
    return f"{head} {DOT * 3} {DOT * 2}{value[-SHOWN_TEL:]}".strip()


def mailto(value: str) -> str:
    """Return an e-mail address with only its first letter and its domain."""
    name, at, domain = value.rpartition("@")
    return f"{name[:1]}{DOT * 3}@{domain}" if at else DOT * 3


def name(value: str) -> str:
    """Return the initials of a name."""
    return " ".join(f"{word[:1]}{DOT * 2}" for word in value.split())


def customer_no(value: str) -> str:
    """Return a customer number with only its last two characters."""
    return f"{DOT * 3}{value[-2:]}" if len(value) > 4 else DOT * 3  # noqa: PLR2004


def party(value: Party) -> Party:
    """Return the party with every identifier masked; what is empty stays empty."""
    return Party(
        role=value.role,
        name=name(value.name),
        tel=tel(value.tel) if value.tel else "",
        mailto=mailto(value.mailto) if value.mailto else "",
        customer_no=customer_no(value.customer_no) if value.customer_no else "",
    )
