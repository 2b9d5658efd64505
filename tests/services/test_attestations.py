"""Statements: by name, dated, for a year at most, and in the log."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import Attestation, AuditLeaf, StaffUser
from seloste.services import attestations, audit
from seloste.services.attestations import AttestationRefused
from tests.services.conftest import NOW, SETUP
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture(autouse=True)
def onni(registers: None) -> UUID:
    """Onni is Retta's data protection officer."""
    return person("onni", Role.DPO)


def state(**changes: object) -> UUID:
    said: dict[str, object] = {
        "register": "retta",
        "promise": "R-22",
        "statement": "Arkisto on lukossa.",
        "valid_days": 90,
        "username": "Onni",
        "actor": SETUP,
        "now": NOW,
    }
    return attestations.attest(**{**said, **changes})  # type: ignore[arg-type]  # a test's own words


def test_a_statement_is_kept_by_name_and_date(onni: UUID) -> None:
    statement = state()

    row = Attestation.objects.get(pk=statement)
    assert (row.given_by_id, row.given_at) == (onni, NOW)
    assert row.valid_until == NOW + timedelta(days=90)


def test_a_statement_is_audited_without_its_words(onni: UUID) -> None:
    statement = state()

    leaf = audit.newest_about(statement)
    assert leaf.action == "attestation.given"
    assert leaf.details["staff"] == str(onni)
    assert "lukossa" not in AuditLeaf.objects.get(seq=leaf.seq).body


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"promise": "R-99"}, "unknown-promise"),
        ({"statement": "  "}, "no-statement"),
        ({"valid_days": 367}, "valid-too-long"),
        ({"valid_days": 0}, "valid-too-long"),
        ({"username": "maija"}, "not-staff"),
        ({"register": "sok-mara", "promise": "S-20"}, "not-staff"),
    ],
)
def test_what_cannot_be_stated_is_refused(
    changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(AttestationRefused) as refusal:
        state(**changes)

    assert refusal.value.reason == reason
    assert not Attestation.objects.exists()


def test_somebody_who_has_left_states_nothing() -> None:
    StaffUser.objects.update(is_active=False)

    with pytest.raises(AttestationRefused):
        state()


def test_a_statement_that_cannot_be_audited_is_not_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "record", refuse)

    with pytest.raises(RuntimeError):
        state()
    assert not Attestation.objects.exists()


def test_the_latest_statement_counts() -> None:
    state(valid_days=365)
    later = state(valid_days=1, now=NOW + timedelta(hours=1))

    found = attestations.standing(
        register="retta", promise="R-22", now=NOW + timedelta(days=3)
    )

    assert found is not None
    assert (found.id, found.fresh, found.given_by) == (later, False, "onni")


def test_nothing_said_is_nothing() -> None:
    found = attestations.standing(register="retta", promise="R-24", now=NOW)

    assert found is None
