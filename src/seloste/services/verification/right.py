"""The rights of data subjects: where to turn, and that requests are served."""

from collections.abc import Iterator
from html import escape

from seloste.domain.notice import ContactPoint, Language, Promise
from seloste.domain.verification import Evidence
from seloste.services.notices import rendering
from seloste.services.verification import rights, transcripts
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import gap, proved
from seloste.services.verification.gather import Gathered

POINTS = ("contact", "dpo")
FOR_QUESTIONS = "12(2)"
"""The article of a contact at which requests arrive, and are looked for."""


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield where to turn, or that the requests for a right are served."""
    if set(promise.facts) <= set(POINTS) and promise.facts:
        yield from _points(promise, facts)
        if promise.article == FOR_QUESTIONS:
            yield from rights.suggesting(facts)
        return
    yield from transcripts.certified(promise, facts)
    if rights.kinds_of(promise):
        yield from rights.check(promise, facts)
    else:
        yield gap("right-not-built")


def _points(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield whether each contact stands in the notice, and that somebody answers."""
    pages = [rendering.fragment(facts.notice, language) for language in Language]
    for point in (getattr(facts.notice, name) for name in promise.facts):
        address = _address(point)
        shown = sum(bool(address) and escape(address) in page for page in pages)
        if shown == len(pages):
            yield proved("contact-rendered", shown)
        else:
            yield gap("contact-missing")
    yield statement(promise, facts)


def _address(point: ContactPoint | None) -> str:
    return (point.email or point.phone or point.address) if point else ""
