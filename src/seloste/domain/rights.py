"""A data subject's request under Art. 15 to 21: kinds, who asks, what may happen next.

One table says which move leads where. There is no way to a released answer but
through a proven identity, a review and another person's approval. When a request
is due is in ``rights_deadline``; its words are in ``rights_words``. Nothing here
reads the clock.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from seloste.domain.errors import SelosteError


class RequestKind(StrEnum):
    """What somebody asks for."""

    CONFIRMATION = "confirmation"
    ACCESS = "access"
    TRANSCRIPT = "transcript"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"

    @property
    def article(self) -> str:
        """Return the article that gives the right."""
        return ARTICLES[self]

    @property
    def holds(self) -> bool:
        """Tell whether what it may cover stays until it is answered.

        What was asked for may not run out before the answer (Finnish DPA
        8422/161/21).
        """
        return self in HOLDING


ARTICLES: Mapping[RequestKind, str] = {
    RequestKind.CONFIRMATION: "15(1)",
    RequestKind.ACCESS: "15",
    RequestKind.TRANSCRIPT: "15(3)",
    RequestKind.RECTIFICATION: "16",
    RequestKind.ERASURE: "17",
    RequestKind.RESTRICTION: "18",
    RequestKind.PORTABILITY: "20",
    RequestKind.OBJECTION: "21",
    RequestKind.WITHDRAWAL: "7(3)",
}
DPV_RIGHT: Mapping[RequestKind, str] = {
    RequestKind.CONFIRMATION: "15",
    RequestKind.ACCESS: "15",
    RequestKind.TRANSCRIPT: "15",
    RequestKind.RECTIFICATION: "16",
    RequestKind.ERASURE: "17",
    RequestKind.RESTRICTION: "18",
    RequestKind.PORTABILITY: "20",
    RequestKind.OBJECTION: "21",
    RequestKind.WITHDRAWAL: "7-3",
}
"""Under which number DPV's mapping of legal bases to rights has each kind."""
HOLDING = frozenset(
    {
        RequestKind.CONFIRMATION,
        RequestKind.ACCESS,
        RequestKind.TRANSCRIPT,
        RequestKind.PORTABILITY,
    }
)


class Asker(StrEnum):
    """Who asks, for themselves or for another."""

    PERSON = "person"
    MANDATE = "mandate"
    GUARDIAN = "guardian"
    LAWYER = "lawyer"
    NEAR_ONE = "near-one"

    @property
    def for_another(self) -> bool:
        """Tell whether somebody else's data are asked for, so authority is shown."""
        return self is not Asker.PERSON


class RequestChannel(StrEnum):
    """How a request reached the organisation."""

    PORTAL = "portal"
    MAIL = "mail"
    CHAT = "chat"
    CALL = "call"
    FORM = "form"
    PAPER = "paper"
    IN_PERSON = "in-person"
    API = "api"


class RequestState(StrEnum):
    """Where a request stands."""

    UNCONFIRMED = "unconfirmed"
    RECEIVED = "received"
    IDENTIFYING = "identifying"
    IDENTIFIED = "identified"
    DECIDING = "deciding"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RELEASED = "released"
    REFUSING = "refusing"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    FORWARDED = "forwarded"
    EXPIRED = "expired"
    CLOSED = "closed"

    @property
    def answered(self) -> bool:
        """Tell whether the person has what the law gives: the clock has stopped."""
        return self in ANSWERED

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self in {RequestState.CLOSED, RequestState.EXPIRED}


class RequestMove(StrEnum):
    """What can be done with a request."""

    CONFIRM = "confirm"
    EXPIRE = "expire"
    ASK_IDENTITY = "ask-identity"
    IDENTIFY = "identify"
    DECIDE = "decide"
    REVIEW = "review"
    RETURN = "return"
    APPROVE = "approve"
    RELEASE = "release"
    EXTEND = "extend"
    PROPOSE_REFUSAL = "propose-refusal"
    APPROVE_REFUSAL = "approve-refusal"
    WITHDRAW = "withdraw"
    FORWARD = "forward"
    CLOSE = "close"


