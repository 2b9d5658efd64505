"""Words of customers: identifiers, steps and refusals."""

from django.utils.translation import gettext_lazy as _

from seloste.domain.customer import What

FIELDS = {
    "tel": _("Phone number"),
    "mailto": _("E-mail address"),
    "customer_no": _("Customer number"),
}
STEPS = {
    What.MERGE: _("Merged"),
    What.SPLIT: _("Split off"),
    What.EXCLUDE: _("A contact is somebody else's"),
}
DONE = {
    "merge": _("Merged. From now on both find the same person."),
    "split": _("Split off. The identifier stands alone again."),
    "exclude": _("The contact no longer counts as this person's."),
    "undo": _("Taken back."),
}
REFUSED = {
    "no-reason": _("Give a reason."),
    "too-long": _("The reason is too long."),
    "known-already": _("This person is known by that already."),
    "not-known": _("This person is not known by that."),
    "last-identifier": _("At least one identifier must remain."),
    "too-many": _("One person cannot have so many identifiers; is it a switchboard?"),
    "excluded-already": _("The contact is somebody else's already."),
    "another-customer": _("One of these is another customer's by now."),
    "unknown-step": _("There is no such step."),
    "undone-already": _("That step was taken back already."),
    "released": _(
        "Something was handed out on the strength of this; it cannot be undone."
    ),
    "lookup-refused": _("This is no such number or address."),
}
OTHERWISE = _("This cannot be done.")
