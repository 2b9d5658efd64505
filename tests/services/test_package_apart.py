"""What an answer tells beside contacts: merges, calls to make, statements, searches."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from seloste.domain.contact import Kind
from seloste.domain.customer import Identifier
from seloste.domain.rights_decision import Outcome
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import RightsDecision, RightsDecisionLine, SealedObject
from seloste.services import (
    call_lists,
    customer_steps,
    rectifications,
    rights_moves,
    work_page,
)
from seloste.services.customers import Wanted
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers, requests, searches
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import MAIJA, PEKKA
from tests.services.test_call_lists import CSV, WANTED
from tests.services.test_packages import SCHEMA
from tests.services.works import opened, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, pdf=FakePdfMaker())


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


def answered(
    desk: Desk,
    aino: Actor,
    onni: Actor,
    *contacts: UUID,
    beside: Iterable[SealedObject] = (),
    register: str = "retta",
) -> dict[str, Any]:
    """Return data.json of an answer that gives contacts and what is beside them."""
    request_id = answers.deciding(desk, aino, *contacts, register=register)
    decision = RightsDecision.objects.get(request=request_id)
    for one in beside:
        RightsDecisionLine.objects.create(
            decision=decision,
            item_id=one.pk,
            contact_id=one.record_id,
            kind=one.kind,
            outcome=Outcome.GIVE,
            proposed=Outcome.GIVE,
            ground="15(3)",
        )
    answers.marked(request_id, desk=desk, actor=aino, second=onni)
    row = answers.built(answers.asked(request_id, desk=desk, actor=aino), desk=desk)
    assert row.ready_at is not None
    data = answers.data_of(row, desk=desk)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    return data


def test_what_was_found_to_be_one_customer_is_told_with_its_reason(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    contact = answers.mail(desk)
    customer_steps.merge(
        Wanted("retta", "service", "mailto", "maija@example.fi"),
        Identifier("tel", "+358455550101"),
        reason="Kertoi itse puhelussa",
        desk=desk,
        actor=eino,
        now=NOW,
    )
    merge = SealedObject.objects.get(kind=Kind.CUSTOMER)

    data = answered(desk, aino, onni, contact, beside=[merge])

    text = "\n".join(data["known"])
    assert "+358455550101" in text
    assert "maija@example.fi" in text
    assert "Kertoi itse puhelussa" in text
    assert str(eino.staff_id) not in json.dumps(data)


def test_whom_a_list_was_to_call_is_told_with_where_it_came_from(desk: Desk) -> None:
    aino = staff("aino", Role.RECORDS_MANAGER, register="")
    onni = staff("onni", Role.DPO, register="")
    call_lists.import_list(WANTED, CSV, desk=desk, actor=SETUP, now=NOW)
    entry = SealedObject.objects.get(kind=Kind.CALL_LIST, call_entry__position=1)

    data = answered(desk, aino, onni, beside=[entry], register="sok-mara")

    assert data["contacts"] == []
    [line] = data["known"]
    assert "yritysasiakasrekisteri" in line
    assert "Kaisa Kokous, Kokous Oy, +358405550111" in line


def test_nothing_beside_is_said_to_be_nothing(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    assert answered(desk, aino, onni, answers.mail(desk))["known"] == []


def test_a_statement_goes_with_what_it_completes(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = answers.mail(desk)
    message = SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)
    asked = requests.identified(desk, aino)
    requests.row(asked).matches.create(
        contact_id=contact, state="confirmed", evidence=[]
    )
    rectifications.add_statement(
        asked, message.pk, "Vuoto oli kylpyhuoneessa", desk=desk, actor=aino, now=NOW
    )
    rights_moves.withdraw(asked, actor=aino, now=NOW)

    data = answered(desk, aino, onni, contact)

    items = data["contacts"][0]["items"]
    assert [(one["kind"], one["by"]) for one in items] == [
        ("message", "you"),
        ("statement", "you"),
    ]
    assert items[1]["text"] == "Vuoto oli kylpyhuoneessa"


@pytest.mark.parametrize(
    ("asker", "given"), [("maija@example.fi", True), ("pekka@example.fi", False)]
)
def test_where_several_took_part_only_the_own_statement_is_given(
    desk: Desk, aino: Actor, onni: Actor, asker: str, given: bool
) -> None:
    contact = answers.mail(desk, parties=(MAIJA, PEKKA))
    message = SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)
    words = replace(requests.WORDS, email=asker, tel="")
    asked = requests.identified(desk, aino, words=words)
    requests.row(asked).matches.create(
        contact_id=contact, state="confirmed", evidence=[]
    )
    rectifications.add_statement(
        asked, message.pk, "Vuoto oli kylpyhuoneessa", desk=desk, actor=aino, now=NOW
    )
    rights_moves.withdraw(asked, actor=aino, now=NOW)

    data = answered(desk, aino, onni, contact)

    told = data["contacts"][0]
    assert ("kylpyhuoneessa" in json.dumps(told)) is given
    left_out = [] if given else [{"kind": "statement", "reason": "other-private"}]
    assert told["left_out"] == left_out


def test_reading_of_work_about_the_person_is_told(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    contact = answers.mail(desk)
    work = opened(desk, eino, contact)
    assert eino.staff_id is not None
    work_page.open_page(work, staff_id=eino.staff_id, desk=desk, now=NOW)

    data = answered(desk, aino, onni, contact)

    told = data["openings"]
    assert [(one["day"], one["times"]) for one in told] == [("2026-05-04", 1)]


def test_a_search_that_showed_words_of_the_person_is_told(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    contact = searches.letter(desk, 1, "Keittiössä on vesivahinko.")
    other = searches.letter(desk, 2, "Laskussa on virhe.")
    searches.work_off(desk)
    assert searches.found(desk, eino).total == 1
    assert searches.found(desk, eino, "virhe").total == 1

    told = answered(desk, aino, onni, contact)["openings"]

    assert [one["times"] for one in told] == [1]
    assert other != contact
