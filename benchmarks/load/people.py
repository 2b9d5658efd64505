"""Agents who are signed in: accounts, roles, sessions. Passwords are not measured here."""

import time
from datetime import UTC, datetime

from benchmarks.load.world import REGISTER

PASSWORD = "benchmarks-need-a-long-password"


def signed_in(count: int) -> list[str]:
    """Return the session keys of so many agents, each signed in just now."""
    return [_signed_in(number) for number in range(count)]


def _signed_in(number: int) -> str:
    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.sessions.backends.db import SessionStore

    from seloste.domain.staff import Role, system
    from seloste.records.models import StaffUser
    from seloste.services import staff

    person = StaffUser.objects.create(
        username=f"agent-{number}", display_name=f"Agent {number}", is_active=True
    )
    person.set_unusable_password()
    person.save()
    staff.grant_role(
        staff_id=person.id,
        role=Role.AGENT,
        register=REGISTER,
        ends_at=None,
        actor=system("bench"),
        now=datetime.now(UTC),
    )
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["began_at"] = session["seen_at"] = int(time.time())
    session.create()
    return str(session.session_key)
