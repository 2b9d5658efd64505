"""The people of the fixtures: the same names and roles everywhere."""

from uuid import UUID

from seloste.domain.staff import Role
from seloste.records.models import StaffRole, StaffUser
from tests.services.conftest import NOW


def person(name: str, role: Role, *, register: str = "retta") -> UUID:
    """Return the id of somebody who works in ``role`` for ``register``."""
    user = StaffUser.objects.create(username=name, display_name=name, is_active=True)
    StaffRole.objects.create(
        staff=user,
        register_id=register or None,
        role=role,
        granted_at=NOW,
        granted_by="setup",
    )
    return user.id
