"""Words of holds."""

from django.utils.translation import gettext_lazy as _

from seloste.domain.notice import HoldKind

KINDS = {
    HoldKind.TASK: _("Open task"),
    HoldKind.COMPLAINT: _("Complaint"),
    HoldKind.FEEDBACK: _("Feedback being handled"),
    HoldKind.ACCESS_REQUEST: _("Request of the data subject"),
    HoldKind.RESTRICTION: _("Restriction of processing"),
    HoldKind.LEGAL_CLAIM: _("Legal claim"),
    HoldKind.AUTHORITY_ORDER: _("Order of an authority"),
    HoldKind.BREACH_EVIDENCE: _("Evidence of a data breach"),
}
REFUSALS = {
    "no-mandate": _("The notice allows no hold of this kind."),
    "nothing-to-hold": _("There is nothing left to hold."),
    "no-reason": _("Say why this must be kept."),
    "review-in-the-past": _("Choose a day after today."),
    "review-too-late": _("The notice wants this looked at earlier."),
    "too-late": _("Too late: its destruction has begun."),
    "already-released": _("This hold was released already."),
    "unknown-hold": _("There is no such hold."),
    "of-work": _("It belongs to open work: close that, or unlink the contact."),
    "of-restriction": _(
        "A restriction placed it: lift that, after telling the person."
    ),
    "unknown-item": _("Part of this is no longer there."),
}