_S, _M = RequestState, RequestMove
MOVES: Mapping[tuple[RequestState, RequestMove], RequestState] = {
    (_S.UNCONFIRMED, _M.CONFIRM): _S.RECEIVED,
    (_S.UNCONFIRMED, _M.EXPIRE): _S.EXPIRED,
    (_S.UNCONFIRMED, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.RECEIVED, _M.ASK_IDENTITY): _S.IDENTIFYING,
    (_S.RECEIVED, _M.IDENTIFY): _S.IDENTIFIED,
    (_S.RECEIVED, _M.EXTEND): _S.RECEIVED,
    (_S.RECEIVED, _M.PROPOSE_REFUSAL): _S.REFUSING,
    (_S.RECEIVED, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.RECEIVED, _M.FORWARD): _S.FORWARDED,
    (_S.IDENTIFYING, _M.IDENTIFY): _S.IDENTIFIED,
    (_S.IDENTIFYING, _M.EXTEND): _S.IDENTIFYING,
    (_S.IDENTIFYING, _M.PROPOSE_REFUSAL): _S.REFUSING,
    (_S.IDENTIFYING, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.IDENTIFYING, _M.FORWARD): _S.FORWARDED,
    (_S.IDENTIFIED, _M.ASK_IDENTITY): _S.IDENTIFYING,
    (_S.IDENTIFIED, _M.DECIDE): _S.DECIDING,
    (_S.IDENTIFIED, _M.EXTEND): _S.IDENTIFIED,
    (_S.IDENTIFIED, _M.PROPOSE_REFUSAL): _S.REFUSING,
    (_S.IDENTIFIED, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.IDENTIFIED, _M.FORWARD): _S.FORWARDED,
    (_S.DECIDING, _M.ASK_IDENTITY): _S.IDENTIFYING,
    (_S.DECIDING, _M.REVIEW): _S.REVIEWED,
    (_S.DECIDING, _M.EXTEND): _S.DECIDING,
    (_S.DECIDING, _M.PROPOSE_REFUSAL): _S.REFUSING,
    (_S.DECIDING, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.DECIDING, _M.FORWARD): _S.FORWARDED,
    (_S.REVIEWED, _M.APPROVE): _S.APPROVED,
    (_S.REVIEWED, _M.RETURN): _S.DECIDING,
    (_S.REVIEWED, _M.EXTEND): _S.REVIEWED,
    (_S.REVIEWED, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.APPROVED, _M.RELEASE): _S.RELEASED,
    (_S.APPROVED, _M.RETURN): _S.DECIDING,
    (_S.APPROVED, _M.EXTEND): _S.APPROVED,
    (_S.APPROVED, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.REFUSING, _M.APPROVE_REFUSAL): _S.REFUSED,
    (_S.REFUSING, _M.RETURN): _S.RECEIVED,
    (_S.REFUSING, _M.EXTEND): _S.REFUSING,
    (_S.REFUSING, _M.WITHDRAW): _S.WITHDRAWN,
    (_S.RELEASED, _M.CLOSE): _S.CLOSED,
    (_S.REFUSED, _M.CLOSE): _S.CLOSED,
    (_S.WITHDRAWN, _M.CLOSE): _S.CLOSED,
    (_S.FORWARDED, _M.CLOSE): _S.CLOSED,
}
"""Every move there is; what is not here cannot be done."""

ANSWERED = frozenset(
    {_S.RELEASED, _S.REFUSED, _S.WITHDRAWN, _S.FORWARDED, _S.EXPIRED, _S.CLOSED}
)
OPEN = frozenset(RequestState) - ANSWERED
WAITING_FOR_US = OPEN - {_S.UNCONFIRMED}


