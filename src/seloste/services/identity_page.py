"""What the page of a rights request shows of identity and of matches.

Names and numbers of contacts are masked; opening one is a step of its own, for a
purpose. Nothing here says more than its handler may see.
"""

from dataclasses import dataclass
from datetime import datetime

from seloste.domain import identity as rules
from seloste.domain.contact import Party
from seloste.domain.identity import Assurance, Evidence, MatchState, Weight
from seloste.domain.rights import Asker, RequestKind, RequestState
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    IdentityAlert,
    IdentityMatch,
    IdentityProof,
    Mailbox,
    RightsRequest,
)
from seloste.services import (
    authority_gates,
    contacts,
    identities,
    identity_alerts,
    identity_gates,
    identity_letters,
    matching,
)


@dataclass(frozen=True, slots=True)
class IdentityShown:
    """How a request's asker was proven: proofs, the level, what it needs, alerts.

    ``untold`` says that a person is to tell whoever was known before: no mail could.
    ``letters`` says that a letter with a code may have somewhere to go.
    ``authority`` says whether the right to ask for somebody else is ``needed``,
    what was seen of it, or, empty, that none is.
    """

    proofs: tuple[IdentityProof, ...]
    level: Assurance
    needed: Assurance
    least: Assurance
    alerts: tuple[IdentityAlert, ...]
    untold: bool
    open: bool
    mails: bool
    letters: bool
    authority: str


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One match: the contact, its customer masked, the evidence for and against.

    ``worth`` says whether it is proven, needs a reason, or cannot be confirmed.
    """

    match: IdentityMatch
    contact: Contact
    who: Party | None
    speaks_for: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    worth: Weight


def _authority(request: RightsRequest) -> str:
    """Return what was seen of the right to ask for another, or that it is needed."""
    if not authority_gates.wanted(Asker(request.asker)):
        return ""
    seen = request.events.filter(what=authority_gates.SHOWN).order_by("-at").first()
    return seen.detail if seen is not None else "needed"


def identity(request: RightsRequest, *, desk: Desk) -> IdentityShown:
    """Return what is shown of a request's identity."""
    kind = RequestKind(request.kind)
    return IdentityShown(
        proofs=tuple(request.proofs.order_by("proven_at", "pk")),
        level=identities.standing(request),
        needed=rules.needed(kind, sensitive=identity_gates.sensitive(request)),
        least=rules.least(kind),
        alerts=tuple(request.alerts.order_by("raised_at", "pk")),
        untold=request.alerts.filter(**identity_alerts.UNTOLD).exists(),
        open=RequestState(request.state) in identities.PROVABLE,
        mails=desk.mail is not None
        and Mailbox.objects.filter(register=request.register_id).exists(),
        letters=identity_letters.offered(request),
        authority=_authority(request),
    )


def matches(
    request: RightsRequest, *, desk: Desk, now: datetime
) -> tuple[MatchLine, ...]:
    """Return the matches of a request, the undecided first, then newest first."""
    found = {one.contact_id: one for one in request.matches.all()}
    rows = contacts.rows_of(sorted(found), desk, now)
    worth = matching.weigh(request, found.values())
    lines = [
        _line(found[row.contact.pk], row.contact, row.who, worth[row.contact.pk])
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda one: one.match.state != MatchState.PROPOSED))


def _line(
    match: IdentityMatch, contact: Contact, who: Party | None, worth: Weight
) -> MatchLine:
    evidence = tuple(map(Evidence, match.evidence))
    against = tuple(one for one in evidence if one in rules.AGAINST)
    return MatchLine(
        match=match,
        contact=contact,
        who=who,
        speaks_for=tuple(one for one in evidence if one not in rules.AGAINST),
        against=against,
        worth=worth,
    )
