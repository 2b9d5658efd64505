"""Sources: who may hand over, what is said of them, and their tokens."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from seloste.records.models import ApiToken, AuditLeaf, Source
from seloste.services import sources
from seloste.services.sources import SourceInvalid, TokenRefused
from tests.services.conftest import NOW, SETUP

pytestmark = pytest.mark.usefixtures("registers")
WANTED = {
    "slug": "retta-form",
    "register": "retta",
    "preset": "manifest",
    "time_zone": "Europe/Helsinki",
    "address": "Asiakaspalvelu@Retta.example",
}


def add(**changes: str) -> Source:
    return sources.register_source(**{**WANTED, **changes}, actor=SETUP, now=NOW)


def leaves(action: str) -> list[AuditLeaf]:
    return list(AuditLeaf.objects.filter(action=action).order_by("-seq"))


def break_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("seloste.services.audit.record", broken)


def test_a_source_may_hand_over_from_then_on() -> None:
    with pytest.raises(SourceInvalid, match="unknown-source"):
        sources.active_source("retta-form")

    add()

    found = sources.active_source("retta-form")
    assert (found.register_id, found.time_zone) == ("retta", "Europe/Helsinki")


def test_the_address_of_a_source_is_kept_in_lower_case() -> None:
    assert add().address == "asiakaspalvelu@retta.example"


def test_a_new_source_is_audited() -> None:
    add()

    assert leaves("source.registered")[0].object_id == "source:retta-form"


def test_the_same_source_again_changes_nothing() -> None:
    first = add()
    before = len(leaves("source.registered"))

    again = add()

    assert again.pk == first.pk
    assert len(leaves("source.registered")) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"register": "nobody"}, "unknown-register"),
        ({"preset": "fax"}, "unknown-preset"),
        ({"time_zone": "Europe/Atlantis"}, "unknown-time-zone"),
        ({"slug": "retta-mail"}, "name-taken"),
    ],
)
def test_a_source_that_cannot_be_set_up_is_refused(
    changes: dict[str, str], reason: str
) -> None:
    before = Source.objects.count()

    with pytest.raises(SourceInvalid) as refusal:
        add(**changes)

    assert refusal.value.reason == reason
    assert Source.objects.count() == before


def test_a_source_that_cannot_be_audited_is_not_set_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        add()

    assert not Source.objects.filter(slug="retta-form").exists()


def attest(days: float, slug: str = "sok-calls") -> None:
    until = NOW + timedelta(days=days)
    sources.attest_announcement(slug=slug, until=until, actor=SETUP, now=NOW)


def test_an_attestation_is_dated_and_names_who_gave_it() -> None:
    attest(180)

    source = sources.active_source("sok-calls")
    assert source.announcement_attested_at == NOW
    assert source.announcement_attested_until == NOW + timedelta(days=180)
    assert source.announcement_attested_by == SETUP.id


def test_an_attestation_is_audited() -> None:
    attest(180)

    assert leaves("source.attested")[0].object_id == "source:sok-calls"


@pytest.mark.parametrize("days", [0, -1, 366.5])
def test_an_attestation_lasts_a_year_at_most(days: float) -> None:
    with pytest.raises(SourceInvalid, match="attestation-too-long"):
        attest(days)

    assert sources.active_source("sok-calls").announcement_attested_until is None


def test_nobody_attests_for_a_source_that_is_not_there() -> None:
    with pytest.raises(SourceInvalid, match="unknown-source"):
        attest(30, "nobody")


def test_an_attestation_that_cannot_be_audited_does_not_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        attest(30)

    assert sources.active_source("sok-calls").announcement_attested_until is None


def issue() -> str:
    return sources.issue_token(slug="retta-pbx", actor=SETUP, now=NOW)


def test_a_token_tells_its_source() -> None:
    token = issue()

    assert sources.source_of_token(token, now=NOW).slug == "retta-pbx"


def test_of_a_token_only_a_hash_is_kept() -> None:
    token = issue()

    row = ApiToken.objects.get()
    assert token not in {row.sha256, str(row.id)}
    assert len(row.sha256) == 64


def test_a_token_is_audited_by_its_id() -> None:
    token = issue()

    leaf = leaves("token.issued")[0]
    assert leaf.object_id == str(ApiToken.objects.get().id)
    assert token not in leaf.body


def test_a_token_of_no_source_is_refused() -> None:
    with pytest.raises(SourceInvalid, match="unknown-source"):
        sources.issue_token(slug="nobody", actor=SETUP, now=NOW)


def test_a_token_that_cannot_be_audited_is_not_issued(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        issue()

    assert not ApiToken.objects.exists()


def revoke(token: str) -> None:
    row = ApiToken.objects.get()
    sources.revoke_token(token_id=row.id, actor=SETUP, now=NOW)


def shut(token: str) -> None:
    Source.objects.filter(slug="retta-pbx").update(active=False)


@pytest.mark.parametrize("end", [revoke, shut])
def test_an_ended_token_opens_nothing(end: Callable[[str], None]) -> None:
    token = issue()
    assert sources.source_of_token(token, now=NOW).slug == "retta-pbx"

    end(token)

    with pytest.raises(TokenRefused):
        sources.source_of_token(token, now=NOW)


def test_a_token_is_over_after_a_year() -> None:
    token = issue()
    last = NOW + timedelta(days=365) - timedelta(seconds=1)
    assert sources.source_of_token(token, now=last).slug == "retta-pbx"

    with pytest.raises(TokenRefused):
        sources.source_of_token(token, now=NOW + timedelta(days=365))


def test_a_token_that_was_never_issued_opens_nothing() -> None:
    with pytest.raises(TokenRefused):
        sources.source_of_token("slt_guess", now=NOW)


def test_revoking_is_audited() -> None:
    revoke(issue())

    assert leaves("token.revoked")[0].object_id == str(ApiToken.objects.get().id)


def test_a_token_is_revoked_once() -> None:
    revoke(issue())

    with pytest.raises(TokenRefused):
        sources.revoke_token(token_id=ApiToken.objects.get().id, actor=SETUP, now=NOW)
    with pytest.raises(TokenRefused):
        sources.revoke_token(token_id=uuid4(), actor=SETUP, now=NOW)


def test_a_revocation_that_cannot_be_audited_does_not_happen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = issue()
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        revoke(token)

    assert sources.source_of_token(token, now=NOW).slug == "retta-pbx"


def test_own_domains_are_those_at_which_the_controllers_receive() -> None:
    assert sources.own_domains("retta", date(2026, 5, 4)) == {
        "isannointi.retta.example",
        "retta.example",
    }


def test_sources_are_listed_by_name() -> None:
    add(slug="aaa")

    assert [one.slug for one in sources.sources()] == [
        "aaa",
        "retta-mail",
        "retta-pbx",
        "sok-calls",
    ]
