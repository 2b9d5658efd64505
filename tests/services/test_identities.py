"""Proving who asks: codes, call backs, meetings, strong identities, and alerts."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Party, PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.identity import AlertKind, IdentityRefused
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    IdentityCode,
    IdentityProof,
    Outgoing,
    PaperItem,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    audit,
    capture,
    customer_steps,
    identities,
    identity_alerts,
    identity_codes,
    identity_letters,
    rights_moves,
    work,
)
from seloste.services.access import NotFound
from seloste.services.customers import Wanted
from seloste.services.identities import StrongIdentity
from seloste.services.jobs import Job
from tests.fakes.mail import FakeSender
from tests.services import deliveries, mails
from tests.services.conftest import NOW
from tests.services.deliveries import MAIJA
from tests.services.papers_kept import on_paper
from tests.services.requests import history, nothing_given, received, row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
PORTAL = Actor(id="system:portal")
LEVELS = frozenset({"http://ftn.ficora.fi/2017/loa2"})


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with a mail server."""
    return mails.sending(desk, FakeSender())


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def asked(desk: Desk, aino: Actor) -> UUID:
    """Maija's access request; a mail and a call of hers came the day before."""
    mails.mailbox()
    day_before = NOW - timedelta(days=1)
    for delivery in (deliveries.mail(), deliveries.call()):
        capture.capture(delivery, desk=desk, now=day_before)
    return received(desk, aino).id


def code_in_mail(desk: Desk) -> str:
    """Return the code of the newest mail that went out."""
    out = Outgoing.objects.order_by("contact__received_at", "pk").last()
    assert out is not None
    item = SealedObject.objects.get(contact_id=out.contact_id, kind="message")
    text = desk.vault.open(item.ref(), inline=item.inline()).decode()
    found = re.search(r"(\d{4})[ =\r\n]*(\d{4})\r?\n", text.split("Koodi:")[1])
    assert found is not None
    return found[1] + found[2]


def refused(step: Callable[[], object]) -> str:
    with pytest.raises((IdentityRefused, RequestRefused)) as refusal:
        step()
    assert isinstance(refusal.value, IdentityRefused | RequestRefused)
    return refusal.value.reason


def test_a_code_goes_to_an_address_that_was_known_before(
    desk: Desk, asked: UUID
) -> None:
    identity_codes.ask(asked, actor=PORTAL, now=NOW)
    assert identity_codes.send(asked, desk=desk, now=NOW) == 1

    code = code_in_mail(desk)
    identity_codes.try_code(asked, code, desk=desk, actor=PORTAL, now=NOW)

    proof = IdentityProof.objects.get(request=asked)
    assert (proof.method, proof.field, proof.verifier) == (
        "code",
        "mailto",
        "system:portal",
    )
    assert row(asked).state == "received"


