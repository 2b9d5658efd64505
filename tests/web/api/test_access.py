"""Who may call: a source with a good token. Everybody else learns nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import ApiToken, AuditLeaf, Source
from seloste.services import sources
from seloste.web import access
from seloste.web.access import Kind
from seloste.web.api import budget
from seloste.web.api.budget import Budget
from tests.web.api.callers import CONTACTS, UPLOADS, Caller, answered, call
from tests.web.api.conftest import made_source
from tests.web.people import NOW, SETUP, SignedIn
from tests.web.routes import every_route

ONE = "00000000-0000-4000-8000-000000000000"
OPERATIONS = [
    ("POST", CONTACTS),
    ("GET", f"{CONTACTS}/{ONE}"),
    ("POST", UPLOADS),
    ("GET", f"{UPLOADS}/{ONE}"),
    ("HEAD", f"{UPLOADS}/{ONE}"),
    ("PATCH", f"{UPLOADS}/{ONE}"),
    ("DELETE", f"{UPLOADS}/{ONE}"),
    ("GET", "/api/v1/openapi.json"),
]


def unknown() -> str:
    return "slt_" + "x" * 43


def revoked() -> str:
    token = made_source("revoked", "retta")
    sources.revoke_token(
        token_id=ApiToken.objects.get(source="revoked").id, actor=SETUP, now=NOW
    )
    return token


def expired() -> str:
    token = made_source("expired", "retta")
    ApiToken.objects.filter(source="expired").update(expires_at=NOW)
    return token


def of_inactive_source() -> str:
    token = made_source("inactive", "retta")
    Source.objects.filter(pk="inactive").update(active=False)
    return token


@pytest.mark.parametrize(("method", "address"), OPERATIONS)
def test_caller_without_a_good_token_learns_nothing(
    registers: None, initialised: None, method: str, address: str
) -> None:
    tokens = ["", "x", unknown(), revoked(), expired(), of_inactive_source()]

    answers = [Caller(token).ask(method, address) for token in tokens]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {"Bearer"}
    assert len({getattr(answer, "content", b"") for answer in answers}) == 1


@pytest.mark.parametrize(
    "header",
    ["", "Basic eDp5", "Bearer", "Bearer ", "bearer  x", "Bearer \xff\xfe", "Token x"],
)
def test_header_that_carries_no_token_is_refused(
    nobody: Caller, db: None, header: str
) -> None:
    nobody.authorization = {"Authorization": header}

    assert answered(nobody.ask("POST", CONTACTS), 401)["code"] == "token-refused"


def test_token_ends_on_its_day(retta: Caller) -> None:
    assert answered(retta.hand_over(call()), 201)

    with time_machine.travel(NOW + timedelta(days=365)):
        assert retta.hand_over(call()).status_code == 401


def test_body_is_not_read_before_the_token(nobody: Caller, db: None) -> None:
    answer = nobody.ask("POST", CONTACTS, body=b"no form", media_type="text/plain")

    assert answer.status_code == 401


def test_session_of_staff_is_no_token(
    eino: Actor, signed_in: SignedIn, initialised: None
) -> None:
    answer = signed_in(eino).post(CONTACTS)

    assert answer.status_code == 401


def test_source_that_asks_too_often_waits(
    retta: Caller, sok: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "BUDGET", Budget(each=(0.01, 2), total=(10, 10)))
    statuses = [retta.ask("HEAD", f"{UPLOADS}/{ONE}").status_code for _ in range(3)]

    assert statuses == [404, 404, 429]
    refused = retta.begin(1)
    assert answered(refused, 429)["code"] == "too-many-requests"
    assert 90 <= int(refused.headers["Retry-After"]) <= 100
    assert sok.ask("HEAD", f"{UPLOADS}/{ONE}").status_code == 404


def test_all_sources_together_have_a_budget(
    retta: Caller, sok: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "BUDGET", Budget(each=(10, 10), total=(0.01, 2)))
    asked = [caller.begin(1).status_code for caller in (retta, sok, retta)]

    assert asked == [201, 201, 429]


def test_budget_that_was_spent_is_logged(
    retta: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(budget, "BUDGET", Budget(each=(0.01, 0), total=(1, 1)))

    retta.begin(1)

    assert "api budget spent" in caplog.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_declared_methods_are_answered(retta: Caller, method: str) -> None:
    answer = retta.ask(method, UPLOADS)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_every_answer_is_json_stored_nowhere(retta: Caller, nobody: Caller) -> None:
    answers = [
        retta.hand_over(call()),
        retta.begin(0),
        retta.ask("GET", "/api/v1/nothing"),
        nobody.begin(1),
        retta.ask("GET", f"{UPLOADS}/not-an-id"),
    ]

    assert [one.status_code for one in answers] == [201, 422, 404, 401, 422]
    for answer in answers:
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_route_says_that_it_asks_for_a_token() -> None:
    routes = [one for one in every_route() if one.pattern.startswith("api/v1/")]

    policies = [access.policy_of(route.view) for route in routes]

    assert {
        "api/v1/openapi.json",
        "api/v1/contacts",
        "api/v1/work/<work_id>/moves",
        "api/v1/<path:rest>",
    } <= {route.pattern for route in routes}
    assert {policy and policy.kind for policy in policies} == {Kind.TOKEN}


def test_log_has_no_query_and_no_path(
    retta: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    retta.ask("GET", f"{CONTACTS}/maija?name=maija")

    assert "api/v1/contacts/<contact_id>" in caplog.text
    assert "maija" not in caplog.text


def test_reading_changes_nothing(retta: Caller) -> None:
    body = answered(retta.hand_over(call()), 201)
    before = AuditLeaf.objects.count()

    retta.ask("GET", f"{CONTACTS}/{body['id']}")
    retta.ask("HEAD", f"{UPLOADS}/{ONE}")

    assert AuditLeaf.objects.count() == before


def test_other_sites_cannot_call_from_a_browser(db: None) -> None:
    answer = Client(HTTP_HOST="127.0.0.1:8000").post(
        CONTACTS, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
