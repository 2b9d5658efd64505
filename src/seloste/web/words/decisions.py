"""Words of decisions on rights requests, restrictions, objections and disclosures."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.disclosure import DisclosureState, Event, Form, TellState
from seloste.domain.objection import ObjectionState
from seloste.domain.restriction import Ground
from seloste.domain.rights_decision import Outcome

OUTCOMES = {
    Outcome.GIVE: pgettext_lazy("decision", "Give"),
    Outcome.CORRECT: pgettext_lazy("decision", "Correct"),
    Outcome.BLOCK: pgettext_lazy("decision", "Block"),
    Outcome.ERASE: pgettext_lazy("decision", "Erase"),
    Outcome.KEEP: pgettext_lazy("decision", "Keep"),
    Outcome.FORWARD: pgettext_lazy("decision", "Forward"),
}
TONES = {
    Outcome.GIVE: "good",
    Outcome.CORRECT: "good",
    Outcome.BLOCK: "held",
    Outcome.ERASE: "bad",
    Outcome.KEEP: "care",
    Outcome.FORWARD: "busy",
}
GROUNDS = {
    "7(3)": _("consent was withdrawn"),
    "15(1)": _("confirmation of processing"),
    "15(3)": _("the person has a right to a copy"),
    "16": _("what is inaccurate is corrected"),
    "17(1)(a)": _("no longer needed for the purpose"),
    "17(1)(b)": _("consent withdrawn, and no other basis"),
    "17(1)(c)": _("the person objected"),
    "17(1)(d)": _("processed unlawfully"),
    "17(1)(e)": _("the law asks for erasure"),
    "17(1)(f)": _("collected from a child for a service"),
    "17(3)(b)": _("the law requires it to be kept"),
    "17(3)(e)": _("needed for legal claims"),
    "18(1)(a)": _("accuracy is contested"),
    "18(1)(b)": _("unlawful, and the person wants it kept"),
    "18(1)(c)": _("the person needs it for a claim"),
    "18(1)(d)": _("an objection is being decided"),
    "18(2)": _("restricted: only stored"),
    "20(1)": _("provided by the person under consent or contract"),
    "21(1)": _("the person objects"),
    "28(3)(e)": _("kept for another controller, who decides"),
}
KEPT_GROUNDS = {
    "15(3)": _("a request for a copy is answered first"),
    "16": _("nothing of it was corrected"),
    "17(1)(a)": _("an open matter still needs it"),
    "20(1)": _("not provided by the person under consent or contract"),
}
"""What some articles mean for an item that is kept as it is."""
ARTICLE_18 = {
    Ground.CONTESTED: GROUNDS["18(1)(a)"],
    Ground.UNLAWFUL: GROUNDS["18(1)(b)"],
    Ground.CLAIMS: GROUNDS["18(1)(c)"],
    Ground.OBJECTION: GROUNDS["18(1)(d)"],
}
CORRECTED = {
    "": _("Text"),
    "subject": _("Subject"),
    "name": _("Name"),
    "email": _("E-mail"),
    "tel": _("Phone number"),
}
"""What of an item is put right: its text, and its one-line texts."""
REFUSED = {
    "unknown-request": _("There is no such request any more."),
    "not-open": _("The request is not at a step at which this is decided."),
    "unknown-item": _("This is not among the person's data."),
    "impossible-outcome": _("This right cannot end like that for the item."),
    "held": _("A hold keeps it; the hold is released first."),
    "no-reason": _("Say why in a few words."),
    "same-person": _("Somebody else has to agree: you decided it."),
    "not-approved": _("A second person has to approve it first."),
    "applied-already": _("It was carried out already."),
    "changed": _("Something changed since it was decided. Look at the table again."),
    "not-allowed": _("Your role does not do this."),
    "no-correction": _("Write what is right instead."),
    "too-long": _("This is too long."),
    "unknown-forwarding": _("There is no such part."),
    "no-name": _("Say by name who receives it."),
    "forwarded-already": _("It was forwarded already."),
    "no-purpose": _("Say which purpose is meant."),
    "no-ground": _("Say on which ground."),
    "not-identified": _("It is not known yet who asks."),
    "on-its-way": _("The message is still on its way. It can be corrected when sent."),
}
RESTRICTION_REFUSED = {
    "nothing-to-restrict": _("There is nothing to restrict."),
    "unknown-item": _("This is not among the person's data."),
    "no-mandate": _("The notice has no promise to keep restricted data."),
    "unknown-restriction": _("There is no such restriction."),
    "already-lifted": _("It was lifted already."),
    "told-already": _("The person was told already."),
    "not-told": _("The person is told first, then it is lifted."),
    "too-soon": _("The person was told, and still has time to answer."),
    "not-allowed": _("Your role does not do this."),
}
OBJECTIONS = {
    ObjectionState.PENDING: _("Being decided; the purpose is stopped"),
    ObjectionState.UPHELD: _("Upheld; the purpose is stopped"),
    ObjectionState.REJECTED: _("Rejected for compelling grounds"),
    ObjectionState.TAKEN_BACK: _("Taken back"),
}
OBJECTION_REFUSED = {
    "unknown-purpose": _("The notice names no such purpose."),
    "claims-purpose": _("A purpose for legal claims is not stopped by an objection."),
    "statutory-purpose": _("What the law asks for cannot be objected to."),
    "other-basis": _("The purpose does not rest on a legitimate interest."),
    "no-consent": _("The purpose does not rest on consent."),
    "no-such-move": _("This cannot follow now."),
    "no-reason": _("Say why in a few words."),
    "same-person": _("Somebody else decides: you received it."),
    "unknown-objection": _("There is no such objection."),
    "unknown-contact": _("This is not among the person's data."),
    "nothing-named": _("Nothing is known of whose data are meant."),
    "not-allowed": _("Your role does not do this."),
}
EVENTS = {
    Event.RECTIFIED: pgettext_lazy("told", "corrected"),
    Event.ERASED: pgettext_lazy("told", "erased"),
    Event.RESTRICTED: pgettext_lazy("told", "restricted"),
}
TOLD = {
    TellState.WAITING: _("To be told"),
    TellState.TOLD: pgettext_lazy("recipient", "Told"),
    TellState.IMPOSSIBLE: _("Could not be told"),
}
TOLD_TONES = {
    TellState.WAITING: "care",
    TellState.TOLD: "good",
    TellState.IMPOSSIBLE: "held",
}
DISCLOSURES = {
    DisclosureState.PREPARED: _("Waits for approval"),
    DisclosureState.APPROVED: pgettext_lazy("disclosure", "Approved"),
    DisclosureState.HANDED_OVER: _("Handed over"),
    DisclosureState.REFUSED: pgettext_lazy("disclosure", "Not given"),
}
DISCLOSURE_TONES = {
    DisclosureState.PREPARED: "care",
    DisclosureState.APPROVED: "busy",
    DisclosureState.HANDED_OVER: "good",
    DisclosureState.REFUSED: "",
}
FORMS = {
    Form.CONTENT: _("What was said and written"),
    Form.FIGURES: _("Figures that name nobody"),
}
DISCLOSURE_REFUSED = {
    "unknown-recipient": _("The notice names no such recipient."),
    "not-a-disclosure": _("A processor acts for us; this is not a disclosure."),
    "unknown-purpose": _("The notice does not let this recipient have it for that."),
    "no-name": _("Say by name who receives it."),
    "no-claim": _("This needs a complaint with a claim that stands."),
    "not-of-claim": _("The claim does not keep this; it may not go out for it."),
    "no-statute": _("Say on which statute the authority rests."),
    "bad-statute": _("Write the number in the statute book, such as 806/2011 7:1 §."),
    "no-document": _("Add the authority's written request."),
    "only-figures": _("Within the group only figures go for this purpose."),
    "nothing-to-disclose": _("There is nothing to disclose."),
    "restricted": _("Its use is restricted."),
    "objected": _("The person objected to this purpose."),
    "other-register": _("This is not of the register, or is no longer there."),
    "kept-for-another": _("It is kept for a client, who decides."),
    "same-person": _("Somebody else has to approve: you prepared it."),
    "no-such-move": _("This cannot follow now."),
    "unknown-disclosure": _("There is no such disclosure."),
    "not-allowed": _("Your role does not do this, or may not read all of it."),
    "changed": _("Something changed since it was approved."),
    "no-reason": _("Say why in a few words."),
    "unknown-notice": _("There is nothing to tell."),
    "told-already": _("This was noted already."),
}
ACTIONS_NOTED = {
    "letter": pgettext_lazy("told by", "by letter"),
    "phone": pgettext_lazy("told by", "by telephone"),
    "webhook": pgettext_lazy("told by", "by webhook"),
    "mail": pgettext_lazy("told by", "by mail"),
}


def ground_of(article: str, outcome: str) -> str:
    """Return what an article means for an item with an outcome."""
    known = KEPT_GROUNDS if outcome == Outcome.KEEP else GROUNDS
    words = known.get(article) or GROUNDS.get(article)
    return str(words) if words else article