def test_nothing_goes_to_an_address_that_came_with_the_request(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    words = RequestWords(name="Maija", email="outi@example.net")
    stranger = received(desk, aino, words=words).id

    assert identity_codes.send(asked, desk=desk, now=NOW) == 1
    assert identity_codes.send(stranger, desk=desk, now=NOW) == 0


def test_nor_to_one_that_wrote_after_the_request(
    desk: Desk, aino: Actor, registers: None
) -> None:
    mails.mailbox()
    request_id = received(desk, aino).id
    capture.capture(deliveries.mail(), desk=desk, now=NOW + timedelta(hours=1))

    later = NOW + timedelta(hours=2)
    assert identity_codes.send(request_id, desk=desk, now=later) == 0


def test_asking_answers_the_same_whoever_asks(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    words = RequestWords(name="Outi", email="outi@example.net")
    stranger = received(desk, aino, words=words).id

    for request_id in (asked, stranger):
        identity_codes.ask(request_id, actor=PORTAL, now=NOW)

    assert "code-asked" in history(asked)
    assert history(stranger).count("code-asked") == 1
    assert not IdentityCode.objects.exists()


def test_a_code_is_sent_three_times_a_day_at_most(desk: Desk, asked: UUID) -> None:
    later = [NOW + timedelta(minutes=11 * number) for number in range(4)]

    assert [identity_codes.send(asked, desk=desk, now=at) for at in later] == [
        1,
        1,
        1,
        0,
    ]


def entered(desk: Desk, request_id: UUID, code: str, *, after: int = 0) -> str:
    """Return why a code is refused after so many minutes, or nothing."""
    now = NOW + timedelta(minutes=after)
    try:
        identity_codes.try_code(request_id, code, desk=desk, actor=PORTAL, now=now)
    except IdentityRefused as refusal:
        return refusal.reason
    return ""


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def test_a_wrong_code_proves_nothing_and_five_end_it(desk: Desk, asked: UUID) -> None:
    identity_codes.send(asked, desk=desk, now=NOW)
    code = code_in_mail(desk)

    tried = [entered(desk, asked, wrong(code)) for _ in range(5)]

    assert tried == ["wrong-code"] * 5
    assert entered(desk, asked, code, after=2) == "wrong-code"
    assert not IdentityProof.objects.exists()
    assert AuditLeaf.objects.filter(action="identity.failed").count() == 6


def test_guesses_slow_down_and_what_is_refused_writes_nothing(
    desk: Desk, asked: UUID
) -> None:
    for _ in range(5):
        entered(desk, asked, "1234 5678")
    events = row(asked).events.count()
    leaves = AuditLeaf.objects.count()

    tried = [entered(desk, asked, "1234 5678") for _ in range(200)]

    assert set(tried) == {"too-many-tries"}
    assert (row(asked).events.count(), AuditLeaf.objects.count()) == (events, leaves)
    assert entered(desk, asked, "1234 5678", after=2) == "wrong-code"
    assert entered(desk, asked, "1234 5678", after=3) == "too-many-tries"


def test_guesses_do_not_use_up_a_letter(desk: Desk, asked: UUID, aino: Actor) -> None:
    text = letter(desk, asked, aino, on_paper(desk, aino), "Kotikatu 1")
    code = code_of(text)
    for _ in range(5):
        assert entered(desk, asked, wrong(code)) == "wrong-code"

    assert entered(desk, asked, code, after=2) == ""
    assert IdentityProof.objects.get().method == "letter"


def test_codes_are_asked_for_ten_times_a_day(desk: Desk, asked: UUID) -> None:
    for _ in range(10):
        identity_codes.ask(asked, actor=PORTAL, now=NOW)
    events = row(asked).events.count()

    for _ in range(20):
        with pytest.raises(IdentityRefused, match="too-many-codes"):
            identity_codes.ask(asked, actor=PORTAL, now=NOW)

    assert row(asked).events.count() == events
    identity_codes.ask(asked, actor=PORTAL, now=NOW + timedelta(days=1, minutes=1))


def test_others_cannot_use_up_the_codes_of_a_confirmed_request(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    others = [received(desk, aino).id for _ in range(12)]
    sent = [identity_codes.send(one, desk=desk, now=NOW) for one in others]
    RightsRequest.objects.filter(pk=others[0]).update(confirmed_at=None)
    later = NOW + timedelta(minutes=11)

    assert sum(sent) == 12
    assert identity_codes.send(others[0], desk=desk, now=later) == 0
    assert identity_codes.send(others[1], desk=desk, now=later) == 0
    assert identity_codes.send(asked, desk=desk, now=later) == 1


def test_a_code_is_good_once_and_for_ten_minutes(desk: Desk, asked: UUID) -> None:
    identity_codes.send(asked, desk=desk, now=NOW)
    code = code_in_mail(desk)

    late = NOW + timedelta(minutes=10)
    with pytest.raises(IdentityRefused, match="wrong-code"):
        identity_codes.try_code(asked, code, desk=desk, actor=PORTAL, now=late)
    identity_codes.try_code(asked, code, desk=desk, actor=PORTAL, now=NOW)
    with pytest.raises(IdentityRefused, match="wrong-code"):
        identity_codes.try_code(asked, code, desk=desk, actor=PORTAL, now=NOW)


def test_a_code_is_in_no_column(desk: Desk, asked: UUID) -> None:
    identity_codes.send(asked, desk=desk, now=NOW)

    columns = json.dumps(list(IdentityCode.objects.values()), default=str)
    assert code_in_mail(desk) not in columns
    assert "maija" not in columns.lower()


def test_a_call_back_to_a_known_number_is_two_channels(
    desk: Desk, asked: UUID, aino: Actor
) -> None:
    identities.call_back(asked, tel="045 555 0101", desk=desk, actor=aino, now=NOW)

    one = row(asked)
    assert (one.state, one.assurance, one.identity_method) == (
        "identified",
        2,
        "call-back",
    )
    leaf = AuditLeaf.objects.get(action="identity.proven")
    assert json.loads(leaf.body)["details"]["method"] == "call-back"


def test_a_number_given_with_the_request_is_no_call_back(
    desk: Desk, asked: UUID, aino: Actor
) -> None:
    assert (
        refused(
            lambda: identities.call_back(
                asked, tel="+358405550999", desk=desk, actor=aino, now=NOW
            )
        )
        == "not-known-before"
    )
    assert row(asked).state == "received"


def test_only_who_handles_requests_records_a_proof(desk: Desk, asked: UUID) -> None:
    eino = staff("eino", Role.AGENT)

    with pytest.raises(NotFound):
        identities.call_back(asked, tel=MAIJA.tel, desk=desk, actor=eino, now=NOW)


def test_a_meeting_is_strong_and_keeps_no_number_of_a_document(
    desk: Desk, asked: UUID, aino: Actor
) -> None:
    identities.in_person(asked, document="passport", desk=desk, actor=aino, now=NOW)

    assert row(asked).assurance == 3
    assert IdentityProof.objects.get().provider == "passport"
    assert (
        refused(
            lambda: identities.in_person(
                asked, document="131052-308T", desk=desk, actor=aino, now=NOW
            )
        )
        == "no-way"
    )


def test_a_proof_whose_leaf_cannot_be_written_is_none(
    desk: Desk, asked: UUID, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "record", _broken)

    with pytest.raises(OSError, match="no leaf"):
        identities.in_person(asked, document="known", desk=desk, actor=aino, now=NOW)

    assert not IdentityProof.objects.exists()
    assert row(asked).state == "received"


def _broken(**_: object) -> None:
    raise OSError("no leaf")


def identity(**changes: object) -> StrongIdentity:
    shown: dict[str, object] = {
        "provider": "broker",
        "level": "http://ftn.ficora.fi/2017/loa2",
        "subject": "s-1234",
        "name": "Maija Meikäläinen",
        "transaction": "tx-1",
        "authenticated_at": NOW - timedelta(minutes=1),
    }
    return StrongIdentity(**{**shown, **changes})  # type: ignore[arg-type]  # by name


def strong(desk: Desk, asked: UUID, **changes: object) -> None:
    found = identity(**changes)
    identities.strong(asked, found, levels=LEVELS, desk=desk, actor=PORTAL, now=NOW)


def test_a_strong_identification_is_enough_for_content(desk: Desk, asked: UUID) -> None:
    strong(desk, asked)

    assert (row(asked).state, row(asked).assurance) == ("identified", 3)
    proof = IdentityProof.objects.get()
    assert proof.subject_key not in ("", "s-1234")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"level": "http://ftn.ficora.fi/2017/loa1"}, "wrong-acr"),
        ({"authenticated_at": NOW - timedelta(minutes=11)}, "too-old"),
        ({"authenticated_at": NOW + timedelta(minutes=11)}, "too-old"),
    ],
)
def test_a_weak_or_old_identification_is_refused(
    desk: Desk, asked: UUID, changes: dict[str, object], reason: str
) -> None:
    assert refused(lambda: strong(desk, asked, **changes)) == reason


