"""Who opens which pages, in one place; what a page shows is asked of the notice."""

from seloste.domain.staff import Role
from seloste.web import access

CONTACT_ROLES = (Role.AGENT, Role.TRAINER, Role.RECORDS_MANAGER, Role.DPO)
HOLD_ROLES = (Role.AGENT, Role.RECORDS_MANAGER, Role.DPO)
RECORDS_ROLES = (Role.RECORDS_MANAGER, Role.DPO)
DRILL_ROLES = (Role.RECORDS_MANAGER, Role.DPO, Role.ADMIN)


def for_contacts[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to everybody who may work with contacts."""
    return access.for_roles(*CONTACT_ROLES)(view)


def for_holds[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who may keep something beyond its day."""
    return access.for_roles(*HOLD_ROLES)(view)


def for_records[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who answer for the register."""
    return access.for_roles(*RECORDS_ROLES)(view)


def for_dpo[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to the data protection officer."""
    return access.for_roles(Role.DPO)(view)


def for_drills[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who may move the clock of a drill."""
    return access.for_roles(*DRILL_ROLES)(view)
