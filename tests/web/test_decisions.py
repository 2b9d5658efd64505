"""Decisions in the browser: the dry run first, two people, and what is gone."""

from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.identity import AlertKind, MatchState
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.records.models import (
    Contact,
    Correction,
    IdentityMatch,
    Objection,
    ProposedCorrection,
    RightsDecision,
    RightsRequest,
    SealedObject,
)
from seloste.services import identity_alerts, rights_moves, samples
from tests.services import deliveries
from tests.services.requests import identified
from tests.services.works import opened
from tests.web.kept import item_of, kept, made_source
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "initialised")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    return signed_in(aino)


@pytest.fixture
def contact(registers: None, initialised: None) -> UUID:
    made_source("retta-mail", "retta", "mail")
    return kept(deliveries.mail())


def asked(aino: Actor, kind: RequestKind, contact: UUID) -> UUID:
    desk = wiring.desk()
    request = identified(desk, aino, now=NOW, kind=kind)
    IdentityMatch.objects.create(
        request_id=request, contact_id=contact, state=MatchState.CONFIRMED
    )
    rights_moves.decide(request, desk=desk, actor=aino, now=NOW)
    return request


def test_what_would_happen_is_shown_first_and_nothing_happens(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.ERASURE, contact)

    page = browser.get(f"/rights/{request}/decision/").content.decode()

    assert "Poista" in page
    assert "17(1)(a)" in page
    assert Contact.objects.filter(pk=contact).exists()
    assert not RightsDecision.objects.exists()


def test_erasure_from_the_table_to_nothing_left(
    browser: Client, aino: Actor, onni: Actor, contact: UUID, signed_in: SignedIn
) -> None:
    request = asked(aino, RequestKind.ERASURE, contact)

    browser.post(
        f"/rights/{request}/decision/", {"ground": "17(1)(a)", "act": "decide"}
    )
    decision = RightsDecision.objects.get()
    assert Contact.objects.filter(pk=contact).exists()
    browser.post(f"/rights/decisions/{decision.pk}/carry-out/")
    assert Contact.objects.filter(pk=contact).exists()
    signed_in(onni).post(f"/rights/decisions/{decision.pk}/approve/")
    page = browser.post(f"/rights/decisions/{decision.pk}/carry-out/", follow=True)

    assert not Contact.objects.filter(pk=contact).exists()
    assert "lopullisesti" in page.content.decode()


def test_a_sign_of_somebody_else_stops_it_in_words(
    browser: Client, aino: Actor, onni: Actor, contact: UUID, signed_in: SignedIn
) -> None:
    request = asked(aino, RequestKind.ERASURE, contact)
    browser.post(
        f"/rights/{request}/decision/", {"ground": "17(1)(a)", "act": "decide"}
    )
    decision = RightsDecision.objects.get()
    signed_in(onni).post(f"/rights/decisions/{decision.pk}/approve/")
    row = RightsRequest.objects.get(pk=request)
    identity_alerts.alert(row, AlertKind.MANY_SUBJECTS, now=NOW)

    page = browser.post(f"/rights/decisions/{decision.pk}/carry-out/", follow=True)

    assert (
        "Henkilöllisyyttä koskevaa hälytystä ei ole katsottu" in page.content.decode()
    )
    assert Contact.objects.filter(pk=contact).exists()


