"""The parts of a request's page about who asks, and what is theirs."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from seloste import wiring
from seloste.services import identity_page, matching
from seloste.services.identities import PROVABLE
from seloste.services.rights_page import RequestPage
from seloste.web import clock
from seloste.web.identity.forms import Authority, CallBack, Document, Letter, Period


def fill_identity(request: HttpRequest, shown: RequestPage) -> Mapping[str, Any] | None:
    """Return how the asker was proven and the ways there are, while there are words."""
    del request
    if shown.words is None:
        return None
    return {
        "said": identity_page.identity(shown.request, desk=wiring.desk()),
        "letter": Letter(auto_id="letter_%s"),
        "protected": shown.words.protected,
        "call_back": CallBack(auto_id="call_%s"),
        "document": Document(auto_id="met_%s"),
        "authority": Authority(auto_id="authority_%s"),
    }


def fill_matching(request: HttpRequest, shown: RequestPage) -> Mapping[str, Any] | None:
    """Return the matches, once the person is known or some were found."""
    del request
    row = shown.request
    if shown.words is None:
        return None
    lines = identity_page.matches(row, desk=wiring.desk(), now=clock.now())
    if row.identified_at is None and not lines:
        return None
    return {
        "lines": lines,
        "doubtful": any(one.worth == "doubtful" for one in lines),
        "reasons": matching.reasons(row, desk=wiring.desk()),
        "waiting": sum(one.match.state == "proposed" for one in lines),
        "open": row.state in PROVABLE,
        "period": Period(auto_id="period_%s", identifiers=shown.words.identifiers),
    }
