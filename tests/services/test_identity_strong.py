"""Out to the provider and back: once, in one browser, within ten minutes."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest

from seloste.adapters.identity import keys as key_files
from seloste.adapters.identity.oidc import OidcProvider
from seloste.domain.identity import IdentityRefused
from seloste.domain.notice import Language
from seloste.domain.rights import Asker, RequestRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.egress import Answer, Egress
from seloste.ports.identity_provider import Asked, Identified
from seloste.records.models import (
    AuditLeaf,
    IdentityAlert,
    IdentityProof,
    IdentityVisit,
)
from seloste.services import (
    audit,
    egress_hosts,
    identity_strong,
    rights_moves,
    rights_reminders,
    rights_tokens,
)
from seloste.services.access import NotFound
from seloste.services.identity_strong import Returned, SentOut, WayBack
from tests.adapters import identity_keys as keys
from tests.adapters import identity_tokens as tokens
from tests.fakes.identity_provider import HOST, FakeIdentityProvider
from tests.services.conftest import NOW, SETUP
from tests.services.requests import history, received, row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
HOME = "http://127.0.0.1:8000/request/identified/"


@pytest.fixture
def provider() -> FakeIdentityProvider:
    return FakeIdentityProvider()


@pytest.fixture
def desk(desk: Desk, provider: FakeIdentityProvider) -> Desk:
    """The desk with a provider of identities."""
    return replace(desk, identity_provider=provider)


@pytest.fixture
def aino(registers: None) -> Actor:
    egress_hosts.allow(HOST, purpose="identity", actor=SETUP, now=NOW)
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def asked(desk: Desk, aino: Actor) -> UUID:
    """Maija's request for access."""
    return received(desk, aino).id


def sent(asked: UUID, desk: Desk, now: datetime = NOW) -> SentOut:
    return identity_strong.begin(asked, language=Language.SV, desk=desk, now=now)


def back(out: SentOut, provider: FakeIdentityProvider, **changes: str) -> WayBack:
    brought = provider.sign_in(out.address, home=HOME)
    return replace(
        WayBack(
            state=brought["state"],
            browser=out.browser,
            code=brought["code"],
            issuer=brought["iss"],
        ),
        **changes,
    )


def finished(way: WayBack, desk: Desk, now: datetime = NOW) -> Returned:
    return identity_strong.finish(way, desk=desk, now=now)


def nothing_written(asked: UUID) -> bool:
    """Tell whether a request is as it was when it came."""
    request = row(asked)
    return (
        not IdentityProof.objects.exists()
        and not IdentityAlert.objects.exists()
        and (request.state, request.assurance) == ("received", 0)
        and "identity-proven" not in history(asked)
    )


