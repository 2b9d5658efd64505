"""What keeps a rights request open: nobody looked, nobody was told, nothing left."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.rights import (
    Asker,
    ExtensionReason,
    RefusalReason,
    RequestKind,
    RequestRefused,
)
from seloste.domain.rights_decision import Outcome
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Package,
    RightsDecision,
    RightsDecisionLine,
    RightsRequest,
)
from seloste.services import (
    identities,
    package_delivery,
    packages,
    rights_letters,
    rights_moves,
    rights_reminders,
)
from seloste.services.identities import IdentityRefused
from tests.services import answers, requests
from tests.services.conftest import NOW
from tests.services.requests import history, identified, received, row
from tests.services.works import items_of, mail, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(RequestRefused) as refusal:
        act()
    return refusal.value.reason


def decided(request_id: UUID, actor: Actor, **line: object) -> RightsDecision:
    """Write a decision with one line about Maija's mail."""
    requests.nothing_given(request_id, actor)
    decision = RightsDecision.objects.get(request=request_id)
    RightsDecisionLine.objects.create(
        decision=decision, kind="message", ground="15(3)", **line
    )
    return decision


def approved(request_id: UUID, aino: Actor, onni: Actor, desk: Desk) -> None:
    rights_moves.review(request_id, actor=aino, now=NOW)
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)


@pytest.mark.parametrize("kind", [RequestKind.CONFIRMATION, RequestKind.ACCESS])
def test_nothing_is_held_only_where_somebody_looked(
    desk: Desk, aino: Actor, onni: Actor, kind: RequestKind
) -> None:
    request_id = identified(desk, aino, kind=kind)
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)

    assert (
        refused(lambda: rights_moves.review(request_id, actor=aino, now=NOW))
        == "not-looked-for"
    )


def test_what_is_hers_is_decided_before_she_is_told_there_is_nothing(
    desk: Desk, aino: Actor
) -> None:
    contact = mail(desk)
    request_id = identified(desk, aino, kind=RequestKind.CONFIRMATION)
    requests.looked_for(request_id, aino)
    row(request_id).matches.create(contact_id=contact, state="confirmed", evidence=[])
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)

    assert (
        refused(lambda: rights_moves.review(request_id, actor=aino, now=NOW))
        == "not-decided"
    )


def test_whose_data_a_client_has_is_not_told_that_there_are_none(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = mail(desk)
    request_id = identified(desk, aino, kind=RequestKind.CONFIRMATION)
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    decision = decided(
        request_id,
        aino,
        item_id=min(items_of(contact)),
        contact_id=contact,
        outcome=Outcome.FORWARD,
    )
    assert (
        refused(lambda: rights_moves.review(request_id, actor=aino, now=NOW))
        == "not-carried-out"
    )

    RightsDecision.objects.filter(pk=decision.pk).update(applied_at=NOW)
    approved(request_id, aino, onni, desk)
    rights_moves.release(request_id, desk=desk, actor=aino, now=NOW)
    rights_letters.write_due(desk=desk, now=NOW)

    assert "letter:confirmed" in history(request_id)
    assert "letter:nothing-held" not in history(request_id)


def test_somebody_without_data_is_told_so(desk: Desk, aino: Actor, onni: Actor) -> None:
    request_id = identified(desk, aino, kind=RequestKind.ACCESS)
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    requests.nothing_given(request_id, aino)
    approved(request_id, aino, onni, desk)

    rights_moves.release(request_id, desk=desk, actor=aino, now=NOW)
    rights_letters.write_due(desk=desk, now=NOW)

    assert "letter:nothing-held" in history(request_id)


def test_what_was_carried_out_is_neither_refused_nor_withdrawn(
    desk: Desk, aino: Actor
) -> None:
    request_id = identified(desk, aino, kind=RequestKind.ERASURE)
    requests.nothing_given(request_id, aino)
    RightsDecision.objects.filter(request=request_id).update(applied_at=NOW)

    assert (
        refused(
            lambda: rights_moves.propose_refusal(
                request_id, reason=RefusalReason.UNFOUNDED, actor=aino, now=NOW
            )
        )
        == "carried-out-already"
    )
    assert (
        refused(lambda: rights_moves.withdraw(request_id, actor=aino, now=NOW))
        == "carried-out-already"
    )


def test_the_data_of_the_dead_can_only_be_refused(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = identified(desk, aino, asker=Asker.NEAR_ONE)

    assert (
        refused(lambda: rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW))
        == "only-refusal"
    )
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.DECEASED, actor=aino, now=NOW
    )
    rights_moves.approve_refusal(request_id, desk=desk, actor=onni, now=NOW)
    assert row(request_id).state == "refused"


@pytest.mark.parametrize("asker", [Asker.MANDATE, Asker.GUARDIAN, Asker.LAWYER])
def test_the_right_to_ask_for_another_is_seen_first(
    desk: Desk, aino: Actor, asker: Asker
) -> None:
    request_id = identified(desk, aino, asker=asker)

    assert (
        refused(lambda: rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW))
        == "authority-not-shown"
    )
    identities.show_authority(
        request_id, shown="mandate", desk=desk, actor=aino, now=NOW
    )
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    assert row(request_id).state == "deciding"


