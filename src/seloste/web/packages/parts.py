"""What the page of a request shows of its answer: the review, and the package."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from seloste import wiring
from seloste.domain.package import COPIES
from seloste.domain.rights import RequestKind, RequestState
from seloste.services import (
    following_letters,
    package_reviews,
    packages,
    rights_letters,
)
from seloste.services.rights_page import RequestPage
from seloste.web import clock
from seloste.web.packages.forms import Build, OfferLink, WriteLetter

REVIEWED = (
    RequestState.DECIDING,
    RequestState.REVIEWED,
    RequestState.APPROVED,
    RequestState.RELEASED,
)


def review(request: HttpRequest, shown: RequestPage) -> Mapping[str, Any] | None:
    """Return how far the answer was looked at for the sake of others."""
    del request
    row = shown.request
    if RequestKind(row.kind) not in COPIES or row.state not in REVIEWED:
        return None
    lines = package_reviews.lines(row)
    return {
        "row": row,
        "items": len(lines),
        "done": sum(line.done for line in lines),
        "waiting": sum(line.no_transcript for line in lines),
        "markable": row.state == RequestState.DECIDING,
    }


def answer(request: HttpRequest, shown: RequestPage) -> Mapping[str, Any] | None:
    """Return the packages and letters of a request, and what can be done."""
    del request
    row = shown.request
    if row.state in {RequestState.UNCONFIRMED, RequestState.EXPIRED}:
        return None
    copy = RequestKind(row.kind) in COPIES
    known = packages.of_request(row)
    standing = next((one for one in known if one.standing), None)
    return {
        "row": row,
        "copy": copy,
        "packages": known,
        "standing": standing,
        "build": Build() if copy and packages.askable(row) else None,
        "offer": OfferLink(),
        "letters": rights_letters.letters(row),
        "letter": _letter(shown) if shown.words else None,
    }


def _letter(shown: RequestPage) -> WriteLetter:
    """Return the form of a letter, with what can be said of this request."""
    row = shown.request
    known = following_letters.offered(row, desk=wiring.desk(), now=clock.now())
    return WriteLetter().offer(known)
