"""Who opens which pages, in one place; what a page shows is asked of the notice."""

from seloste.domain.staff import Role
from seloste.web import access

CONTACT_ROLES = (Role.AGENT, Role.TRAINER, Role.RECORDS_MANAGER, Role.DPO)
WORK_ROLES = (Role.AGENT, Role.RECORDS_MANAGER, Role.DPO)
HOLD_ROLES = (Role.AGENT, Role.RECORDS_MANAGER, Role.DPO)
RECORDS_ROLES = (Role.RECORDS_MANAGER, Role.DPO)
LEAD_ROLES = (Role.TRAINER, Role.RECORDS_MANAGER, Role.DPO)
FEEDBACK_ROLES = (Role.AGENT, Role.TRAINER)
DESK_ROLES = (Role.AGENT, Role.RECORDS_MANAGER)
MAIL_ROLES = (Role.AGENT, Role.RECORDS_MANAGER, Role.ADMIN)
TEMPLATE_ROLES = (Role.RECORDS_MANAGER, Role.ADMIN)
DRILL_ROLES = (Role.RECORDS_MANAGER, Role.DPO, Role.ADMIN)


def for_contacts[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to everybody who may work with contacts."""
    return access.for_roles(*CONTACT_ROLES)(view)


def for_work[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who may handle tasks, feedback or complaints."""
    return access.for_roles(*WORK_ROLES)(view)


def for_holds[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who may keep something beyond its day."""
    return access.for_roles(*HOLD_ROLES)(view)


def for_mail[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who look after mailboxes and what did not arrive."""
    return access.for_roles(*MAIL_ROLES)(view)


def for_records[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who answer for the register."""
    return access.for_roles(*RECORDS_ROLES)(view)


def for_desk[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who answer customers."""
    return access.for_roles(*DESK_ROLES)(view)


def for_templates[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who keep the templates of replies."""
    return access.for_roles(*TEMPLATE_ROLES)(view)


def for_leads[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who see the figures of a register."""
    return access.for_roles(*LEAD_ROLES)(view)


def for_agents[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who serve customers."""
    return access.for_roles(Role.AGENT)(view)


def for_trainers[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who train and look after quality."""
    return access.for_roles(Role.TRAINER)(view)


def for_feedback[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who get feedback on their work, and those who give it."""
    return access.for_roles(*FEEDBACK_ROLES)(view)


def for_dpo[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to the data protection officer."""
    return access.for_roles(Role.DPO)(view)


def for_drills[**P](view: access.View[P]) -> access.View[P]:
    """Open the view to those who may move the clock of a drill."""
    return access.for_roles(*DRILL_ROLES)(view)