def test_a_strong_identity_of_another_name_waits_for_a_person(
    desk: Desk, asked: UUID, aino: Actor, onni: Actor
) -> None:
    strong(desk, asked, name="Outi Ulkopuolinen")

    assert [one.kind for one in row(asked).alerts.all()] == ["other-name"]
    _decided(desk, asked, aino, onni)
    assert _release(desk, asked, aino) == "alert-standing"

    identity_alerts.clear(
        asked, kind=AlertKind.OTHER_NAME, desk=desk, actor=aino, now=NOW
    )
    assert _release(desk, asked, aino) != "alert-standing"


def _decided(desk: Desk, request_id: UUID, handler: Actor, approver: Actor) -> None:
    rights_moves.decide(request_id, desk=desk, actor=handler, now=NOW)
    nothing_given(request_id, handler, NOW)
    rights_moves.review(request_id, actor=handler, now=NOW)
    rights_moves.approve(request_id, desk=desk, actor=approver, now=NOW)


def _release(desk: Desk, request_id: UUID, actor: Actor, *, after: int = 0) -> str:
    """Return why the answer may not leave after so many hours, or nothing."""
    now = NOW + timedelta(hours=after)
    try:
        rights_moves.release(request_id, desk=desk, actor=actor, now=now)
    except RequestRefused as refusal:
        return refusal.reason
    return ""


