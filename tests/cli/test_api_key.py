"""``seloste api-key``: issued once, listed without themselves, ended."""

from datetime import timedelta

import pytest

from seloste import wiring
from seloste.cli.api_key import api_key
from seloste.domain.api_key import ApiKeyInvalid
from seloste.records.models import ApiKey, StaffUser
from seloste.services import api_keys
from seloste.services.sources import TokenRefused
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices", "eino")]
ISSUE = ("issue", "eino", "--name", "raportti", "--scope", "work:read")


@pytest.fixture
def eino() -> StaffUser:
    """Eino, who works here."""
    return StaffUser.objects.create(
        username="eino", display_name="Eino", is_active=True
    )


def test_a_printed_key_acts_as_its_person(run: Run, eino: StaffUser) -> None:
    key = run(api_key, *ISSUE).stdout.strip()

    caller = api_keys.caller_of(key, now=wiring.clock().now())
    assert caller.staff_id == eino.pk


def test_keys_are_listed_without_themselves(run: Run) -> None:
    key = run(api_key, *ISSUE, "--register", "retta").stdout.strip()

    listed = run(api_key, "list").stdout

    assert "eino\traportti\tretta\twork:read\tuntil" in listed
    assert key not in listed


def test_an_ended_key_opens_nothing(run: Run) -> None:
    key = run(api_key, *ISSUE).stdout.strip()

    run(api_key, "revoke", str(ApiKey.objects.get().pk))

    assert "revoked" in run(api_key, "list").stdout
    with pytest.raises(TokenRefused):
        api_keys.caller_of(key, now=wiring.clock().now())


def test_a_key_that_is_over_is_said_to_be(run: Run) -> None:
    run(api_key, *ISSUE)
    before = wiring.clock().now() - timedelta(days=1)
    ApiKey.objects.update(expires_at=before)

    assert "\tover\t" in run(api_key, "list").stdout


def test_a_register_that_is_none_is_refused(run: Run) -> None:
    with pytest.raises(ApiKeyInvalid, match="unknown-register"):
        run(api_key, *ISSUE, "--register", "nowhere")
