"""Signing in: the right person comes in, a guesser waits, an owner is not shut out."""

from datetime import UTC, datetime, timedelta

import pytest

from seloste.domain.staff import system
from seloste.records.models.audit import AuditLeaf
from seloste.records.models.staff import SignInAttempt, StaffUser
from seloste.services import audit, invitations, sign_in, staff

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
PASSWORD = "kolme vihreää omenaa"
HOME, AWAY = "192.0.2.1", "203.0.113.9"

pytestmark = pytest.mark.django_db


@pytest.fixture
def aino() -> StaffUser:
    """Aino has chosen her password."""
    invited = invitations.create_admin(
        username="aino",
        display_name="Aino",
        language="fi",
        actor=system("setup"),
        now=NOW,
    )
    return invitations.activate(token=invited.token, password=PASSWORD, now=NOW)


def knock(
    password: str,
    *,
    username: str = "aino",
    address: str = HOME,
    device: str = "",
    after: float = 0,
) -> StaffUser:
    return sign_in.sign_in(
        username=username,
        password=password,
        address=address,
        device=device,
        now=NOW + timedelta(seconds=after),
    )


def fail(times: int, *, username: str = "aino", address: str = HOME) -> None:
    for _ in range(times):
        with pytest.raises(sign_in.SignInRefused):
            knock("wrong", username=username, address=address)


def test_right_password_lets_in_and_is_audited(aino: StaffUser) -> None:
    user = knock(PASSWORD, username=" AINO ")

    assert user == aino
    assert audit.latest(limit=1)[0].action == "staff.signed-in"
    assert SignInAttempt.objects.count() == 0


def test_wrong_password_is_refused_and_audited(aino: StaffUser) -> None:
    fail(1)

    leaf = audit.latest(limit=1)[0]
    assert (leaf.action, leaf.object_id) == ("staff.sign-in-failed", str(aino.id))


def test_unknown_name_is_refused_in_the_same_words(aino: StaffUser) -> None:
    assert aino.is_active

    with pytest.raises(sign_in.SignInRefused) as known:
        knock("wrong")
    with pytest.raises(sign_in.SignInRefused) as unknown:
        knock("wrong", username="nobody")

    assert str(known.value) == str(unknown.value)
    assert audit.latest(limit=1)[0].object_id == "unknown"


def test_unknown_name_costs_a_hash_too(
    aino: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = StaffUser.set_password

    def spy(self: StaffUser, raw_password: str | None) -> None:
        made.append(self.username)
        real(self, raw_password)

    monkeypatch.setattr(StaffUser, "set_password", spy)

    fail(1, username="nobody")

    assert len(made) == 1
    assert aino.username not in made


def test_disabled_person_is_refused(aino: StaffUser) -> None:
    assert knock(PASSWORD) == aino
    aino.is_active = False
    aino.save()

    with pytest.raises(sign_in.SignInRefused):
        knock(PASSWORD)


def test_sixth_try_waits_even_with_the_right_password(aino: StaffUser) -> None:
    assert knock(PASSWORD) == aino
    fail(5)

    with pytest.raises(sign_in.SignInDelayed) as delayed:
        knock(PASSWORD, after=0.5)

    assert delayed.value.seconds == 1
    assert knock(PASSWORD, after=1) == aino


def test_unknown_name_waits_the_same(aino: StaffUser) -> None:
    assert aino.username != "nobody"
    fail(5, username="nobody")

    with pytest.raises(sign_in.SignInDelayed):
        knock("wrong", username="nobody")


def test_failures_are_forgotten_after_an_hour(aino: StaffUser) -> None:
    fail(5)

    assert knock(PASSWORD, after=3600) == aino


def test_address_that_tries_many_names_waits(aino: StaffUser) -> None:
    for number in range(20):
        fail(1, username=f"nobody{number}")

    with pytest.raises(sign_in.SignInDelayed):
        knock(PASSWORD)
    assert knock(PASSWORD, address=AWAY) == aino


def test_strangers_cannot_keep_the_owner_out(aino: StaffUser) -> None:
    device = sign_in.remembered(knock(PASSWORD))
    fail(5, address=AWAY)
    with pytest.raises(sign_in.SignInDelayed):
        knock(PASSWORD)

    assert knock(PASSWORD, device=device) == aino


def test_known_browser_is_slowed_on_its_own(aino: StaffUser) -> None:
    device = sign_in.remembered(aino)
    for _ in range(5):
        with pytest.raises(sign_in.SignInRefused):
            knock("wrong", device=device)

    with pytest.raises(sign_in.SignInDelayed):
        knock(PASSWORD, device=device)


@pytest.mark.parametrize("device", ["", "x", "x:y:z"])
def test_forged_browser_counts_as_a_stranger(aino: StaffUser, device: str) -> None:
    assert aino.is_active
    fail(5, address=AWAY)

    with pytest.raises(sign_in.SignInDelayed):
        knock(PASSWORD, device=device)


def test_browser_of_another_account_counts_as_a_stranger(aino: StaffUser) -> None:
    device = sign_in.remembered(StaffUser(username="eino"))
    fail(5, address=AWAY)
    assert staff.member(aino.id, NOW).is_active

    with pytest.raises(sign_in.SignInDelayed):
        knock(PASSWORD, device=device)


def test_what_is_counted_names_nobody(aino: StaffUser) -> None:
    fail(1)

    keys = set(SignInAttempt.objects.values_list("key", flat=True))

    assert len(keys) == 2
    assert not any(aino.username in key or HOME in key for key in keys)


def test_sign_out_is_audited(aino: StaffUser) -> None:
    sign_in.sign_out(staff_id=aino.id, now=NOW)

    assert AuditLeaf.objects.order_by("-seq")[0].action == "staff.signed-out"


def test_confirming_needs_the_password_and_is_slowed(aino: StaffUser) -> None:
    sign_in.confirm(username="aino", password=PASSWORD, address=HOME, now=NOW)
    for _ in range(5):
        with pytest.raises(sign_in.SignInRefused):
            sign_in.confirm(username="aino", password="wrong", address=HOME, now=NOW)

    with pytest.raises(sign_in.SignInDelayed):
        sign_in.confirm(username="aino", password=PASSWORD, address=HOME, now=NOW)
    assert knock(PASSWORD) == aino
