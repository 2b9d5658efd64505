"""Words of identity: how somebody proved it, what speaks for a match, refusals."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.identity import (
    AlertKind,
    Assurance,
    Evidence,
    MatchState,
    Method,
)

METHODS = {
    Method.CODE: _("Code by mail"),
    Method.LETTER: _("Code by letter"),
    Method.CALL_BACK: _("Called back"),
    Method.STRONG: _("Strong identification"),
    Method.IN_PERSON: _("Met in person"),
}
LEVELS = {
    Assurance.NONE: _("not proven"),
    Assurance.ONE_CHANNEL: _("one channel"),
    Assurance.TWO_CHANNELS: _("two channels"),
    Assurance.STRONG: _("strong"),
}
WANTED = {
    Assurance.ONE_CHANNEL: _("One proof is enough for this: a code, or a call back."),
    Assurance.TWO_CHANNELS: _(
        "Two proofs are needed for this, for example a code by mail and a call back."
    ),
    Assurance.STRONG: _(
        "For this we need a strong identification or a meeting, or two proofs,"
        " for example a code by mail and a call back."
    ),
}
"""What a right wants of its asker, told to them; the same for everybody."""
DOCUMENTS = {
    "passport": _("Passport"),
    "identity-card": _("Identity card"),
    "driving-licence": _("Driving licence"),
    "known": _("Known to us"),
}
AUTHORITIES = {
    "mandate": _("A mandate, signed by the person"),
    "guardianship": _("An extract of custody or guardianship"),
    "lawyer": _("A lawyer's authorisation from the client"),
    "law": _("The law gives it"),
}
ALERTS = {
    AlertKind.FIRST_SEEN: _("The address to answer at was never seen before."),
    AlertKind.DETAILS_CHANGED: _(
        "Contact details were changed shortly before the request."
    ),
    AlertKind.MANY_SUBJECTS: _("One device asks for several people."),
    AlertKind.FAILED_BEFORE: _("Codes for this person were guessed at lately."),
    AlertKind.OTHER_NAME: _(
        "Another name: of the strong identification, or beside what was given."
    ),
}
EVIDENCE = {
    Evidence.PROVEN_CHANNEL: _("identifier proven"),
    Evidence.GIVEN_CHANNEL: _("identifier given"),
    Evidence.SAME_NAME: _("same name"),
    Evidence.SAME_CUSTOMER: _("same customer"),
    Evidence.ORIGIN: _("asked in this contact"),
    Evidence.OTHER_NAME: _("another name"),
    Evidence.NOT_YET_THEIRS: _("before it was theirs"),
    Evidence.NO_LONGER_THEIRS: _("after it was theirs"),
    Evidence.CAME_LATER: _("put in afterwards"),
    Evidence.BROKEN: _("before another name or a long silence"),
}
MATCHES = {
    MatchState.PROPOSED: _("To be decided"),
    MatchState.CONFIRMED: _("Theirs"),
    MatchState.REJECTED: _("Not theirs"),
}
MATCH_TONES = {
    MatchState.PROPOSED: "care",
    MatchState.CONFIRMED: "good",
    MatchState.REJECTED: "",
}
REFUSED = {
    "not-known-before": _("It was not in the records before the request."),
    "not-awaited": _("The request awaits no proof now."),
    "wrong-code": _(
        "The code is not right, or is over. Check it, or ask for a new one."
    ),
    "too-many-tries": _("Too many wrong codes. Wait a while before the next one."),
    "too-many-codes": _("Too many codes today. Try tomorrow, or another way."),
    "no-mailbox": _("No mailbox sends for this register."),
    "no-way": _("That is no way to prove who somebody is."),
    "too-old": _("The identification is too old. Do it again."),
    "wrong-acr": _("The identification was not strong enough."),
    "not-his-own": _(
        "A contact is somebody else's: outside the time, or under another name."
    ),
    "no-reason": _("Say why what is not proven is theirs."),
    "unknown-alert": _("There is no such sign, or somebody looked at it."),
    "unknown-match": _("There is no such match."),
    "not-configured": _("Strong identification is not configured."),
    "not-signed": _("The answer of the identification service was not right."),
    "cancelled": _("The identification was not finished."),
    "begin-again": _("The identification took too long. Begin again."),
    "unreachable": _(
        "The identification service does not answer. Try again later, or another way."
    ),
}
SAID = {
    "code-asked": pgettext_lazy(
        "identity",
        "If the address you gave was known to us before your request, a code is on its"
        " way to it. It lasts ten minutes.",
    ),
    "proven": _("Thank you. The code was right."),
    "identified": _("Thank you. You are identified."),
}
