"""Words of redaction: why something is hidden, what was found, what is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.finding import FindingKind
from seloste.domain.redaction import Reason
from seloste.domain.transcript import Speaker

REASONS: dict[str, str | Promise] = {
    Reason.OTHERS: _("It is about another person"),
    Reason.SPECIAL: _("It is sensitive (health, diet, belief …)"),
    Reason.CARD: _("Number of a payment card"),
    Reason.IDENTITY_CODE: _("Personal identity code"),
    Reason.SECRET: _("It is confidential"),
    Reason.OTHER: _("Another reason, in your own words"),
}
SPEAKERS: dict[str, str | Promise] = {
    Speaker.AGENT: pgettext_lazy("party", "Agent"),
    Speaker.CUSTOMER: _("Customer"),
    Speaker.OTHER: _("Somebody else"),
    Speaker.UNKNOWN: _("Speaker unknown"),
}
FOUND: dict[str, str | Promise] = {
    FindingKind.IDENTITY_CODE: _("Personal identity code"),
    FindingKind.CARD: _("Number of a payment card"),
    FindingKind.IBAN: _("Account number"),
    FindingKind.BUSINESS_ID: _("Business id"),
    FindingKind.PHONE: _("Phone number"),
    FindingKind.EMAIL: _("E-mail address"),
    FindingKind.ADDRESS: _("Postal address"),
    FindingKind.PLATE: _("Registration plate"),
    FindingKind.BIRTH_DATE: _("Date of birth"),
    FindingKind.NAME: _("Name"),
    FindingKind.HEALTH: _("May tell of health"),
    FindingKind.DIET: _("May tell of a diet"),
}
REFUSALS: dict[str, str | Promise] = {
    "": _("This cannot be hidden."),
    "nothing-selected": _(
        "Nothing is selected: the end has to be after the beginning."
    ),
    "beyond-the-recording": _("The recording is not that long."),
    "no-reason": _("Say in your own words why."),
    "too-long": _("That is too long."),
    "no-such-channel": _("The recording has no such channel."),
    "unknown-request": _("No such request covers this recording."),
    "request-over": _(
        "The answer to this request was reviewed already. Send it back to change it."
    ),
    "changed-meanwhile": _(
        "Somebody changed the words or what is hidden meanwhile. Look again."
    ),
}