class RefusalReason(StrEnum):
    """Why a request, or a part of it, is not met."""

    NOT_IDENTIFIED = "not-identified"
    DECEASED = "deceased"
    NO_AUTHORITY = "no-authority"
    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"
    NOT_FROM_BASIS = "not-from-basis"
    OTHERS = "others"
    LEGAL_CLAIM = "legal-claim"
    LEGAL_DUTY = "legal-duty"
    SECTION_34 = "section-34"

    @property
    def article(self) -> str:
        """Return the ground in law."""
        return GROUNDS[self]


GROUNDS: Mapping[RefusalReason, str] = {
    RefusalReason.NOT_IDENTIFIED: "12(2)",
    RefusalReason.DECEASED: "recital-27",
    RefusalReason.NO_AUTHORITY: "12(6)",
    RefusalReason.UNFOUNDED: "12(5)",
    RefusalReason.EXCESSIVE: "12(5)",
    RefusalReason.NOT_FROM_BASIS: "12(4)",
    RefusalReason.OTHERS: "15(4)",
    RefusalReason.LEGAL_CLAIM: "17(3)(e)",
    RefusalReason.LEGAL_DUTY: "17(3)(b)",
    RefusalReason.SECTION_34: "tietosuojalaki-34",
}


class ExtensionReason(StrEnum):
    """Why two further months are needed: the two grounds of Art. 12(3)."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


class PartState(StrEnum):
    """Where the part of one controller stands."""

    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"
    NOTHING_HELD = "nothing-held"
    FORWARDED = "forwarded"

    @property
    def done(self) -> bool:
        """Tell whether nothing more is to be done for the part."""
        return self is not PartState.OPEN


class RequestRefused(SelosteError):
    """The request does not allow this; ``reason`` is a stable word.

    Reasons: no-such-move, no-words, too-long, no-way-to-answer, no-reason,
    too-late-to-extend, extended-already, not-identified, assurance-too-low,
    not-reviewed, not-approved, same-person, own-request, dpo-only,
    not-handled, parts-open, unknown-register, received-in-the-future, too-old,
    too-many, not-awaited, hold-refused, wrong-token, alert-standing, cooling-off,
    matches-open, not-decided, not-carried-out, recipients-untold, only-refusal,
    authority-not-shown, not-looked-for, carried-out-already, not-delivered,
    letter-unread.
    """

    code = "request-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"rights request: {reason}")
        self.reason = reason


def next_state(state: RequestState, move: RequestMove) -> RequestState:
    """Return the state a move leads to. Raises RequestRefused."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise RequestRefused("no-such-move") from None


def moves(state: RequestState) -> tuple[RequestMove, ...]:
    """Return what may be done now, in the order of ``RequestMove``."""
    return tuple(move for move in RequestMove if (state, move) in MOVES)


SECOND = frozenset(
    {
        RequestMove.APPROVE.value,
        RequestMove.APPROVE_REFUSAL.value,
        RequestMove.RETURN.value,
        RequestMove.RELEASE.value,
        RequestMove.CLOSE.value,
        "decision-approved",
        "alert-cleared",
        "link-mailed",
        "letter-mailed",
        "letter-taken",
        "answer-delivered",
    }
)
"""Acts of whoever looks at another's work, or sends out what was approved."""


def handlers(acts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return which members of staff handled a request, of acts and who did them.

    Everybody who did anything before its release, but for the acts of the second
    person (D8).
    """
    found = set()
    for what, by in acts:
        if what == RequestMove.RELEASE:
            break
        if what not in SECOND and by.startswith("staff:"):
            found.add(by)
    return frozenset(found)


def check_approver(approver: str, *, handled_by: Iterable[str]) -> None:
    """Refuse the approval of somebody who handled the request (four eyes).

    Whoever did anything of it (``handlers``) approves nothing of it.
    """
    if approver in set(handled_by):
        raise RequestRefused("same-person")


def follows_from(kind: RequestKind, rights: Iterable[str]) -> bool:
    """Tell whether a basis with these rights of DPV's mapping gives the right.

    It decides how a request is answered, never whether it is taken in.
    """
    return DPV_RIGHT[kind] in set(rights)
