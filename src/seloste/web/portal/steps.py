"""What the status page offers beyond showing: one function a step, by its name.

Proving who one is, fetching the answer, and reading letters, are parts of their
own: each says here when it has something to offer, and draws its template in
``portal/parts``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from seloste.web.identity import portal as portal_identity
from seloste.web.packages import portal as portal_answer
from seloste.web.portal import letters

type Offer = Callable[[HttpRequest, Any, str], Mapping[str, Any] | None]

OFFERS: dict[str, Offer] = {
    "identity": portal_identity.offer,
    "answer": portal_answer.offer,
    "letters": letters.offer,
}
"""The steps by name: identity, answer, letters. Each gets the request and the token."""
ORDER = ("identity", "answer", "letters")


def of(request: HttpRequest, row: Any, token: str) -> list[dict[str, Any]]:
    """Return what is offered now, in the order of the page."""
    found = []
    for name in ORDER:
        offer = OFFERS.get(name)
        said = offer(request, row, token) if offer is not None else None
        if said is not None:
            found.append({"template": f"portal/parts/{name}.html", **said})
    return found
