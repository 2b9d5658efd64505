"""What the parts of a request's page need: one function a part, by its name.

A part is a template in ``templates/rights/parts`` that the page includes where
its steps come; here is what it is given. A part that has nothing to say is not
drawn.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from seloste.services.rights_page import RequestPage
from seloste.web.decisions import part as decision_part
from seloste.web.identity import part as identity_part
from seloste.web.packages import parts as answers

type Filler = Callable[[HttpRequest, RequestPage], Mapping[str, Any] | None]

FILLERS: dict[str, Filler] = {
    "identity": identity_part.fill_identity,
    "matching": identity_part.fill_matching,
    "decision": decision_part.fill,
    "review": answers.review,
    "answer": answers.answer,
}
"""The parts by name: identity, matching, decision, review, answer."""
ORDER = ("identity", "matching", "decision", "review", "answer")


def filled(request: HttpRequest, shown: RequestPage) -> list[dict[str, Any]]:
    """Return the parts that have something to say, in the order of the page."""
    found = []
    for name in ORDER:
        filler = FILLERS.get(name)
        said = filler(request, shown) if filler is not None else None
        if said is not None:
            found.append({"template": f"rights/parts/{name}.html", **said})
    return found
