"""Words of rights requests, for those who handle them and for those who ask."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.rights import (
    Asker,
    ExtensionReason,
    PartState,
    RefusalReason,
    RequestChannel,
    RequestKind,
    RequestMove,
    RequestState,
)
from seloste.services.rights_page import Tab

KINDS = {
    RequestKind.CONFIRMATION: _("Confirmation of processing"),
    RequestKind.ACCESS: _("Access to own data"),
    RequestKind.TRANSCRIPT: _("Transcript of a recording"),
    RequestKind.RECTIFICATION: _("Rectification"),
    RequestKind.ERASURE: _("Erasure"),
    RequestKind.RESTRICTION: _("Restriction of processing"),
    RequestKind.PORTABILITY: _("Data portability"),
    RequestKind.OBJECTION: _("Objection"),
    RequestKind.WITHDRAWAL: _("Withdrawal of consent"),
}
WISHES = {
    RequestKind.CONFIRMATION: _("I want to know whether you handle data about me"),
    RequestKind.ACCESS: _("I want a copy of the data about me"),
    RequestKind.TRANSCRIPT: _("I want a recorded call of mine in writing"),
    RequestKind.RECTIFICATION: _("I want wrong data about me corrected"),
    RequestKind.ERASURE: _("I want data about me erased"),
    RequestKind.RESTRICTION: _("I want the use of my data restricted"),
    RequestKind.PORTABILITY: _("I want my data in a form another service can read"),
    RequestKind.OBJECTION: _("I object to the use of my data"),
    RequestKind.WITHDRAWAL: _("I withdraw my consent"),
}
ICONS = {
    RequestKind.CONFIRMATION: "help-circle",
    RequestKind.ACCESS: "file-text",
    RequestKind.TRANSCRIPT: "file-description",
    RequestKind.RECTIFICATION: "check",
    RequestKind.ERASURE: "trash",
    RequestKind.RESTRICTION: "lock",
    RequestKind.PORTABILITY: "external-link",
    RequestKind.OBJECTION: "ban",
    RequestKind.WITHDRAWAL: "arrow-back-up",
}
ASKERS = {
    Asker.PERSON: _("The person themselves"),
    Asker.MANDATE: _("Somebody with a mandate"),
    Asker.GUARDIAN: _("A guardian"),
    Asker.LAWYER: _("A lawyer"),
    Asker.NEAR_ONE: _("A near one of somebody who has died"),
}
ASKING = {
    Asker.PERSON: _("For myself"),
    Asker.MANDATE: _("For somebody who has given me a mandate"),
    Asker.GUARDIAN: _("For a child or somebody I am the guardian of"),
    Asker.LAWYER: _("As a lawyer, for my client"),
    Asker.NEAR_ONE: _("For somebody close to me who has died"),
}
CHANNELS = {
    RequestChannel.PORTAL: _("Portal"),
    RequestChannel.MAIL: _("E-mail"),
    RequestChannel.CHAT: _("Chat"),
    RequestChannel.CALL: _("Call"),
    RequestChannel.FORM: _("Form"),
    RequestChannel.PAPER: _("Letter"),
    RequestChannel.IN_PERSON: _("In person"),
    RequestChannel.API: _("Another system"),
}
STATES = {
    RequestState.UNCONFIRMED: _("Not confirmed"),
    RequestState.RECEIVED: pgettext_lazy("rights", "Received"),
    RequestState.IDENTIFYING: _("Waiting for identity"),
    RequestState.IDENTIFIED: _("Identified"),
    RequestState.DECIDING: _("Being decided"),
    RequestState.REVIEWED: _("Waits for approval"),
    RequestState.APPROVED: pgettext_lazy("rights", "Approved"),
    RequestState.RELEASED: _("Answered"),
    RequestState.REFUSING: _("Refusal waits for approval"),
    RequestState.REFUSED: pgettext_lazy("rights", "Refused"),
    RequestState.WITHDRAWN: _("Withdrawn"),
    RequestState.FORWARDED: _("Forwarded"),
    RequestState.EXPIRED: _("Expired"),
    RequestState.CLOSED: _("Closed"),
}
TONES = {
    RequestState.UNCONFIRMED: "",
    RequestState.RECEIVED: "care",
    RequestState.IDENTIFYING: "held",
    RequestState.IDENTIFIED: "busy",
    RequestState.DECIDING: "busy",
    RequestState.REVIEWED: "care",
    RequestState.APPROVED: "busy",
    RequestState.RELEASED: "good",
    RequestState.REFUSING: "care",
    RequestState.REFUSED: "bad",
    RequestState.WITHDRAWN: "",
    RequestState.FORWARDED: "good",
    RequestState.EXPIRED: "",
    RequestState.CLOSED: "",
}
TOLD = {
    RequestState.UNCONFIRMED: _(
        "We wait for you to confirm the request with the link we mailed. It ends by"
        " itself seven days after it was sent."
    ),
    RequestState.RECEIVED: _(
        "We have the request. Next it is checked who you are, so that nobody else gets"
        " your data."
    ),
    RequestState.IDENTIFYING: _(
        "We have asked you to prove who you are, and wait for that."
    ),
    RequestState.IDENTIFIED: _(
        "We know who you are. Next a person looks at your data and decides."
    ),
    RequestState.DECIDING: _("A person is looking at your data and deciding."),
    RequestState.REVIEWED: _(
        "The answer is ready. Another person checks it before it is given to you."
    ),
    RequestState.APPROVED: _("The answer has been approved and is about to be given."),
    RequestState.RELEASED: _("The request has been answered."),
    RequestState.REFUSING: _("The request is being decided."),
    RequestState.REFUSED: _(
        "The request was not met. You get the reasons in a letter, and may complain."
    ),
    RequestState.WITHDRAWN: _("You withdrew the request."),
    RequestState.FORWARDED: _(
        "We handle these data for somebody else, and have forwarded the request to"
        " them."
    ),
    RequestState.EXPIRED: _("Nobody confirmed the request, so it ended."),
    RequestState.CLOSED: _("The matter is over."),
}
MOVES = {
    RequestMove.CONFIRM: _("Confirm that it is meant"),
    RequestMove.EXPIRE: _("Let it expire"),
    RequestMove.ASK_IDENTITY: _("Note that identity was asked for"),
    RequestMove.IDENTIFY: _("Identify"),
    RequestMove.DECIDE: _("Begin to decide"),
    RequestMove.REVIEW: _("Reviewed: send to approval"),
    RequestMove.RETURN: _("Send back"),
    RequestMove.APPROVE: _("Approve"),
    RequestMove.RELEASE: _("Release the answer"),
    RequestMove.EXTEND: _("Extend"),
    RequestMove.PROPOSE_REFUSAL: _("Propose to refuse"),
    RequestMove.APPROVE_REFUSAL: _("Approve the refusal"),
    RequestMove.WITHDRAW: _("The person withdraws it"),
    RequestMove.FORWARD: _("Everything was forwarded"),
    RequestMove.CLOSE: _("Close"),
}
EVENTS = {
    "received": _("Received"),
    "held": _("What it may cover is held"),
    "hold-refused": _("What it may cover could not be held"),
    "mailed": _("Confirmation asked for by mail"),
    "mail-refused": _("The mail could not be sent"),
    "no-mail": _("No mail: too many in a day"),
    "assigned": _("Given to a handler"),
    "identity-answered": _("The person answered; the clock runs again"),
    "split": _("Divided by controller"),
    "code-asked": _("A code was asked for"),
    "code-sent": _("A code was sent"),
    "code-wrong": _("A wrong code was entered"),
    "identity-proven": _("Identity was proven"),
    "assured": _("Identity was proven more surely"),
    "alerted": _("A sign of somebody else was seen"),
    "alert-cleared": _("A sign was looked at"),
    "old-address-told": _("The old addresses were told"),
    "old-address-untold": _("No mail could tell the old address"),
    "matched": _("Contacts were looked for"),
    "match-confirmed": _("Contacts were confirmed as theirs"),
    "match-rejected": _("Contacts were found not to be theirs"),
    "match-reason": _("It was said why contacts are theirs"),
    "period-set": _("It was written down when an identifier was theirs"),
    "part-answered": _("A part was answered"),
    "part-refused": _("A part was refused"),
    "part-nothing-held": _("A controller holds nothing"),
    "part-forwarded": _("A part was forwarded to its controller"),
    "decided": _("Decided item by item"),
    "decision-approved": _("The decision was approved"),
    "carried-out": _("The decision was carried out"),
    "correction-proposed": _("A correction was proposed"),
    "correction-dropped": _("A proposed correction was taken back"),
    "corrected": _("Corrected"),
    "statement-added": _("A statement was added"),
    "answer-listed": _("What is given was listed"),
    "answer-marked": _("What is given was looked at part by part"),
    "copy-made": _("A copy of a call was made for the request"),
    "copy-removed": _("A copy of a call was removed"),
    "package-asked": _("Answer package asked for"),
    "answer-delivered": _("Answer handed over"),
    "letter-mailed": _("Mailed that there is a letter"),
    "letter-taken": _("A letter was taken out"),
    "authority-shown": _("The right to ask for somebody else was seen"),
    "identity-unanswered": _("Reminder: identity was asked a month ago"),
    "link-mailed": _("Link to the answer mailed"),
    "letter:receipt": _("Letter written: receipt"),
    "letter:identity": _("Letter written: identity is asked"),
    "letter:extension": _("Letter written: more time"),
    "letter:answer": _("Letter written: answer"),
    "letter:confirmed": _("Letter written: data are processed"),
    "letter:nothing-held": _("Letter written: no data were found"),
    "letter:done": _("Letter written: done as asked"),
    "letter:partial": _("Letter written: what is not given"),
    "letter:refusal": _("Letter written: refusal"),
    "letter:forwarded": _("Letter written: forwarded"),
    "letter:erased-later": _("Letter written: erased later"),
    "letter:lifting": _("Letter written: before a restriction is lifted"),
    "due-soon": _("Reminder: due soon"),
    "late": _("Reminder: late"),
    RequestMove.CONFIRM.value: _("Confirmed"),
    RequestMove.EXPIRE.value: _("Expired: nobody confirmed it"),
    RequestMove.ASK_IDENTITY.value: _("Identity asked for"),
    RequestMove.IDENTIFY.value: _("Identified"),
    RequestMove.DECIDE.value: _("Deciding began"),
    RequestMove.REVIEW.value: _("Reviewed"),
    RequestMove.RETURN.value: _("Sent back"),
    RequestMove.APPROVE.value: _("Approved"),
    RequestMove.RELEASE.value: _("Answer released"),
    RequestMove.EXTEND.value: _("Extended by two months"),
    RequestMove.PROPOSE_REFUSAL.value: _("Refusal proposed"),
    RequestMove.APPROVE_REFUSAL.value: _("Refusal approved"),
    RequestMove.WITHDRAW.value: _("Withdrawn by the person"),
    RequestMove.FORWARD.value: _("Forwarded"),
    RequestMove.CLOSE.value: _("Closed"),
}
PARTS = {
    PartState.OPEN: pgettext_lazy("rights", "Open"),
    PartState.ANSWERED: _("Answered"),
    PartState.REFUSED: pgettext_lazy("rights", "Refused"),
    PartState.NOTHING_HELD: _("Holds nothing"),
    PartState.FORWARDED: _("Forwarded"),
}
PART_TONES = {
    PartState.OPEN: "care",
    PartState.ANSWERED: "good",
    PartState.REFUSED: "bad",
    PartState.NOTHING_HELD: "",
    PartState.FORWARDED: "good",
}
REFUSAL_REASONS = {
    RefusalReason.NOT_IDENTIFIED: _("The person cannot be identified"),
    RefusalReason.DECEASED: _("The data are of somebody who has died"),
    RefusalReason.NO_AUTHORITY: _("The authority to act for another is not shown"),
    RefusalReason.UNFOUNDED: _("Manifestly unfounded"),
    RefusalReason.EXCESSIVE: _("Excessive, as it repeats"),
    RefusalReason.NOT_FROM_BASIS: _("The right does not follow from the basis"),
    RefusalReason.OTHERS: _("It would harm the rights of others"),
    RefusalReason.LEGAL_CLAIM: _("The data are needed for a legal claim"),
    RefusalReason.LEGAL_DUTY: _("The law obliges to keep the data"),
    RefusalReason.SECTION_34: _("Section 34 of the Data Protection Act"),
}
EXTENSIONS = {
    ExtensionReason.COMPLEXITY: _("The request is complex"),
    ExtensionReason.NUMBER: _("There are many requests"),
}
TABS = {
    Tab.OPEN: pgettext_lazy("rights", "Open"),
    Tab.MINE: pgettext_lazy("rights", "Mine"),
    Tab.LATE: _("Late"),
    Tab.WAITING: _("Waiting for the person"),
    Tab.APPROVAL: _("To approve"),
    Tab.ANSWERED: _("To close"),
    Tab.CLOSED: _("Closed"),
}
REFUSED = {
    "no-such-move": _("This cannot be done in its state any more."),
    "no-words": _("The words of the request have been destroyed."),
    "too-long": _("The text is too long."),
    "no-way-to-answer": _("Give an e-mail address, a phone number or an address."),
    "no-reason": _("Give a reason."),
    "too-late-to-extend": _("The first month is over: nothing can be extended."),
    "extended-already": _("It was extended once already."),
    "not-identified": _("The person has not proven who they are."),
    "assurance-too-low": _("The identity is not sure enough for this right."),
    "not-reviewed": _("The answer has not been reviewed."),
    "not-approved": _("Nobody has approved the answer."),
    "same-person": _("Somebody else must approve: you handled the request."),
    "own-request": _("It seems to be this person's own request; another handles it."),
    "dpo-only": _(
        "The person has a non-disclosure for personal safety: the data protection"
        " officer approves."
    ),
    "not-handled": _("This person does not handle requests of the register."),
    "parts-open": _("The part of a controller is still open."),
    "unknown-register": _("There is no such register."),
    "received-in-the-future": _("The day of receipt lies in the future."),
    "too-old": _("The day of receipt lies more than a year back."),
    "too-many": _("Too many phone numbers or addresses: 20 at most."),
    "not-awaited": _("Nothing is awaited from the person."),
    "alert-standing": _("An alert about the identity has not been looked at."),
    "cooling-off": _("The old address has not had its two days to object."),
    "matches-open": _("A contact that may be the person's has not been decided."),
    "not-decided": _("It has not been decided what follows for each item."),
    "not-carried-out": _("What was decided has not been carried out."),
    "recipients-untold": _("A recipient has not been told."),
    "only-refusal": _(
        "The data of somebody who has died are asked for: propose to refuse it."
    ),
    "authority-not-shown": _(
        "It has not been seen by what right this is asked for somebody else."
    ),
    "not-looked-for": _("Nobody has looked for what may be the person's."),
    "carried-out-already": _(
        "What was decided has been carried out, so it cannot be refused or withdrawn."
    ),
    "not-delivered": _("The answer has been neither offered nor handed over."),
    "letter-unread": _(
        "The letter that answers has been neither mailed about nor taken out. Print"
        " and send it first."
    ),
}
PORTAL_REFUSED = {
    "bad-token": _("The page had expired. Please send it once more."),
    "too-fast": _("That was too fast. Please wait a moment and send it once more."),
    "too-old": _("The page was open too long. Please send it once more."),
    "notice-changed": _(
        "The privacy notice has changed meanwhile. Please read it and send once more."
    ),
    "too-many": _(
        "There have been too many requests. Please try again later, or ask in another"
        " way: they are listed below."
    ),
    "no-way-to-answer": _("Give an e-mail address, a phone number or an address."),
    "too-long": _("The text is too long."),
}
