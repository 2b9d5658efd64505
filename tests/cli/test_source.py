"""``seloste source``: who may hand over, attestations and tokens."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from seloste import wiring
from seloste.cli.source import source
from seloste.domain.retention import local_day
from seloste.records.models import ApiToken
from seloste.services import sources
from seloste.services.sources import SourceInvalid, TokenRefused
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
ADD = ("add", "pbx", "--register", "retta", "--preset", "freepbx")


def test_a_source_is_added_and_listed(run: Run) -> None:
    assert run(source, *ADD).stdout == "pbx hands over to retta\n"

    assert run(source, "list").stdout == "pbx\tretta\tfreepbx\n"


def test_an_attestation_shows_in_the_list(run: Run) -> None:
    run(source, *ADD)

    until = local_day(wiring.clock().now() + timedelta(days=90))
    assert run(source, "attest", "pbx", "--days", "90").stdout == (
        f"attested until {until}\n"
    )

    assert run(source, "list").stdout.endswith(f"announcement attested until {until}\n")


def test_a_printed_token_opens_its_source(run: Run) -> None:
    run(source, *ADD)

    token = run(source, "token", "pbx").stdout.strip()

    assert sources.source_of_token(token, now=wiring.clock().now()).slug == "pbx"


def test_a_revoked_token_opens_nothing(run: Run) -> None:
    run(source, *ADD)
    token = run(source, "token", "pbx").stdout.strip()

    assert run(source, "revoke", str(ApiToken.objects.get().id)).stdout == "revoked\n"

    with pytest.raises(TokenRefused):
        sources.source_of_token(token, now=wiring.clock().now())


def test_a_register_that_is_not_there_is_refused(run: Run) -> None:
    with pytest.raises(SourceInvalid):
        run(source, "add", "pbx", "--register", "no", "--preset", "freepbx")


def test_a_preset_that_is_not_there_is_wrong_usage() -> None:
    result = CliRunner().invoke(
        source, ["add", "pbx", "--register", "retta", "--preset", "fax"]
    )

    assert result.exit_code == 2


def test_tokens_are_listed_without_themselves(run: Run) -> None:
    run(source, *ADD)
    token = run(source, "token", "pbx").stdout.strip()
    row = ApiToken.objects.get()

    listed = run(source, "tokens", "pbx").stdout

    assert listed.startswith(f"{row.pk}\tpbx\tissued ")
    assert "until" in listed
    assert token not in listed
    run(source, "revoke", str(row.pk))
    assert "revoked" in run(source, "tokens").stdout
