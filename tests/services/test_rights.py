"""Receiving rights requests: one clock, sealed words, and a hold from the moment."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from seloste.domain.customer import Identifier
from seloste.domain.rights import Asker, RequestChannel, RequestKind
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import (
    AuditLeaf,
    Hold,
    HoldItem,
    RightsRequest,
    RightsSuggestion,
    SealedObject,
)
from seloste.services import jobs, rights_holds, rights_words, work
from seloste.services.access import NotFound
from seloste.services.rights import RequestRefused
from tests.services import requests
from tests.services.conftest import NOW
from tests.services.requests import WORDS, history, received, row
from tests.services.works import held, items_of, mail, staff

pytestmark = pytest.mark.usefixtures("registers")
PORTAL = Actor(id="system:portal")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def refused(desk: Desk, actor: Actor, changes: dict[str, Any]) -> str:
    with pytest.raises(RequestRefused) as refusal:
        received(desk, actor, **changes)
    return refusal.value.reason


def test_a_request_is_received_with_its_days_and_its_number(
    desk: Desk, aino: Actor
) -> None:
    given = received(desk, aino)

    one = row(given.id)
    assert (one.number, one.state, one.kind) == (1, "received", "access")
    assert (given.law_on, given.plan_on) == (date(2026, 6, 4), date(2026, 6, 4))
    assert one.remove_on == date(2028, 4, 26)
    assert len(given.reference) == 12
    assert len(given.token) == 64


def test_the_words_are_sealed_and_are_in_no_column(desk: Desk, aino: Actor) -> None:
    one = row(received(desk, aino).id)

    assert rights_words.opened(one, desk).name == "Maija Meikäläinen"
    columns = json.dumps(list(RightsRequest.objects.values()), default=str)
    assert "maija" not in columns.lower()


def test_receiving_is_audited(desk: Desk, aino: Actor) -> None:
    given = received(desk, aino)

    leaf = AuditLeaf.objects.get(action="rights.received")
    assert leaf.object_id == str(given.id)
    assert json.loads(leaf.body)["details"] == {
        "channel": "paper",
        "due": "2026-06-04",
        "kind": "access",
        "register": "retta",
    }


def test_a_letter_counts_from_the_day_it_came(desk: Desk, aino: Actor) -> None:
    given = received(desk, aino, received_at=NOW - timedelta(days=3))

    assert given.law_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"received_at": NOW + timedelta(hours=1)}, "received-in-the-future"),
        ({"received_at": NOW - timedelta(days=400)}, "too-old"),
        ({"words": RequestWords(message="Haluan tietoni")}, "no-way-to-answer"),
        ({"register": "ei-ole"}, "unknown-register"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    desk: Desk, aino: Actor, changes: dict[str, object], reason: str
) -> None:
    assert refused(desk, aino, changes) == reason
    assert not RightsRequest.objects.exists()


def test_somebody_without_a_role_takes_nothing_down(desk: Desk) -> None:
    outsider = staff("ulkopuolinen", Role.AGENT, register="sok-mara")

    with pytest.raises(NotFound):
        received(desk, outsider)


def test_an_agent_takes_a_request_down(desk: Desk) -> None:
    eino = staff("eino", Role.AGENT)

    given = received(desk, eino, channel=RequestChannel.CALL)

    assert row(given.id).received_by == eino.id


def test_nothing_is_left_when_the_log_cannot_be_written(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    before = {object_id for object_id, _, _ in desk.vault.objects()}
    monkeypatch.setattr("seloste.services.rights_events.audit.record", broken)
    with pytest.raises(RuntimeError):
        received(desk, aino)

    assert not RightsRequest.objects.exists()
    assert not SealedObject.objects.filter(kind="request").exists()
    assert {object_id for object_id, _, _ in desk.vault.objects()} == before


@pytest.mark.parametrize(
    "kind", ["access", "confirmation", "transcript", "portability"]
)
def test_what_a_request_may_cover_is_held_from_receipt(
    desk: Desk, aino: Actor, kind: str
) -> None:
    contact = mail(desk)
    assert not held()

    given = received(desk, aino, kind=RequestKind(kind))

    assert items_of(contact) <= held()
    hold = Hold.objects.get()
    assert (hold.kind, hold.promise) == ("access_request", "R-28")
    assert row(given.id).hold == hold
    assert history(given.id) == ["held", "received"]


def test_a_request_to_erase_holds_nothing(desk: Desk, aino: Actor) -> None:
    mail(desk)

    given = received(desk, aino, kind=RequestKind.ERASURE)

    assert row(given.id).hold is None
    assert not held()


def test_contacts_of_others_are_not_held(desk: Desk, aino: Actor) -> None:
    mail(desk)
    other = RequestWords(email="joku@example.fi")

    received(desk, aino, words=other)

    assert not held()


def test_a_request_holds_what_an_identifier_that_was_given_finds(
    desk: Desk, aino: Actor
) -> None:
    contact = mail(desk)
    words = RequestWords(
        email="uusi@example.fi",
        identifiers=(Identifier("customer_no", " a-1001 "),),
    )

    received(desk, aino, words=words)

    assert items_of(contact) <= held()


def test_the_contact_it_was_made_in_tells_who_asks(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    RightsSuggestion.objects.create(contact_id=contact, kind="access", suggested_at=NOW)

    given = received(
        desk, aino, words=RequestWords(), origin=contact, channel=RequestChannel.MAIL
    )

    words = rights_words.opened(row(given.id), desk)
    assert (words.email, words.tel) == ("maija@example.fi", "+358455550101")
    assert Identifier("customer_no", "A-1001") in words.identifiers
    assert items_of(contact) <= held()
    assert not RightsSuggestion.objects.exists()


def test_a_contact_of_another_register_is_no_origin(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    mika = staff("mika", Role.RECORDS_MANAGER, register="sok-mara")

    with pytest.raises(NotFound):
        received(desk, mika, register="sok-mara", origin=contact)


def test_a_second_look_holds_what_came_meanwhile(desk: Desk, aino: Actor) -> None:
    first = mail(desk)
    given = received(desk, aino)
    second = mail(desk, 2)
    assert not items_of(second) <= held()

    rights_holds.place_for(given.id, desk=desk, actor=aino, now=NOW)

    assert items_of(first) | items_of(second) <= held()
    assert Hold.objects.count() == 1


def test_a_hold_that_the_notice_does_not_allow_is_written_down(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(desk)
    monkeypatch.setattr(
        "seloste.domain.notice.Notice.hold_rule", lambda _notice, _kind: None
    )

    given = received(desk, aino)

    assert "hold-refused" in history(given.id)
    assert not held()


def test_a_request_of_the_portal_waits_to_be_confirmed(desk: Desk) -> None:
    given = received(desk, PORTAL, channel=RequestChannel.PORTAL, confirmed=False)

    one = row(given.id)
    assert one.state == "unconfirmed"
    assert one.expires_at == NOW + timedelta(days=7)
    assert one.law_on == date(2026, 6, 4)


def test_the_portal_holds_by_a_job(desk: Desk) -> None:
    contact = mail(desk)
    given = received(desk, PORTAL, channel=RequestChannel.PORTAL, confirmed=False)
    assert not HoldItem.objects.exists()
    assert jobs.queue().waiting(Job.RIGHTS_HOLD)

    work.handlers(desk)[Job.RIGHTS_HOLD](given.id)

    assert items_of(contact) <= held()


def test_the_same_person_is_known_again(desk: Desk, aino: Actor) -> None:
    first = row(received(desk, aino).id)
    second = row(received(desk, aino).id)
    other = row(received(desk, aino, words=RequestWords(email="x@example.fi")).id)

    assert first.repeat_key == second.repeat_key != other.repeat_key
    assert (first.number, second.number, other.number) == (1, 2, 3)


def test_a_near_one_of_a_dead_person_is_taken_in_like_everybody(
    desk: Desk, aino: Actor
) -> None:
    given = received(desk, aino, asker=Asker.NEAR_ONE)

    assert row(given.id).state == "received"


def test_an_identity_code_in_the_words_is_not_kept(desk: Desk, aino: Actor) -> None:
    words = RequestWords(message="Hetu 131052-308T", email="maija@example.fi")

    one = row(received(desk, aino, words=words).id)

    assert "131052" not in rights_words.opened(one, desk).message


def test_reading_the_words_names_the_purpose_and_is_audited(
    desk: Desk, aino: Actor
) -> None:
    one = row(received(desk, aino).id)

    words = rights_words.read(one, desk=desk, actor=aino, now=NOW)

    assert words.message == WORDS.message
    leaf = AuditLeaf.objects.get(action="rights.read")
    assert json.loads(leaf.body)["purpose"] == "rights"


def test_new_words_take_the_place_of_the_old(desk: Desk, aino: Actor) -> None:
    one = row(received(desk, aino).id)
    assert one.words is not None
    old = one.words.ref()
    new = RequestWords(message="Haluan vain puhelut", email="maija@example.fi")

    rights_words.replace_words(one, new, desk=desk, actor=aino, now=NOW)

    again = requests.row(one.pk)
    assert rights_words.opened(again, desk) == new
    assert desk.vault.absent([old]) == ()
    assert AuditLeaf.objects.filter(action="rights.changed").exists()
