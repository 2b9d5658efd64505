"""From who asks to what is theirs: evidence, periods, and a person's word."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Party, PartyRole
from seloste.domain.customer import CustomerRefused, Identifier
from seloste.domain.identity import AlertKind, IdentityRefused, MatchState
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, HoldItem, IdentityMatch
from seloste.services import (
    audit,
    capture,
    customer_steps,
    identities,
    identity_alerts,
    matching,
    rights_moves,
)
from seloste.services.access import NotFound
from seloste.services.customers import Wanted
from tests.services import deliveries
from tests.services.conftest import NOW
from tests.services.deliveries import MAIJA
from tests.services.requests import received, row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
PEKKA = Party(
    role=PartyRole.CUSTOMER, name="Pekka Edellinen", tel=MAIJA.tel, customer_no="B-2"
)
TEL = Identifier("tel", MAIJA.tel)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def kept(desk: Desk, source_id: str, party: Party, *, days_ago: int) -> UUID:
    """Keep a call of somebody's some days ago and return it."""
    at = NOW - timedelta(days=days_ago)
    delivery = deliveries.call(
        source_id=source_id, parties=(party,), started_at=at, ended_at=at
    )
    receipt = capture.capture(delivery, desk=desk, now=at + timedelta(minutes=5))
    assert receipt.id is not None
    return receipt.id


@pytest.fixture
def hers(desk: Desk, registers: None) -> UUID:
    """Maija's call of yesterday."""
    return kept(desk, "hers", MAIJA, days_ago=1)


@pytest.fixture
def his(desk: Desk, registers: None) -> UUID:
    """A call of whoever had the number three months ago."""
    return kept(desk, "his", PEKKA, days_ago=90)


@pytest.fixture
def asked(desk: Desk, aino: Actor, hers: UUID, his: UUID) -> UUID:
    return received(desk, aino).id


def evidence(request_id: UUID) -> dict[UUID, list[str]]:
    rows = IdentityMatch.objects.filter(request=request_id)
    return {one.contact_id: one.evidence for one in rows}


def propose(request_id: UUID, desk: Desk, actor: Actor) -> int:
    return matching.propose(request_id, desk=desk, actor=actor, now=NOW)


def say(
    request_id: UUID,
    *contacts: UUID,
    state: MatchState,
    desk: Desk,
    actor: Actor,
    reason: str = "sama asia",
) -> None:
    matching.decide(
        request_id,
        contacts,
        state=state,
        reason=reason,
        desk=desk,
        actor=actor,
        now=NOW,
    )


def called_back(request_id: UUID, desk: Desk, actor: Actor) -> None:
    identities.call_back(request_id, tel=MAIJA.tel, desk=desk, actor=actor, now=NOW)


def worth(request_id: UUID) -> dict[UUID, str]:
    request = row(request_id)
    found = matching.weigh(request, request.matches.all())
    return {contact: one.value for contact, one in found.items()}


def test_what_has_an_identifier_is_proposed_with_its_evidence(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID, his: UUID
) -> None:
    assert propose(asked, desk, aino) == 2

    assert evidence(asked) == {
        hers: ["given-channel", "same-name"],
        his: ["given-channel", "other-name"],
    }


