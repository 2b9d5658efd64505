"""Who is signed in behind a socket, asked again whenever something is handed over.

The limits are those of pages; here as there the wall clock counts, never that
of a drill. A socket is no use of its own: only what somebody does is noted.
"""

from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from seloste.domain.sign_in import IDLE_SECONDS, NOTED_EVERY_SECONDS, WHOLE_SECONDS
from seloste.records.models import StaffUser


def staff_of(session_key: str, *, wall: int, uses: bool) -> UUID | None:
    """Return who a session belongs to, or None where it is over.

    ``uses`` says that somebody did something just now, which keeps it alive.
    """
    if not session_key:
        return None
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(session_key)
    person = _person(session)
    if person is None:
        return None
    began, seen = (session.get(key, 0) for key in ("began_at", "seen_at"))
    if wall - seen >= IDLE_SECONDS or wall - began >= WHOLE_SECONDS:
        return None
    if uses and wall - seen >= NOTED_EVERY_SECONDS:
        session["seen_at"] = wall
        session.save(must_create=False)
    return person.id


def _person(session: SessionBase) -> StaffUser | None:
    """Return the active account of a session that has its present password."""
    staff_id = str(session.get(SESSION_KEY, "")) or str(UUID(int=0))
    person = StaffUser.objects.filter(pk=staff_id, is_active=True).first()
    if person is None:
        return None
    expected = person.get_session_auth_hash()
    given = session.get(HASH_SESSION_KEY, "")
    return person if constant_time_compare(given, expected) else None


def language_of(staff_id: UUID) -> str:
    """Return the language somebody reads pages in."""
    person = StaffUser.objects.filter(pk=staff_id).first()
    return person.language if person else settings.LANGUAGE_CODE


def name_of(staff_id: UUID) -> str:
    """Return how visitors are told that somebody is called."""
    return StaffUser.objects.values_list("display_name", flat=True).get(pk=staff_id)
