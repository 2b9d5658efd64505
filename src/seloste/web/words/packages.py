"""Words of answers: marks and their reasons, packages, letters, refusals."""

from django.utils.translation import gettext_lazy as _

from seloste.domain.package import DeliveryForm, PackageState
from seloste.domain.package_review import Mark, MarkReason
from seloste.domain.rights_letter import Ground, LetterKind

MARKS = {
    Mark.GIVE: _("Given"),
    Mark.REDACT: _("Given without some words"),
    Mark.LEAVE_OUT: _("Left out"),
}
MARK_TONES = {Mark.GIVE: "green", Mark.REDACT: "yellow", Mark.LEAVE_OUT: "red"}
REASONS = {
    MarkReason.OWN: _("It is about the person only"),
    MarkReason.STAFF: _("Others are staff in their work"),
    MarkReason.KNOWN: _("The person knows it already"),
    MarkReason.NO_HARM: _("It does not harm the others in it"),
    MarkReason.CONSENT: _("The others agreed"),
    MarkReason.OTHER_IDENTITY: _("It shows who somebody else is"),
    MarkReason.OTHER_PRIVATE: _("It is about another person's private matters"),
    MarkReason.OTHER_SAFETY: _("It would endanger another person"),
    MarkReason.SECRET: _("It is a trade secret"),
    MarkReason.SECTION_34: _("Section 34 of the Data Protection Act"),
}
STATES = {
    PackageState.BUILDING: _("Being built"),
    PackageState.READY: _("Ready"),
    PackageState.OFFERED: _("Offered for download"),
    PackageState.LOCKED: _("Locked after three tries"),
    PackageState.FETCHED: _("Fetched"),
    PackageState.HANDED: _("Handed over"),
    PackageState.DESTROYED: _("Destroyed"),
}
STATE_TONES = {
    PackageState.BUILDING: "blue",
    PackageState.READY: "green",
    PackageState.OFFERED: "blue",
    PackageState.LOCKED: "red",
    PackageState.FETCHED: "green",
    PackageState.HANDED: "green",
    PackageState.DESTROYED: "secondary",
}
DELIVERIES = {
    DeliveryForm.PORTAL: _("Fetched from the portal"),
    DeliveryForm.AGE: _("As an age file"),
    DeliveryForm.PAPER: _("Printed, in person"),
}
LETTERS = {
    LetterKind.RECEIPT: _("Receipt"),
    LetterKind.IDENTITY: _("Identity is asked"),
    LetterKind.EXTENSION: _("More time, with reasons"),
    LetterKind.ANSWER: _("Answer"),
    LetterKind.CONFIRMED: _("Yes, data are processed"),
    LetterKind.NOTHING_HELD: _("No data were found"),
    LetterKind.DONE: _("Done as asked"),
    LetterKind.PARTIAL: _("What is not given, with reasons"),
    LetterKind.REFUSAL: _("Refusal with reasons"),
    LetterKind.FORWARDED: _("Forwarded to the controller"),
    LetterKind.ERASED_LATER: _("Erased later, as promised"),
    LetterKind.LIFTING: _("Before a restriction is lifted"),
    LetterKind.RECIPIENT: _("To a recipient of the data"),
    LetterKind.READY: _("The answer is ready"),
}
WHO = {
    "you": _("The person"),
    "us": _("Us"),
    "other": _("Somebody else"),
    "system": _("The program"),
    "customer": _("Customer"),
    "agent": _("Agent"),
    "unknown": _("Not known who"),
}
GROUNDS = {
    Ground.IDENTITY_NOT_SHOWN: _("It is not shown who asks"),
    Ground.UNFOUNDED: _("Manifestly unfounded"),
    Ground.EXCESSIVE: _("Excessive"),
    Ground.RIGHTS_OF_OTHERS: _("Rights of others"),
    Ground.STATUTORY_LIMIT: _("Section 34 of the Data Protection Act"),
    Ground.LEGAL_CLAIM: _("Needed for a legal claim"),
    Ground.LEGAL_OBLIGATION: _("The law requires it to be kept"),
    Ground.STILL_NEEDED: _("Still needed for its purpose"),
    Ground.OPEN_MATTER: _("The matter is still open"),
    Ground.FOUND_CORRECT: _("Found accurate"),
    Ground.NOT_PORTABLE: _("Not provided by the person"),
    Ground.NOT_FROM_BASIS: _("The basis gives no such right"),
    Ground.COMPELLING_GROUNDS: _("Compelling legitimate grounds"),
    Ground.NO_CONSENT: _("Nothing rests on consent"),
    Ground.NO_MANDATE: _("No mandate was shown"),
    Ground.DECEASED: _("The person has died"),
}
REFUSED = {
    "unknown-package": _("There is no such answer."),
    "no-such-move": _("The request does not allow this now."),
    "not-a-copy": _("This right is answered with a letter, not with a copy."),
    "not-decided": _("Decide first what is given of each item."),
    "unreviewed": _("Something has not been looked at yet."),
    "not-redacted": _("These words are not in that part, so nothing was taken out."),
    "no-transcript": _("A recording has no certified transcript yet."),
    "not-approved": _("Somebody else must approve the answer first."),
    "not-identified": _("The person has not proven who they are."),
    "same-person": _("The second person must be another one."),
    "no-reason": _("Give a reason."),
    "wrong-reason": _("That reason does not go with that mark."),
    "unknown-item": _("That item is not there any more."),
    "looked-at-one-by-one": _(
        "Every part is a file or holds an address or number of somebody: open them one"
        " by one and decide."
    ),
    "unknown-segment": _("Choose which parts are meant."),
    "not-ready": _("The answer is not ready yet."),
    "changed": _("Something changed since it was looked at. Look at it anew."),
    "building": _("The answer is being built."),
    "unknown-link": _("The link has been used, or is not whole."),
    "expired": _("The link has expired. Ask for a new one."),
    "locked": _("There were three tries. Ask for a new link."),
    "wrong-code": _("That was not the code."),
    "being-fetched": _("The answer is being downloaded right now. Try again later."),
    "nothing-to-give": _("There is nothing to give."),
}
FAILED = _("The answer could not be built: %(reason)s")
