"""Used for these purposes only: every reading named one, and each has a basis."""

from collections.abc import Iterator

from seloste.domain.notice import Notice, Promise, Purpose
from seloste.domain.verification import Evidence
from seloste.services.verification import limits, search_rows, work_access
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import all_or_broken, gap, proved
from seloste.services.verification.gather import Gathered
from seloste.services.verification.playlists import references
from seloste.services.verification.reads import check_reads

INTERESTS = ("6(1)(e)", "6(1)(f)")
LIMITATION = "5(1)(b)"
INTEREST_NAMED = "13(1)(d)"
CONSENT = ("7", "9(2)")


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield how readings and bases keep to what the notice says."""
    yield from check_reads(facts)
    yield from references(facts)
    if any(one.startswith("purposes") for one in promise.facts):
        yield from search_rows.found(facts)
    if promise.facts == ("purposes",):
        yield from _bases(facts)
    if promise.article == LIMITATION:
        yield from work_access.complaints(facts)
    if promise.article == INTEREST_NAMED:
        yield from _interests(promise, facts)
    if promise.article.startswith(CONSENT):
        yield from limits.withdrawals(facts, frozenset())


def _promised(notice: Notice) -> list[Purpose]:
    return [purpose for purpose in notice.purposes if not purpose.statutory]


def _bases(facts: Gathered) -> Iterator[Evidence]:
    """Yield that each purpose has a basis, and what is not yet kept of it."""
    purposes = _promised(facts.notice)
    yield all_or_broken(
        [purpose.id for purpose in purposes if not purpose.bases],
        right="purposes-based",
        count=len(purposes),
        otherwise="purpose-without-basis",
    )
    if any(len(purpose.bases) > 1 for purpose in purposes):
        yield gap("basis-per-contact-not-kept")
    if any(basis.article in INTERESTS for p in purposes for basis in p.bases):
        yield from limits.objections(facts, frozenset())


def _interests(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield that each interest is named; its weighing is people's to state."""
    resting = [
        (purpose.id, basis)
        for purpose in _promised(facts.notice)
        for basis in purpose.bases
        if basis.article in INTERESTS
    ]
    silent = {purpose for purpose, basis in resting if basis.interest is None}
    if silent:
        yield gap("interest-not-named", len(silent), silent)
    else:
        yield proved("interest-named", len({purpose for purpose, _ in resting}))
    yield statement(promise, facts)
    yield from limits.objections(facts, frozenset())
