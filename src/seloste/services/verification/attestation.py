"""What only people can know: a dated statement by a named person, still fresh."""

from collections.abc import Iterator

from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence
from seloste.services import attestations
from seloste.services.verification import paper
from seloste.services.verification.findings import attested, broken, gap
from seloste.services.verification.gather import Gathered

PAPER = "security.paper"


def statement(promise: Promise, facts: Gathered) -> Evidence:
    """Say whether somebody's statement on the promise is in force."""
    standing = attestations.standing(
        register=facts.register, promise=promise.id, now=facts.now
    )
    if standing is None:
        return gap("statement-missing")
    name = f"statement:{standing.id}"
    if not standing.recorded:
        return broken("statement-unrecorded", 1, [name])
    if not standing.fresh:
        return gap("statement-expired", ids=[name, f"until:{standing.until}"])
    said = (name, f"by:{standing.given_by}", f"on:{standing.given_on}")
    return attested("statement-fresh", 1, [*said, f"until:{standing.until}"])


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield the statement on a promise that nothing else can show.

    Of paper the register of sheets shows more: what should be gone, and is not.
    """
    yield statement(promise, facts)
    if PAPER in promise.facts:
        yield from paper.check(facts)