def test_content_on_two_channels_needs_the_protection_officer(
    desk: Desk, asked: UUID, aino: Actor
) -> None:
    riitta = staff("riitta", Role.RECORDS_MANAGER)
    identities.call_back(asked, tel=MAIJA.tel, desk=desk, actor=aino, now=NOW)

    assert refused(lambda: _decided(desk, asked, aino, riitta)) == "assurance-too-low"


def test_with_the_protection_officer_it_may_leave(
    desk: Desk, asked: UUID, aino: Actor, onni: Actor
) -> None:
    identities.call_back(asked, tel=MAIJA.tel, desk=desk, actor=aino, now=NOW)

    _decided(desk, asked, aino, onni)

    assert row(asked).state == "approved"


def test_an_objection_needs_one_channel_only(desk: Desk, asked: UUID) -> None:
    aino = Actor(id="system:portal")
    objection = received(desk, aino, kind=RequestKind.OBJECTION).id
    identity_codes.send(objection, desk=desk, now=NOW)

    code = code_in_mail(desk)
    identity_codes.try_code(objection, code, desk=desk, actor=PORTAL, now=NOW)

    assert (row(objection).state, row(objection).assurance) == ("identified", 1)


def test_a_new_address_tells_the_old_one_and_waits_two_days(
    desk: Desk, asked: UUID, aino: Actor, onni: Actor
) -> None:
    old = Identifier("mailto", "maija@example.fi")
    words = RequestWords(
        name="Maija Meikäläinen", email="uusi@example.net", identifiers=(old,)
    )
    request_id = received(desk, aino, words=words).id
    sent = Outgoing.objects.count()

    strong(desk, request_id)

    assert [one.kind for one in row(request_id).alerts.all()] == ["first-seen"]
    assert Outgoing.objects.count() == sent + 1
    identity_alerts.clear(
        request_id, kind=AlertKind.FIRST_SEEN, desk=desk, actor=aino, now=NOW
    )
    _decided(desk, request_id, aino, onni)
    assert _release(desk, request_id, aino, after=47) == "cooling-off"
    assert _release(desk, request_id, aino, after=49) != "cooling-off"


def test_who_is_known_by_a_number_only_is_told_by_a_person(
    desk: Desk, asked: UUID, aino: Actor, onni: Actor
) -> None:
    words = RequestWords(
        name="Maija Meikäläinen", email="uusi@example.net", tel=MAIJA.tel
    )
    request_id = received(desk, aino, words=words).id
    sent = Outgoing.objects.count()

    strong(desk, request_id)

    assert Outgoing.objects.count() == sent
    assert "old-address-told" not in history(request_id)
    identity_alerts.clear(
        request_id, kind=AlertKind.FIRST_SEEN, desk=desk, actor=aino, now=NOW
    )
    _decided(desk, request_id, aino, onni)
    assert _release(desk, request_id, aino, after=99) == "cooling-off"
    later = NOW + timedelta(hours=100)
    identity_alerts.told(request_id, desk=desk, actor=aino, now=later)
    assert "old-address-told" in history(request_id)
    assert _release(desk, request_id, aino, after=147) == "cooling-off"
    assert _release(desk, request_id, aino, after=149) != "cooling-off"
    with pytest.raises(IdentityRefused, match="unknown-alert"):
        identity_alerts.told(request_id, desk=desk, actor=aino, now=later)