def test_a_proven_channel_is_evidence(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    identities.call_back(asked, tel=MAIJA.tel, desk=desk, actor=aino, now=NOW)
    propose(asked, desk, aino)

    assert "proven-channel" in evidence(asked)[hers]


def test_a_number_that_changed_owner_does_not_leak(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID, his: UUID
) -> None:
    matching.set_period(
        asked,
        TEL,
        since_on=date(2026, 3, 1),
        until_on=None,
        desk=desk,
        actor=aino,
        now=NOW,
    )
    propose(asked, desk, aino)
    assert "not-yet-theirs" in evidence(asked)[his]

    with pytest.raises(IdentityRefused, match="not-his-own"):
        say(asked, hers, his, state=MatchState.CONFIRMED, desk=desk, actor=aino)
    assert matching.confirmed(row(asked)) == ()
    say(asked, hers, state=MatchState.CONFIRMED, desk=desk, actor=aino)
    assert matching.confirmed(row(asked)) == (hers,)


def test_a_period_that_is_set_later_takes_a_confirmation_back(
    desk: Desk, aino: Actor, asked: UUID, his: UUID
) -> None:
    called_back(asked, desk, aino)
    propose(asked, desk, aino)
    say(asked, his, state=MatchState.CONFIRMED, desk=desk, actor=aino)

    matching.set_period(
        asked,
        TEL,
        since_on=date(2026, 3, 1),
        until_on=None,
        desk=desk,
        actor=aino,
        now=NOW,
    )
    propose(asked, desk, aino)

    assert matching.confirmed(row(asked)) == ()


def test_the_last_day_of_a_period_belongs_to_it(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    day = (NOW - timedelta(days=1)).date()
    for until, outside in ((day, False), (day - timedelta(days=1), True)):
        matching.set_period(
            asked,
            TEL,
            since_on=None,
            until_on=until,
            desk=desk,
            actor=aino,
            now=NOW,
        )
        propose(asked, desk, aino)
        assert ("no-longer-theirs" in evidence(asked)[hers]) is outside


def test_finding_again_keeps_what_was_decided(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    propose(asked, desk, aino)
    say(asked, hers, state=MatchState.REJECTED, desk=desk, actor=aino)
    new = kept(desk, "new", MAIJA, days_ago=0)

    assert propose(asked, desk, aino) == 3

    states = dict(row(asked).matches.values_list("contact_id", "state"))
    assert (states[hers], states[new]) == ("rejected", "proposed")


def test_what_was_found_is_held(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    new = kept(desk, "new", MAIJA, days_ago=0)
    assert not HoldItem.objects.filter(contact_id=new).exists()

    propose(asked, desk, aino)

    assert HoldItem.objects.filter(contact_id=new, hold__released_at=None).exists()


def test_what_is_to_be_erased_is_not_held_by_the_request_itself(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    erasing = received(desk, aino, kind=RequestKind.ERASURE).id

    propose(erasing, desk, aino)

    assert not HoldItem.objects.filter(contact_id=hers).exists()


def test_an_undecided_match_is_in_the_way_of_a_review(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    identities.in_person(asked, document="known", desk=desk, actor=aino, now=NOW)
    propose(asked, desk, aino)
    rights_moves.decide(asked, desk=desk, actor=aino, now=NOW)

    with pytest.raises(RequestRefused, match="matches-open"):
        rights_moves.review(asked, actor=aino, now=NOW)


def test_only_who_handles_requests_finds_and_decides(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    eino = staff("eino", Role.AGENT)
    propose(asked, desk, aino)

    with pytest.raises(NotFound):
        propose(asked, desk, eino)
    with pytest.raises(NotFound):
        say(asked, hers, state=MatchState.CONFIRMED, desk=desk, actor=eino)


def test_a_foreign_contact_is_no_match(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    propose(asked, desk, aino)

    with pytest.raises(IdentityRefused, match="unknown-match"):
        say(asked, hers, asked, state=MatchState.CONFIRMED, desk=desk, actor=aino)
    assert matching.confirmed(row(asked)) == ()


def test_a_decision_without_its_leaf_is_none(
    desk: Desk,
    aino: Actor,
    asked: UUID,
    hers: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    propose(asked, desk, aino)
    leaves = AuditLeaf.objects.filter(action="identity.matched").count()
    monkeypatch.setattr(audit, "record", _broken)

    with pytest.raises(OSError, match="no leaf"):
        say(asked, hers, state=MatchState.CONFIRMED, desk=desk, actor=aino)

    assert leaves == 1
    assert matching.confirmed(row(asked)) == ()


def _broken(**_: object) -> None:
    raise OSError("no leaf")


def test_a_merge_that_something_followed_from_is_final(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    eino = staff("eino", Role.AGENT)
    wanted = Wanted("retta", "service", "tel", MAIJA.tel)
    other = Identifier("mailto", "maija.toinen@example.fi")
    customer_id = customer_steps.merge(
        wanted, other, reason="sama", desk=desk, actor=eino, now=NOW
    )
    by_id = Wanted("retta", "service", customer_id=customer_id)
    matching.mark_released(row(asked), desk=desk, now=NOW)

    with pytest.raises(CustomerRefused, match="released"):
        customer_steps.undo(by_id, 1, desk=desk, actor=eino, now=NOW)


def test_what_was_only_typed_is_never_anothers_contact(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID, his: UUID
) -> None:
    propose(asked, desk, aino)

    assert worth(asked) == {hers: "doubtful", his: "anothers"}
    with pytest.raises(IdentityRefused, match="not-his-own"):
        say(asked, his, state=MatchState.CONFIRMED, desk=desk, actor=aino)
    assert [one.kind for one in row(asked).alerts.all()] == ["other-name"]


def test_what_is_not_proven_is_confirmed_with_a_reason_that_is_sealed(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID
) -> None:
    propose(asked, desk, aino)

    with pytest.raises(IdentityRefused, match="no-reason"):
        say(asked, hers, state=MatchState.CONFIRMED, desk=desk, actor=aino, reason=" ")
    assert matching.confirmed(row(asked)) == ()
    say(asked, hers, state=MatchState.CONFIRMED, desk=desk, actor=aino, reason="Koira")

    assert matching.confirmed(row(asked)) == (hers,)
    assert matching.reasons(row(asked), desk=desk) == ("Koira",)
    assert "Koira" not in str(list(row(asked).events.values()))


def test_a_proven_number_needs_no_reason_up_to_another_name(
    desk: Desk, aino: Actor, asked: UUID, hers: UUID, his: UUID
) -> None:
    older = kept(desk, "older", MAIJA, days_ago=95)
    called_back(asked, desk, aino)
    propose(asked, desk, aino)

    assert worth(asked) == {hers: "proven", his: "doubtful", older: "doubtful"}
    assert "broken" in evidence(asked)[older]
    say(asked, hers, state=MatchState.CONFIRMED, desk=desk, actor=aino, reason="")
    assert matching.confirmed(row(asked)) == (hers,)


def test_a_proven_number_reaches_back_over_no_long_silence(
    desk: Desk, aino: Actor, registers: None
) -> None:
    near = kept(desk, "near", MAIJA, days_ago=89)
    far = kept(desk, "far", MAIJA, days_ago=89 + 91)
    asked = received(desk, aino).id
    called_back(asked, desk, aino)

    propose(asked, desk, aino)

    assert worth(asked) == {near: "proven", far: "doubtful"}


def test_a_strong_identity_with_the_same_name_needs_no_reason(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    asked = received(desk, aino).id
    propose(asked, desk, aino)
    assert worth(asked) == {hers: "doubtful"}

    identities.in_person(asked, document="passport", desk=desk, actor=aino, now=NOW)

    assert worth(asked) == {hers: "proven"}
    identity_alerts.alert(row(asked), AlertKind.OTHER_NAME, now=NOW)
    assert worth(asked) == {hers: "doubtful"}
