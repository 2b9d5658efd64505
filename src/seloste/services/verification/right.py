"""The rights of data subjects: told of here, served by what is built later."""

from collections.abc import Iterator
from html import escape

from seloste.domain.notice import ContactPoint, Language, Promise
from seloste.domain.verification import Evidence
from seloste.services.notices import rendering
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import gap, proved
from seloste.services.verification.gather import Gathered

POINTS = ("contact", "dpo")


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield where to turn; that a request is handled is not built yet."""
    if set(promise.facts) <= set(POINTS) and promise.facts:
        yield from _points(promise, facts)
        return
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
