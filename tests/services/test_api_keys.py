"""API keys: they act as a person, within scopes, and end."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain.api_key import ApiKeyInvalid, Scope
from seloste.domain.staff import Actor, Role
from seloste.records.models import ApiKey, ApiRepeat, AuditLeaf
from seloste.services import api_keys, repeats, staff
from seloste.services.api_keys import NewKey
from seloste.services.repeats import RepeatRefused
from seloste.services.sources import TokenRefused
from tests.services.conftest import NOW, SETUP
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def eino() -> UUID:
    return person("eino", Role.AGENT)


def wanted(staff_id: UUID, **changes: object) -> NewKey:
    given = {
        "name": "integration",
        "scopes": ["work:read"],
        "expires_at": NOW + timedelta(days=30),
        **changes,
    }
    return NewKey(staff_id=staff_id, **given)  # type: ignore[arg-type] # tests give wrong values too


def issued(staff_id: UUID, **changes: object) -> str:
    return api_keys.issue(wanted(staff_id, **changes), actor=SETUP, now=NOW)


def break_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("seloste.services.audit.record", broken)


def test_key_acts_as_its_person_within_its_scopes(eino: UUID) -> None:
    caller = api_keys.caller_of(issued(eino, register="retta"), now=NOW)

    assert (caller.staff_id, caller.register) == (eino, "retta")
    assert caller.scopes == {Scope.WORK_READ}
    assert caller.actor.id == f"staff:{eino}"


def test_only_the_hash_of_a_key_is_kept(eino: UUID) -> None:
    key = issued(eino)

    stored = str(ApiKey.objects.values().get())
    assert key.startswith("slk_")
    assert key not in stored
    assert key[4:] not in stored


def test_issuing_and_ending_are_audited(eino: UUID) -> None:
    issued(eino)
    row = ApiKey.objects.get()
    api_keys.revoke(row.pk, actor=SETUP, now=NOW)

    told = AuditLeaf.objects.filter(object_id=str(row.pk)).order_by("seq")
    assert [leaf.action for leaf in told] == ["token.issued", "token.revoked"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "  "}, "no-name"),
        ({"scopes": []}, "no-scope"),
        ({"scopes": ["everything"]}, "unknown-scope"),
        ({"expires_at": NOW}, "ends-in-the-past"),
        ({"expires_at": NOW + timedelta(days=367)}, "ends-too-late"),
        ({"register": "nowhere"}, "unknown-register"),
    ],
)
def test_key_that_cannot_be_is_refused(
    eino: UUID, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(ApiKeyInvalid, match=reason):
        issued(eino, **changes)

    assert not ApiKey.objects.exists()


def test_nobody_issues_a_key_that_acts_as_somebody_else(eino: UUID) -> None:
    aino = person("aino", Role.RECORDS_MANAGER)

    with pytest.raises(ApiKeyInvalid, match="not-yours"):
        api_keys.issue(
            wanted(eino), actor=Actor(id=f"staff:{aino}", staff_id=aino), now=NOW
        )


def test_issuing_without_its_leaf_leaves_no_key(
    eino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        issued(eino)

    assert not ApiKey.objects.exists()


def test_ending_without_its_leaf_leaves_the_key(
    eino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = issued(eino)
    row = ApiKey.objects.get()
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        api_keys.revoke(row.pk, actor=SETUP, now=NOW)

    assert api_keys.caller_of(key, now=NOW).staff_id == eino


def test_key_that_ended_or_is_unknown_is_refused(eino: UUID) -> None:
    key = issued(eino)
    assert api_keys.caller_of(key, now=NOW).staff_id == eino

    with pytest.raises(TokenRefused):
        api_keys.caller_of(key, now=NOW + timedelta(days=30))
    with pytest.raises(TokenRefused):
        api_keys.caller_of(f"{key}x", now=NOW)
    api_keys.revoke(ApiKey.objects.get().pk, actor=SETUP, now=NOW)
    with pytest.raises(TokenRefused):
        api_keys.caller_of(key, now=NOW)


def test_somebody_else_cannot_end_a_key(eino: UUID) -> None:
    issued(eino)

    with pytest.raises(ApiKeyInvalid, match="unknown-key"):
        api_keys.revoke(ApiKey.objects.get().pk, actor=SETUP, now=NOW, of=uuid4())


def test_keys_of_somebody_who_leaves_end_for_good(eino: UUID) -> None:
    person("ylermi", Role.ADMIN, register="")
    key = issued(eino)

    staff.disable(staff_id=eino, actor=SETUP, now=NOW)

    assert ApiKey.objects.get().revoked_at == NOW
    with pytest.raises(TokenRefused):
        api_keys.caller_of(key, now=NOW)


def test_list_tells_the_day_of_last_use(eino: UUID) -> None:
    key = issued(eino)
    assert api_keys.keys(NOW, of=eino)[0].last_used_on is None

    api_keys.caller_of(key, now=NOW)

    (line,) = api_keys.keys(NOW)
    assert (str(line.last_used_on), line.username) == ("2026-05-04", "eino")
    assert line.in_force


def test_narrowing_takes_every_role_of_other_registers_away(eino: UUID) -> None:
    onni = person("onni", Role.DPO, register="")

    with staff.narrowed_to("sok-mara"):
        assert staff.roles_of(eino, "retta", NOW) == frozenset()
        assert staff.all_roles_of(eino, NOW) == frozenset()
        assert staff.registers_of(eino, NOW) == ()
        assert staff.registers_of(onni, NOW) == ("sok-mara",)

    assert staff.roles_of(eino, "retta", NOW) == {Role.AGENT}
    assert staff.registers_of(onni, NOW) == ("retta", "sok-mara")


def once(eino: UUID, token: str, request: bytes, made: UUID) -> UUID:
    key_id = ApiKey.objects.get(staff=eino).pk
    return repeats.once(token, request, lambda: made, key_id=key_id, now=NOW)


def test_same_request_again_makes_nothing_new(eino: UUID) -> None:
    issued(eino)
    first, second = uuid4(), uuid4()

    assert once(eino, "a", b"x", first) == first
    assert once(eino, "a", b"x", second) == first
    assert once(eino, "b", b"x", second) == second
    assert once(eino, "", b"x", second) == second


def test_token_serves_one_request_only(eino: UUID) -> None:
    issued(eino)
    once(eino, "a", b"x", uuid4())

    with pytest.raises(RepeatRefused, match="other-request"):
        once(eino, "a", b"y", uuid4())


def test_refused_request_frees_its_token_and_a_broken_one_does_not(eino: UUID) -> None:
    issued(eino)
    key_id = ApiKey.objects.get().pk

    def refuse() -> UUID:
        raise ApiKeyInvalid("no-name")

    def broken() -> UUID:
        raise ConnectionError

    with pytest.raises(ApiKeyInvalid):
        repeats.once("a", b"x", refuse, key_id=key_id, now=NOW)
    assert once(eino, "a", b"x", key_id) == key_id
    with pytest.raises(ConnectionError):
        repeats.once("b", b"x", broken, key_id=key_id, now=NOW)
    with pytest.raises(RepeatRefused, match="unfinished"):
        once(eino, "b", b"x", uuid4())


def test_tokens_are_forgotten_after_a_day(eino: UUID) -> None:
    issued(eino)
    once(eino, "a", b"x", uuid4())
    key_id = ApiKey.objects.get().pk
    later = NOW + timedelta(hours=24, seconds=1)

    repeats.once("b", b"x", uuid4, key_id=key_id, now=later)

    assert ApiRepeat.objects.count() == 1