def test_a_complaint_shows_what_it_keeps_and_asks_for_a_second_person(
    browser: Client, aino: Actor, onni: Actor, contact: UUID, signed_in: SignedIn
) -> None:
    opened(wiring.desk(), aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(aino, RequestKind.ERASURE, contact)

    page = browser.get(f"/rights/{request}/decision/").content.decode()
    assert "17(3)(e)" in page
    browser.post(
        f"/rights/{request}/decision/", {"ground": "17(1)(a)", "act": "decide"}
    )
    decision = RightsDecision.objects.get()
    browser.post(f"/rights/decisions/{decision.pk}/approve/")
    decision.refresh_from_db()
    assert decision.approved_by == ""
    signed_in(onni).post(f"/rights/decisions/{decision.pk}/approve/")

    decision.refresh_from_db()
    assert decision.approved_by == onni.id


def test_a_line_is_overruled_with_a_reason_only(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.ERASURE, contact)
    message = SealedObject.objects.get(contact=contact, kind="message")
    posted = {
        "ground": "17(1)(a)",
        f"outcome-{message.pk}": "keep",
        "act": "decide",
    }

    page = browser.post(f"/rights/{request}/decision/", posted).content.decode()
    assert "Kerro muutamalla sanalla, miksi." in page
    browser.post(f"/rights/{request}/decision/", {**posted, "reason": "Sopimus"})

    line = RightsDecision.objects.get().lines.get(item_id=message.pk)
    assert (line.outcome, line.proposed) == ("keep", "erase")


def test_a_wrong_number_is_corrected_from_the_request(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.RECTIFICATION, contact)
    page = browser.get(f"/rights/{request}/").content.decode()
    assert f"/rights/{request}/correct/{contact}/" in page
    form = browser.get(f"/rights/{request}/correct/{contact}/").content.decode()
    assert "+358455550101" in form

    browser.post(
        f"/rights/{request}/correct/{contact}/",
        {"subject": "Vesivahinko", "name-0": "Maija Meikäläinen", "tel-0": "+3584599"},
    )

    assert Correction.objects.get().request == request


def test_a_wrong_text_is_corrected_after_it_was_compared(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.RECTIFICATION, contact)
    item = item_of(contact, "message")
    page = browser.get(f"/rights/{request}/").content.decode()
    assert f"/rights/{request}/words/{contact}/" in page
    page = browser.get(f"/rights/{request}/words/{contact}/").content.decode()
    assert f"/rights/{request}/reword/{item}/" in page
    form = browser.get(f"/rights/{request}/reword/{item}/").content.decode()
    assert deliveries.CANARY in form

    compared = browser.post(
        f"/rights/{request}/reword/{item}/",
        {"subject": "Vesivahinko", "text": "Hei, ei vahinkoa", "reason": "Erehdys"},
        follow=True,
    ).content.decode()
    assert "<ins>" in compared
    assert item_of(contact, "message") == item
    proposal = ProposedCorrection.objects.get()
    browser.post(f"/rights/corrections/{proposal.pk}/replace/")

    new = item_of(contact, "message")
    assert new != item
    form = browser.get(f"/rights/{request}/reword/{new}/").content.decode()
    assert "Hei, ei vahinkoa" in form
    assert deliveries.CANARY not in form


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("text", "Kirjoita, mikä on oikein."),
        ("reason", "Kerro muutamalla sanalla, miksi."),
    ],
)
def test_what_is_missing_of_a_correction_is_said_beside_its_field(
    browser: Client,
    aino: Actor,
    contact: UUID,
    field: str,
    said: str,
) -> None:
    request = asked(aino, RequestKind.RECTIFICATION, contact)
    item = item_of(contact, "message")
    sent = {"subject": "Vesivahinko", "text": "Uusi teksti", "reason": "Erehdys"}

    page = browser.post(f"/rights/{request}/reword/{item}/", {**sent, field: " "})

    beside = page.content.decode().partition(f'id="id_{field}_error"')[2]
    assert said in beside.partition("</div></div>")[0]
    assert not ProposedCorrection.objects.exists()


def test_a_correction_is_taken_back_from_its_page(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.RECTIFICATION, contact)
    item = item_of(contact, "message")
    browser.post(
        f"/rights/{request}/reword/{item}/", {"text": "Uusi", "reason": "Erehdys"}
    )
    proposal = ProposedCorrection.objects.get()
    page = browser.get(f"/rights/{request}/").content.decode()
    assert f"/rights/corrections/{proposal.pk}/" in page

    browser.post(f"/rights/corrections/{proposal.pk}/drop/")

    assert not ProposedCorrection.objects.exists()
    assert item_of(contact, "message") == item


@pytest.mark.parametrize(
    "path",
    [
        "/rights/{request}/decision/",
        "/rights/{request}/correct/{contact}/",
        "/rights/{request}/words/{contact}/",
    ],
)
def test_an_agent_decides_nothing(
    path: str, aino: Actor, eino: Actor, contact: UUID, signed_in: SignedIn
) -> None:
    request = asked(aino, RequestKind.ERASURE, contact)
    address = path.format(request=request, contact=contact)

    assert signed_in(eino).get(address).status_code == 403


def test_a_statement_stands_beside_what_it_completes(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.RECTIFICATION, contact)
    message = SealedObject.objects.get(contact=contact, kind="message")
    browser.post(
        f"/rights/{request}/statement/{message.pk}/", {"text": "Sanoin väärän päivän"}
    )

    opened_page = browser.post(
        f"/contacts/{contact}/items/{message.pk}/open/",
        {f"{message.pk}-purpose": "complaints"},
        follow=True,
    )

    assert "Sanoin väärän päivän" in opened_page.content.decode()


def test_an_objection_stops_at_once_and_is_decided_later(
    browser: Client, aino: Actor, contact: UUID
) -> None:
    request = asked(aino, RequestKind.OBJECTION, contact)
    page = browser.get(f"/rights/{request}/").content.decode()
    assert "stop-purpose" in page

    browser.post(f"/rights/{request}/stop/", {"purpose": "quality"})

    row = Objection.objects.get()
    assert (row.state, row.purpose, row.request) == ("pending", "quality", request)
    usable = samples.usable(
        SealedObject.objects.filter(contact=contact), purpose_id="quality", now=NOW
    )
    assert not usable.exists()


@pytest.mark.parametrize("act", ["approve", "carry-out"])
def test_a_decision_of_another_register_is_not_there(
    act: str, browser: Client, aino: Actor, contact: UUID, signed_in: SignedIn
) -> None:
    request = asked(aino, RequestKind.ERASURE, contact)
    browser.post(
        f"/rights/{request}/decision/", {"ground": "17(1)(a)", "act": "decide"}
    )
    decision = RightsDecision.objects.get()
    sofia = granted(invited("sofia", "Sofia"), Role.RECORDS_MANAGER, "sok-mara")

    answer = signed_in(sofia).post(f"/rights/decisions/{decision.pk}/{act}/")

    assert answer.status_code == 404
    assert Contact.objects.filter(pk=contact).exists()
