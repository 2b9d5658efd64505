"""People of the page tests: how they come to work here, and when."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.test import Client

from seloste.domain.staff import Actor, Role, system
from seloste.services import invitations, staff

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
PASSWORD = "kolme vihreää omenaa"
SETUP = system("setup")
NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)

AT_WORK = (Role.AGENT, Role.TRAINER, Role.RECORDS_MANAGER)

type SignedIn = Callable[[Actor], Client]


EVERYBODY = {
    "admin": (),
    "aino": ((Role.RECORDS_MANAGER, "retta"),),
    "eino": ((Role.AGENT, "retta"),),
    "onni": ((Role.DPO, ""),),
    "tiina": ((Role.TRAINER, "retta"),),
    "sofia": tuple((role, "sok-mara") for role in AT_WORK),
    "raili": tuple((role, "retta") for role in AT_WORK),
    "elli": ((Role.AGENT, "sok-mara"),),
}
"""What each of them may do here; the administrator, Ylermi, reads no content."""


def arrived(name: str) -> Actor:
    """Let one of them come to work here."""
    if name == "admin":
        return invited("ylermi", "Ylermi", admin=True)
    person = invited(name, name.capitalize())
    for role, register in EVERYBODY[name]:
        granted(person, role, register)
    return person


def invited(username: str, name: str, *, admin: bool = False) -> Actor:
    make = invitations.create_admin if admin else invitations.invite
    link = make(
        username=username,
        display_name=name,
        language="fi",
        actor=SETUP,
        now=NOW,
    )
    user = invitations.activate(token=link.token, password=PASSWORD, now=NOW)
    return staff.actor_for(user)


def granted(person: Actor, role: Role, register: str = "") -> Actor:
    assert person.staff_id
    staff.grant_role(
        staff_id=person.staff_id,
        role=role,
        register=register,
        ends_at=None,
        actor=SETUP,
        now=NOW,
    )
    return person
