"""The people who work with contacts, and the roles a notice gives them.

What a role may read is decided by the notice (see ``notice``), never here.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody works as; the notice says which purposes that serves."""

    AGENT = "agent"
    TRAINER = "trainer"
    RECORDS_MANAGER = "records_manager"
    DPO = "dpo"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a pseudonymous id for the audit log, and the role acted in.

    ``id`` is ``staff:<uuid>`` for a person, ``source:<slug>`` for a sender and
    ``system:<job>`` for the program itself; it never names anybody.
    """

    id: str
    role: Role | None = None
    staff_id: UUID | None = None


def system(job: str) -> Actor:
    """Return the actor for work the program does by itself."""
    return Actor(id=f"system:{job}")
