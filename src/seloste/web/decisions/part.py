"""The part of a request's page about its decision and what it set going."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from seloste import wiring
from seloste.domain.rights import RequestKind
from seloste.services import decision_page, rights_decisions
from seloste.services.rights_decisions import CARRYING
from seloste.services.rights_page import RequestPage
from seloste.web import access, clock
from seloste.web.decisions import forms


def fill(request: HttpRequest, shown: RequestPage) -> Mapping[str, Any] | None:
    """Return what the part shows, or None before the person is known."""
    row = shown.request
    if row.identified_at is None:
        return None
    desk = wiring.desk()
    said = decision_page.shown(
        row, staff_id=access.staff_id(request), desk=desk, now=clock.now()
    )
    decision = said.decision
    return {
        "said": said,
        "reason": rights_decisions.reason_of(decision, desk) if decision else "",
        "open": row.state in CARRYING,
        "stoppable": _stoppable(shown) if not said.objections else (),
    }


def _stoppable(shown: RequestPage) -> list[tuple[str, str]]:
    """Return the purposes the person can stop at once with this request."""
    kind = RequestKind(shown.request.kind)
    return forms.purposes(shown.notice, forms.STOPPED.get(kind, frozenset()))