def test_nobody_shows_a_right_that_is_not_needed_or_unknown(
    desk: Desk, aino: Actor
) -> None:
    own = identified(desk, aino)
    other = identified(desk, aino, asker=Asker.MANDATE)

    for request_id, shown in ((own, "mandate"), (other, "a picture")):
        with pytest.raises(IdentityRefused):
            identities.show_authority(
                request_id, shown=shown, desk=desk, actor=aino, now=NOW
            )


def test_a_copy_is_given_only_when_it_leaves(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    package = answers.ready(desk, aino, onni, mail(desk))

    assert (
        refused(
            lambda: rights_moves.release(
                package.request_id, desk=desk, actor=aino, now=NOW
            )
        )
        == "not-delivered"
    )
    answers.offered(package, desk=desk, actor=aino)
    assert row(package.request_id).state == "released"


def test_a_copy_that_waits_keeps_its_request_open_until_its_link_ends(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    package = answers.ready(desk, aino, onni, mail(desk))
    offer = answers.offered(package, desk=desk, actor=aino)

    def close(at: timedelta = timedelta(0)) -> None:
        rights_moves.close(package.request_id, desk=desk, actor=aino, now=NOW + at)

    assert refused(close) == "not-delivered"
    close(offer.expires_at - NOW)
    assert row(package.request_id).state == "closed"


def test_what_was_lost_on_paper_is_built_once_more(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    package = answers.ready(desk, aino, onni, mail(desk))
    package_delivery.printed(package.pk, desk=desk, actor=aino, now=NOW)
    assert row(package.request_id).state == "released"

    again = packages.ask(
        package.request_id, with_audio=False, desk=desk, actor=aino, now=NOW
    )
    answers.built(again, desk=desk)

    row_of = Package.objects.get(pk=again)
    assert answers.offered(row_of, desk=desk, actor=aino).path


@pytest.mark.parametrize("told", ["letter-mailed", "letter-taken"])
def test_a_refusal_nobody_could_read_keeps_its_request_open(
    desk: Desk, aino: Actor, onni: Actor, told: str
) -> None:
    request_id = received(desk, aino).id
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.UNFOUNDED, actor=aino, now=NOW
    )
    rights_moves.approve_refusal(request_id, desk=desk, actor=onni, now=NOW)

    def close(days: int = 0) -> None:
        at = NOW + timedelta(days=days)
        rights_moves.close(request_id, desk=desk, actor=aino, now=at)

    assert refused(close) == "letter-unread"
    assert refused(lambda: close(40)) == "letter-unread"
    rights_letters.write_due(desk=desk, now=NOW)
    assert refused(close) == "letter-unread"
    letter = rights_letters.letters(row(request_id))[0]
    row(request_id).events.create(what=told, at=NOW, by=aino.id, detail=str(letter.id))
    close()
    assert row(request_id).state == "closed"


def test_a_letter_that_nobody_fetches_in_a_month_keeps_nothing_open(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.UNFOUNDED, actor=aino, now=NOW
    )
    rights_moves.approve_refusal(request_id, desk=desk, actor=onni, now=NOW)
    rights_letters.write_due(desk=desk, now=NOW)

    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW + timedelta(days=30))

    assert row(request_id).state == "closed"


def test_a_person_is_reminded_once_of_an_identity_nobody_proves(
    desk: Desk, aino: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.ask_identity(request_id, actor=aino, now=NOW)
    rights_moves.extend(
        request_id, reason=ExtensionReason.COMPLEXITY, actor=aino, now=NOW
    )

    for days in (29, 30, 31):
        rights_reminders.tend(desk=desk, now=NOW + timedelta(days=days))

        expected = 0 if days < 30 else 1
        assert history(request_id).count("identity-unanswered") == expected


def test_what_is_closed_leads_to_no_person_and_no_living_contact(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = mail(desk)
    package = answers.ready(desk, aino, onni, contact)
    request = row(package.request_id)
    request.proofs.create(
        method="in-person", field="", channel_key="", proven_at=NOW, verifier=aino.id
    )
    request.matches.create(contact_id=contact, state="confirmed", evidence=[])
    request.proposed_corrections.create(
        item_id=min(items_of(contact)),
        contact_id=contact,
        two_people=False,
        proposed_at=NOW,
        proposed_by=aino.id,
        applied_at=NOW,
    )
    answers.offered(package, desk=desk, actor=aino)
    lines = RightsDecisionLine.objects.filter(decision__request=request)
    assert lines.filter(contact_id=contact).exists()
    assert request.answer_items.exists()

    rights_moves.close(request.pk, desk=desk, actor=aino, now=NOW + timedelta(days=40))

    assert not request.proofs.exists()
    assert not request.matches.exists()
    assert not request.answer_items.exists()
    assert not request.proposed_corrections.exists()
    assert not lines.exists()
    assert (row(request.pk).kind, row(request.pk).assurance) == ("access", 3)


def test_of_what_was_erased_the_number_stays_and_no_contact(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = mail(desk)
    item = min(items_of(contact))
    request_id = identified(desk, aino, kind=RequestKind.ERASURE)
    decided(request_id, aino, item_id=item, contact_id=contact, outcome=Outcome.ERASE)
    RightsRequest.objects.filter(pk=request_id).update(state="withdrawn")

    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    line = RightsDecisionLine.objects.get()
    assert (line.item_id, line.contact_id) == (item, UUID(int=0))