def letter(
    desk: Desk, request_id: UUID, actor: Actor, paper: int | None, address: str
) -> str:
    return identity_letters.write_letter(
        request_id, paper=paper, address=address, desk=desk, actor=actor, now=NOW
    )


def code_of(text: str) -> str:
    return "".join(re.findall(r"Koodi: (\d{4}) (\d{4})", text)[0])


def test_a_letter_carries_a_code_that_lasts_three_weeks(
    desk: Desk, asked: UUID, aino: Actor
) -> None:
    text = letter(desk, asked, aino, on_paper(desk, aino), "Kotikatu 1, 00100 Helsinki")
    assert "Kotikatu 1" in text

    later = NOW + timedelta(days=20)
    identity_codes.try_code(asked, code_of(text), desk=desk, actor=PORTAL, now=later)

    assert IdentityProof.objects.get().method == "letter"


def test_an_address_that_came_with_the_request_gets_no_letter(
    desk: Desk, asked: UUID, aino: Actor
) -> None:
    words = RequestWords(name="Maija Meikäläinen", address="Katalakatu 6")
    request_id = received(desk, aino, words=words).id
    later = on_paper(desk, aino, now=NOW + timedelta(minutes=1))
    anothers = on_paper(desk, aino, name="Outi Ulkopuolinen")
    hers = on_paper(desk, aino)
    tried = [
        (None, "Katalakatu 6"),
        (later, "Katalakatu 6"),
        (anothers, "K"),
        (99, "K"),
    ]

    for paper, address in [*tried, (hers, "  ")]:
        reason = refused(lambda: letter(desk, request_id, aino, paper, address))  # noqa: B023  # called at once
        assert reason == "not-known-before"

    assert not IdentityCode.objects.exists()
    assert letter(desk, request_id, aino, hers, "Kotikatu 1")


def test_a_letter_in_which_it_was_asked_was_not_there_before(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    number = on_paper(desk, aino)
    origin = PaperItem.objects.get(number=number).contact_id
    request_id = received(desk, aino, origin=origin).id

    reason = refused(lambda: letter(desk, request_id, aino, number, "Katalakatu 6"))

    assert reason == "not-known-before"
    assert not identity_letters.offered(row(request_id))
    assert identity_letters.offered(row(asked))


def test_a_letter_names_no_address_that_must_stay_unknown(
    desk: Desk, aino: Actor, asked: UUID
) -> None:
    words = RequestWords(name="Maija", address="Salatie 1", protected=True)
    hidden = received(desk, aino, words=words).id

    text = letter(desk, hidden, aino, None, "Salatie 1")

    assert "Salatie" not in text
    assert code_of(text)


def test_a_worker_sends_what_was_asked_for(desk: Desk, asked: UUID) -> None:
    identity_codes.ask(asked, actor=PORTAL, now=NOW)

    work.handlers(desk)[Job.IDENTITY_CODES](asked)

    assert IdentityCode.objects.count() == 1


def test_details_that_people_changed_lately_are_an_alert(
    desk: Desk, asked: UUID
) -> None:
    other = deliveries.mail(
        source_id="<2@example.net>",
        parties=(Party(role=PartyRole.CUSTOMER, mailto="uusi@example.net"),),
    )
    capture.capture(other, desk=desk, now=NOW - timedelta(days=1))
    customer_steps.merge(
        Wanted("retta", "service", "mailto", "maija@example.fi"),
        Identifier("mailto", "uusi@example.net"),
        reason="sama henkilö",
        desk=desk,
        actor=staff("eino", Role.AGENT),
        now=NOW - timedelta(hours=1),
    )

    strong(desk, asked)

    kinds = sorted(one.kind for one in row(asked).alerts.all())
    assert "details-changed" in kinds
