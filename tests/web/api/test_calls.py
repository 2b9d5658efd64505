"""Calls over the interface: reported, answered, listed, and refused whole."""

import json

import pytest
from django.http.response import HttpResponseBase

from seloste.records.models import Call, Contact, ReportedCall
from tests.web.api.callers import Caller, Json, answered, problems

EVENTS = "/api/v1/calls/1777881600.17/events"
LIST = "/api/v1/calls/report"


def event(**changes: object) -> Json:
    return {"event": "ringing", "at": "2026-07-01T11:59:00+03:00", **changes}


def report(caller: Caller, body: Json, address: str = EVENTS) -> HttpResponseBase:
    data = json.dumps(body).encode()
    return caller.ask("POST", address, body=data, media_type="application/json")


def test_an_event_is_taken_and_answered(sok: Caller) -> None:
    body = answered(report(sok, event(number="+358455550101")), 200)

    assert body == {
        "state": "ringing",
        "known": False,
        "may_record": False,
        "refused": False,
        "text": "",
        "language": "",
    }


def test_after_the_announcement_recording_may_run(sok: Caller) -> None:
    report(sok, event())

    assert answered(report(sok, event(event="announced")), 200)["may_record"]


def test_a_refusal_brings_the_text_for_the_caller(sok: Caller) -> None:
    body = answered(report(sok, event(event="refused", language="en")), 200)

    assert body["text"].startswith("This call is not recorded. Other ways to reach us:")
    assert Contact.objects.get().announced == "refused"


def test_a_call_of_another_source_is_another_call(sok: Caller, retta: Caller) -> None:
    report(sok, event())

    answered(report(retta, event()), 200)

    assert Call.objects.count() == 2


@pytest.mark.usefixtures("registers", "initialised")
def test_nobody_reports_anything(nobody: Caller) -> None:
    answered(report(nobody, event()), 401)

    assert not Call.objects.exists()


def test_an_event_nobody_knows_is_refused_by_its_place(sok: Caller) -> None:
    body = answered(report(sok, event(event="sneezed")), 422)

    assert set(problems(body)) == {"event"}


def test_an_old_event_is_refused(sok: Caller) -> None:
    body = answered(report(sok, event(at="2026-06-01T12:00:00+03:00")), 409)

    assert body["code"] == "call-report-refused"


def test_an_id_that_is_none_is_refused(sok: Caller) -> None:
    answered(report(sok, event(), "/api/v1/calls/%27%29;--/events"), 422)


def test_a_list_is_taken(sok: Caller) -> None:
    one = {
        "source_id": "1",
        "started_at": "2026-07-01T08:00:00+03:00",
        "answered": True,
    }

    assert answered(report(sok, {"calls": [one]}, LIST), 200) == {"taken": 1}
    assert ReportedCall.objects.get().recorded


def test_an_empty_list_is_refused(sok: Caller) -> None:
    answered(report(sok, {"calls": []}, LIST), 422)
