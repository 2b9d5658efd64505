"""What a refusal of a decision, restriction, objection or disclosure says."""

from seloste.domain.disclosure import DisclosureRefused
from seloste.domain.errors import SelosteError
from seloste.domain.hold import HoldRefused
from seloste.domain.objection import ObjectionRefused
from seloste.domain.restriction import RestrictionRefused
from seloste.domain.rights import RequestRefused
from seloste.domain.rights_decision import DecisionRefused
from seloste.web.words import decisions as words
from seloste.web.words import holds, rights

TABLES = (
    (DecisionRefused, words.REFUSED),
    (RequestRefused, rights.REFUSED),
    (RestrictionRefused, words.RESTRICTION_REFUSED),
    (ObjectionRefused, words.OBJECTION_REFUSED),
    (DisclosureRefused, words.DISCLOSURE_REFUSED),
    (HoldRefused, holds.REFUSALS),
)


def refused(refusal: SelosteError) -> str:
    """Return why something was refused, in words."""
    reason = getattr(refusal, "reason", "")
    for kind, table in TABLES:
        if isinstance(refusal, kind):
            return str(table.get(reason, reason))
    return str(refusal)
