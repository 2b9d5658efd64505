"""Kinds of letters, and what the law wants each of them to say.

``REQUIRED`` is written out by hand from GDPR Art. 12(2)-(6), 15, 18(3), 19 and
77-79. It is what the lint goes by, so it never follows from the templates.
"""

from collections.abc import Mapping
from enum import StrEnum


class LetterKind(StrEnum):
    """The letters that may follow a request."""

    RECEIPT = "receipt"
    IDENTITY = "identity"
    EXTENSION = "extension"
    ANSWER = "answer"
    CONFIRMED = "confirmed"
    NOTHING_HELD = "nothing-held"
    DONE = "done"
    PARTIAL = "partial"
    REFUSAL = "refusal"
    FORWARDED = "forwarded"
    ERASED_LATER = "erased-later"
    LIFTING = "lifting"
    RECIPIENT = "recipient"
    READY = "ready"


class LetterPart(StrEnum):
    """One thing a letter says."""

    OPENING = "opening"
    RECEIVED = "received"
    DEADLINE = "deadline"
    FREEZE = "freeze"
    IDENTITY_WHY = "identity-why"
    IDENTITY_WAYS = "identity-ways"
    IDENTITY_DATA = "identity-data"
    UNTIL = "until"
    EXTENSION_REASONS = "extension-reasons"
    HELD = "held"
    NOT_HELD = "not-held"
    DONE = "done"
    CONTENTS = "contents"
    RECORDINGS = "recordings"
    DELIVERY = "delivery"
    NOT_GIVEN = "not-given"
    REFUSED = "refused"
    GROUNDS = "grounds"
    KEPT = "kept"
    WHO_DECIDES = "who-decides"
    ERASED = "erased"
    LIFTED = "lifted"
    MEASURE = "measure"
    RECIPIENT_DUTY = "recipient-duty"
    FETCH = "fetch"
    FREE = "free"
    COMPLAINT = "complaint"
    COURT = "court"
    CONTACT = "contact"


_REMEDIES = frozenset({LetterPart.COMPLAINT, LetterPart.COURT})

REQUIRED: Mapping[LetterKind, frozenset[LetterPart]] = {
    # 12(3): by when the person hears; 12(5): free; the asked items are kept.
    LetterKind.RECEIPT: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.DEADLINE,
            LetterPart.FREEZE,
            LetterPart.FREE,
            LetterPart.COMPLAINT,
            LetterPart.CONTACT,
        }
    ),
    # 12(6): why more is asked, by which ways, and what becomes of it.
    LetterKind.IDENTITY: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.IDENTITY_WHY,
            LetterPart.IDENTITY_WAYS,
            LetterPart.IDENTITY_DATA,
            LetterPart.CONTACT,
        }
    ),
    # 12(3): the extension together with its reasons; R-35 wants the complaint.
    LetterKind.EXTENSION: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.UNTIL,
            LetterPart.EXTENSION_REASONS,
            LetterPart.CONTACT,
        }
        | _REMEDIES
    ),
    # 15(1) and (3): what the answer holds; 15(1)(f) the complaint.
    LetterKind.ANSWER: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.CONTENTS,
            LetterPart.RECORDINGS,
            LetterPart.DELIVERY,
            LetterPart.FREE,
            LetterPart.CONTACT,
        }
        | _REMEDIES
    ),
    LetterKind.CONFIRMED: frozenset(
        {LetterPart.RECEIVED, LetterPart.HELD, LetterPart.CONTACT} | _REMEDIES
    ),
    LetterKind.NOTHING_HELD: frozenset(
        {LetterPart.RECEIVED, LetterPart.NOT_HELD, LetterPart.CONTACT} | _REMEDIES
    ),
    LetterKind.DONE: frozenset(
        {LetterPart.RECEIVED, LetterPart.DONE, LetterPart.CONTACT} | _REMEDIES
    ),
    # 12(4) for the part on which no action is taken.
    LetterKind.PARTIAL: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.NOT_GIVEN,
            LetterPart.GROUNDS,
            LetterPart.CONTACT,
        }
        | _REMEDIES
    ),
    # 12(4): the reasons, the complaint and the judicial remedy.
    LetterKind.REFUSAL: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.REFUSED,
            LetterPart.GROUNDS,
            LetterPart.CONTACT,
        }
        | _REMEDIES
    ),
    LetterKind.FORWARDED: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.WHO_DECIDES,
            LetterPart.COMPLAINT,
            LetterPart.CONTACT,
        }
    ),
    LetterKind.ERASED_LATER: frozenset(
        {LetterPart.RECEIVED, LetterPart.ERASED, LetterPart.CONTACT}
    ),
    # 18(3): told before the restriction is lifted.
    LetterKind.LIFTING: frozenset(
        {
            LetterPart.RECEIVED,
            LetterPart.LIFTED,
            LetterPart.GROUNDS,
            LetterPart.CONTACT,
        }
        | _REMEDIES
    ),
    # 19: to each recipient.
    LetterKind.RECIPIENT: frozenset(
        {LetterPart.MEASURE, LetterPart.RECIPIENT_DUTY, LetterPart.CONTACT}
    ),
    LetterKind.READY: frozenset(
        {LetterPart.FETCH, LetterPart.DELIVERY, LetterPart.CONTACT}
    ),
}
"""The parts no letter of a kind may go without."""

TEMPLATES: Mapping[LetterKind, tuple[LetterPart, ...]] = {
    LetterKind.RECEIPT: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.DEADLINE,
        LetterPart.FREEZE,
        LetterPart.FREE,
        LetterPart.COMPLAINT,
        LetterPart.CONTACT,
    ),
    LetterKind.IDENTITY: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.IDENTITY_WHY,
        LetterPart.IDENTITY_WAYS,
        LetterPart.IDENTITY_DATA,
        LetterPart.CONTACT,
    ),
    LetterKind.EXTENSION: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.UNTIL,
        LetterPart.EXTENSION_REASONS,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.ANSWER: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.CONTENTS,
        LetterPart.RECORDINGS,
        LetterPart.DELIVERY,
        LetterPart.FREE,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.CONFIRMED: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.HELD,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.NOTHING_HELD: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.NOT_HELD,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.DONE: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.DONE,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.PARTIAL: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.NOT_GIVEN,
        LetterPart.GROUNDS,
        LetterPart.KEPT,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.REFUSAL: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.REFUSED,
        LetterPart.GROUNDS,
        LetterPart.KEPT,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.FORWARDED: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.WHO_DECIDES,
        LetterPart.COMPLAINT,
        LetterPart.CONTACT,
    ),
    LetterKind.ERASED_LATER: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.ERASED,
        LetterPart.COMPLAINT,
        LetterPart.CONTACT,
    ),
    LetterKind.LIFTING: (
        LetterPart.OPENING,
        LetterPart.RECEIVED,
        LetterPart.LIFTED,
        LetterPart.GROUNDS,
        LetterPart.COMPLAINT,
        LetterPart.COURT,
        LetterPart.CONTACT,
    ),
    LetterKind.RECIPIENT: (
        LetterPart.OPENING,
        LetterPart.MEASURE,
        LetterPart.RECIPIENT_DUTY,
        LetterPart.CONTACT,
    ),
    LetterKind.READY: (
        LetterPart.OPENING,
        LetterPart.FETCH,
        LetterPart.DELIVERY,
        LetterPart.CONTACT,
    ),
}
"""The parts of each kind of letter, in their order."""
