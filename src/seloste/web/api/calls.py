"""Calls as they happen, reported by an exchange, and its list of calls."""

from django.http import HttpRequest
from ninja import P, PathEx, Router

from seloste import wiring
from seloste.services import calls, completeness
from seloste.services.calls import CallNews
from seloste.services.completeness import Listed
from seloste.web import clock
from seloste.web.api import bodies, description
from seloste.web.api.auth import source_of
from seloste.web.api.call_schemas import (
    CALL_ID,
    CallAnswerOut,
    CallEventIn,
    CallListIn,
    CallListOut,
)

router = Router(tags=["calls"])


@router.post(
    "/calls/{call_id}/events",
    operation_id="reportCallEvent",
    summary="Report what happens in a call",
    response={
        200: CallAnswerOut,
        **description.refusals(400, 401, 404, 409, 411, 413, 415, 422, 429, 503),
    },
    openapi_extra=description.CALL_EVENT,
)
def report_event(
    request: HttpRequest, call_id: PathEx[str, P(**CALL_ID)]
) -> CallAnswerOut:
    """Report one event of a call, in any order and as often as needed.

    `call_id` is the id its recording will be handed over with. `may_record`
    says whether recording may run now. For a caller who refused, `text` is
    what to play, in the caller's language; nothing recorded of the call is
    kept from then on.
    """
    sent = bodies.read_json(request, CallEventIn)
    return answer_to(sent, call_id=call_id, source=source_of(request))


def answer_to(sent: CallEventIn, *, call_id: str, source: str) -> CallAnswerOut:
    """Take a report and return what the exchange is told."""
    answer = calls.report(
        CallNews(
            call_id=call_id,
            event=sent.event,
            at=sent.at,
            event_id=sent.event_id,
            extension=sent.extension,
            number=sent.number,
            line=sent.line,
            language=sent.language,
        ),
        source=source,
        desk=wiring.desk(),
        now=clock.now(),
    )
    return CallAnswerOut(
        state=answer.state,
        known=answer.known,
        may_record=answer.may_record,
        refused=answer.refused,
        text=answer.text,
        language=answer.language,
    )


@router.post(
    "/calls/report",
    operation_id="reportCallList",
    summary="Hand over the exchange's own list of calls",
    response={
        200: CallListOut,
        **description.refusals(400, 401, 404, 409, 411, 413, 415, 422, 429, 503),
    },
    openapi_extra=description.CALL_LIST,
)
def report_list(request: HttpRequest) -> CallListOut:
    """Hand over calls as the exchange lists them, to find what is missing.

    Calls without a recording and recordings without a call are shown by day.
    The same call again replaces what was said of it.
    """
    sent = bodies.read_json(request, CallListIn)
    taken = completeness.take_list(
        [
            Listed(
                source_id=one.source_id,
                started_at=one.started_at,
                answered=one.answered,
                recorded=one.recorded,
            )
            for one in sent.calls
        ],
        source=source_of(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return CallListOut(taken=taken)
