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

type SignedIn = Callable[[Actor], Client]


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