def test_a_request_is_identified_at_the_highest_level(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    out = sent(asked, desk)
    assert nothing_written(asked)

    returned = finished(back(out, provider), desk)

    token = rights_tokens.status_token(asked, register="retta", vault=desk.vault)
    assert returned == Returned(token, "sv")
    assert (row(asked).state, row(asked).assurance) == ("identified", 3)


def test_the_proof_names_nobody(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    finished(back(sent(asked, desk), provider), desk)

    proof = IdentityProof.objects.get(request=asked)
    assert (proof.method, proof.provider, proof.level) == (
        "strong",
        f"https://{HOST}",
        keys.LEVEL,
    )
    assert len(proof.subject_key) == 64
    assert not {"maija", "Maija Meikäläinen"} & set(map(str, vars(proof).values()))


def test_the_way_out_and_back_leaves_no_row(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    out = sent(asked, desk)
    visit = IdentityVisit.objects.get()
    kept = {visit.state_hash, visit.browser_key}
    way = back(out, provider)
    assert not kept & {way.state, way.browser}

    finished(way, desk)

    assert not IdentityVisit.objects.exists()


def test_the_log_says_that_it_was_proven(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    finished(back(sent(asked, desk), provider), desk)

    leaf = AuditLeaf.objects.filter(action="identity.proven").get()
    assert leaf.object_id == str(asked)


def test_what_is_not_logged_is_not_proven(
    desk: Desk,
    asked: UUID,
    provider: FakeIdentityProvider,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way = back(sent(asked, desk), provider)

    def broken(**_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", broken)
        with pytest.raises(ConnectionError):
            finished(way, desk)

    assert nothing_written(asked)


def test_an_answer_is_taken_once(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    way = back(sent(asked, desk), provider)
    finished(way, desk)

    with pytest.raises(NotFound):
        finished(way, desk)
    assert IdentityProof.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"browser": "other"}, {"browser": ""}, {"state": "other"}, {"state": ""}],
    ids=["another browser", "no browser", "another state", "no state"],
)
def test_an_answer_that_another_brings_is_nobodys(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider, changes: dict[str, str]
) -> None:
    out = sent(asked, desk)
    right = back(out, provider)

    with pytest.raises(NotFound):
        finished(replace(right, **changes), desk)

    assert nothing_written(asked)
    assert finished(right, desk).refused == ""


def test_the_browser_of_one_visit_is_none_of_another(
    desk: Desk, aino: Actor, asked: UUID, provider: FakeIdentityProvider
) -> None:
    mallory = received(desk, aino).id
    lure = back(sent(mallory, desk), provider)
    maijas = sent(asked, desk)

    with pytest.raises(NotFound):
        finished(replace(lure, browser=maijas.browser), desk)
    assert nothing_written(mallory)


def test_a_code_of_one_visit_is_none_of_another(
    desk: Desk, aino: Actor, asked: UUID, provider: FakeIdentityProvider
) -> None:
    maijas = back(sent(asked, desk), provider)
    mallory = received(desk, aino).id
    mallorys = back(sent(mallory, desk), provider)

    returned = finished(replace(mallorys, code=maijas.code), desk)

    assert returned.refused == "not-signed"
    assert nothing_written(mallory)


def test_after_ten_minutes_one_begins_again(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    way = back(sent(asked, desk), provider)

    returned = finished(way, desk, now=NOW + timedelta(minutes=10))

    assert returned.refused == "begin-again"
    assert nothing_written(asked)


def test_who_goes_away_at_the_provider_is_told_so(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    out = sent(asked, desk)
    state = provider.states()[0]
    way = WayBack(state=state, browser=out.browser, failure="access_denied")

    assert finished(way, desk).refused == "cancelled"
    assert nothing_written(asked)


@pytest.mark.parametrize(
    ("broken", "refused"),
    [
        ("level", "wrong-acr"),
        ("too-old", "too-old"),
        ("unreachable", "unreachable"),
        ("signature", "not-signed"),
    ],
)
def test_an_answer_that_is_not_believed_is_told_and_logged(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider, broken: str, refused: str
) -> None:
    way = back(sent(asked, desk), provider)
    provider.broken = broken

    assert finished(way, desk).refused == refused

    leaf = AuditLeaf.objects.filter(action="identity.failed").get()
    assert broken in leaf.body
    assert nothing_written(asked)


def test_a_request_that_awaits_no_proof_leads_nowhere(
    desk: Desk, asked: UUID, aino: Actor, provider: FakeIdentityProvider
) -> None:
    way = back(sent(asked, desk), provider)
    rights_moves.withdraw(asked, actor=aino, now=NOW)

    assert finished(way, desk).refused
    with pytest.raises((IdentityRefused, RequestRefused)):
        sent(asked, desk)
    assert not IdentityProof.objects.exists()


def test_without_a_provider_there_is_no_way(desk: Desk, asked: UUID) -> None:
    bare = replace(desk, identity_provider=None)

    assert not identity_strong.offered(bare)
    with pytest.raises(IdentityRefused, match="not-configured"):
        sent(asked, bare)


def test_a_host_that_nobody_listed_is_not_reached(desk: Desk, asked: UUID) -> None:
    egress_hosts.forbid(HOST, purpose="identity", actor=SETUP, now=NOW)

    with pytest.raises(IdentityRefused, match="unreachable"):
        sent(asked, desk)


def test_five_visits_stand_at_a_time_and_the_oldest_ends(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    ways = [
        back(sent(asked, desk, NOW + timedelta(seconds=at)), provider)
        for at in range(6)
    ]
    later = NOW + timedelta(seconds=6)

    assert IdentityVisit.objects.count() == 5
    with pytest.raises(NotFound):
        finished(ways[0], desk, later)
    assert finished(ways[5], desk, later).refused == ""


def test_visits_are_forgotten_when_their_time_is_over(desk: Desk, asked: UUID) -> None:
    sent(asked, desk)
    rights_reminders.tend(desk=desk, now=NOW + timedelta(minutes=9))
    assert IdentityVisit.objects.count() == 1

    rights_reminders.tend(desk=desk, now=NOW + timedelta(minutes=10))

    assert not IdentityVisit.objects.exists()


def test_somebody_of_another_name_is_a_sign(
    desk: Desk, asked: UUID, provider: FakeIdentityProvider
) -> None:
    provider.person = replace(provider.person, name="Outi Muu", subject="outi")

    finished(back(sent(asked, desk), provider), desk)

    assert IdentityAlert.objects.filter(request=asked, kind="other-name").exists()


@pytest.mark.parametrize(("name", "sign"), [("Outi Muu", 0), ("Maija Meikäläinen", 1)])
def test_who_signs_in_is_who_asks_also_where_they_ask_for_another(
    desk: Desk, aino: Actor, provider: FakeIdentityProvider, name: str, sign: int
) -> None:
    words = RequestWords(
        name="Outi Muu", email="outi@example.net", subject_name="Maija Meikäläinen"
    )
    request_id = received(desk, aino, words=words, asker=Asker.MANDATE).id
    provider.person = replace(provider.person, name=name)

    finished(back(sent(request_id, desk), provider), desk)

    assert IdentityAlert.objects.filter(kind="other-name").count() == sign


@dataclass
class Crafted:
    """An egress whose token is made for whoever was sent out last."""

    make: Callable[[tokens.Claims], object]
    nonce: str = ""

    def post(self, *_: object, **__: object) -> Answer:
        token = self.make(tokens.claims(self.nonce, NOW))
        return Answer(200, {}, json.dumps({"id_token": token}).encode())


class Overheard(OidcProvider):
    """The real adapter, whose nonce is told to the egress that makes the token."""

    crafted: Crafted

    def finish(self, code: str, *, asked: Asked, **words: object) -> Identified:
        self.crafted.nonce = asked.nonce
        return super().finish(code, asked=asked, **words)  # type: ignore[arg-type]  # handed on


@pytest.fixture
def crafted() -> Crafted:
    return Crafted(tokens.right)


@pytest.fixture
def real(desk: Desk, crafted: Crafted, tmp_path: Path) -> Desk:
    """The desk with the real adapter, whose provider says what ``crafted`` makes."""
    files = keys.written(tmp_path)
    adapter = Overheard(
        keys.provider(),
        ours=key_files.ours(files.ours),
        theirs=key_files.theirs(files.theirs),
        egress=cast("Egress", crafted),
    )
    adapter.crafted = crafted
    return replace(desk, identity_provider=adapter)


def test_no_wrong_token_writes_anything(
    real: Desk, crafted: Crafted, asked: UUID
) -> None:
    for bad in tokens.BAD:
        crafted.make = bad.make
        way = _way(sent(asked, real))
        assert finished(way, real).refused, bad.name
        assert nothing_written(asked), bad.name

    crafted.make = tokens.right
    assert finished(_way(sent(asked, real)), real).refused == ""
    assert IdentityProof.objects.get().transaction == "tapahtuma-1"


def _way(out: SentOut) -> WayBack:
    query = dict(parse_qsl(urlsplit(out.address).query))
    _, said = tokens.read(query["request"])
    return WayBack(state=str(said["state"]), browser=out.browser, code="code")


def test_no_identity_code_reaches_a_row_a_leaf_or_the_log(
    real: Desk, asked: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    assert keys.HETU in json.dumps(tokens.claims())

    finished(_way(sent(asked, real)), real)

    proof = IdentityProof.objects.get()
    leaves = "".join(leaf.body for leaf in AuditLeaf.objects.all())
    assert keys.HETU not in str(vars(proof))
    assert keys.HETU not in leaves
    assert keys.HETU not in caplog.text
