"""Reply tokens: what proves that a mail answers one of ours.

A token is eight characters that find the thread and a keyed hash of it with
130 bits, which nobody can guess. It stands in our Message-IDs and in the
plus-address that answers go to, and never in a subject. It proves the thread
alone: whether the sender belongs to it is asked elsewhere (``mail_threads``).
"""

import base64
import hmac
import re
import secrets
from collections.abc import Iterable
from uuid import UUID

from seloste.ports.desk import Desk
from seloste.records.models import Contact, Mailbox

_FINDS = 8  # characters of the thread's id: 40 bits
_PROVES = 26  # characters of the hash: 130 bits
_LONGEST_LOCAL_PART = 64  # RFC 5321, section 4.5.3.1.1
TOKEN = re.compile(rf"[a-z2-7]{{{_FINDS + _PROVES}}}")
_IN_ID = re.compile(rf"seloste\.({TOKEN.pattern})\.[0-9a-f]{{16,64}}@", re.IGNORECASE)


def token_of(thread: UUID, *, register: str, desk: Desk) -> str:
    """Return the token of a thread; the same one for as long as it lives."""
    proof = desk.vault.fingerprint(tenant=register, value=f"reply-token\x1f{thread}")
    return _base32(thread.bytes[:5]) + _base32(bytes.fromhex(proof))[:_PROVES]


def _base32(data: bytes) -> str:
    """Return RFC 4648 base32 in lower case: it survives servers that fold case."""
    return base64.b32encode(data).decode().rstrip("=").lower()


def thread_of(tokens: Iterable[str], *, register: str, desk: Desk) -> UUID | None:
    """Return the living thread that one of ``tokens`` proves, if any does."""
    for token in dict.fromkeys(tokens):
        if not TOKEN.fullmatch(token):
            continue
        for thread in _beginning_with(token[:_FINDS], register):
            expected = token_of(thread, register=register, desk=desk)
            if hmac.compare_digest(expected, token):
                return thread
    return None


def _beginning_with(found_by: str, register: str) -> list[UUID]:
    """Return the threads of a register whose ids begin with these 40 bits."""
    start = base64.b32decode(found_by.upper())
    contacts = Contact.objects.filter(
        register_id=register,
        thread__gte=UUID(bytes=start + bytes(11)),
        thread__lte=UUID(bytes=start + b"\xff" * 11),
    )
    return list(contacts.order_by().values_list("thread", flat=True).distinct())


def message_id(token: str, mailbox: Mailbox) -> str:
    """Return a new Message-ID that carries a token (RFC 5322, section 3.6.4)."""
    domain = mailbox.address.rpartition("@")[2]
    return f"seloste.{token}.{secrets.token_hex(16)}@{domain}"


def tokens_in_ids(ids: Iterable[str]) -> list[str]:
    """Return the tokens in Message-IDs of ours, the last first."""
    found = [match[1].lower() for one in ids if (match := _IN_ID.match(one))]
    return found[::-1]


def reply_address(token: str, mailbox: Mailbox) -> str:
    """Return where answers go: the plus-address where the mailbox has those."""
    local, _, domain = mailbox.address.rpartition("@")
    tagged = f"{local}+{token}"
    if not mailbox.plus or len(tagged) > _LONGEST_LOCAL_PART:
        return mailbox.address
    return f"{tagged}@{domain}"


def without_plus(address: str) -> tuple[str, str]:
    """Return the mailbox an address belongs to, and what stands after its plus."""
    local, _, domain = address.strip().lower().rpartition("@")
    name, _, tag = local.partition("+")
    return f"{name}@{domain}", tag
