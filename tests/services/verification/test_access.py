"""Roles serve the notice and were given openly; protection is looked at."""

from dataclasses import replace
from uuid import UUID

import pytest

from seloste.domain.staff import Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, NoticeVersion, StaffRole
from seloste.services.verification import verify
from tests.fakes.installation import FakeInstallation
from tests.services.conftest import NOW
from tests.services.verification.conftest import Ask, broken, employ, found


def test_roles_given_openly_are_evidence(ask: Ask) -> None:
    employ("eino", Role.AGENT)
    employ("onni", Role.DPO, register="")
    employ("helmi", Role.ADMIN, register="")

    result = ask("R-23")

    assert found(result, "roles-in-notice").count == 3
    assert result.verdict is Verdict.GAP  # nobody has stated the rest


def test_a_role_nobody_needs_is_broken(ask: Ask) -> None:
    employ("eino", Role.AGENT, register="sok-mara")
    assert ask("R-23").verdict is not Verdict.BROKEN
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace("roles: [trainer]", "roles: [agent]")
    row.save()

    employ("tuula", Role.TRAINER)

    assert "role-without-purpose" in broken(ask("R-23"))


def test_a_role_given_behind_the_log_is_broken(ask: Ask) -> None:
    eino = employ("eino", Role.AGENT)
    assert ask("R-23").verdict is not Verdict.BROKEN
    StaffRole.objects.create(
        staff_id=eino, role=Role.TRAINER, granted_at=NOW, granted_by="operator:0"
    )

    assert broken(ask("R-23")) == {"role-unrecorded"}


def test_a_role_given_to_oneself_is_broken(ask: Ask) -> None:
    eino = employ("eino", Role.AGENT)
    StaffRole.objects.update(granted_by=f"staff:{eino}")

    assert broken(ask("R-23")) == {"role-self-granted"}


def test_a_role_that_has_ended_reaches_nothing(ask: Ask) -> None:
    employ("eino", Role.AGENT)
    StaffRole.objects.update(ends_at=NOW)

    assert found(ask("R-23"), "roles-in-notice").count == 0


def test_protection_is_proved_but_for_what_is_built_later(ask: Ask) -> None:
    result = ask("R-21")

    gaps = {one.code for one in result.evidence if one.verdict is Verdict.GAP}
    assert gaps == {"second-factor-not-built", "statement-missing"}
    assert found(result, "root-key-private").verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"root_key_private": False}, "root-key-exposed"),
        ({"keys_forgettable": False}, "keys-recoverable"),
        ({"passwords_hashed": False}, "passwords-weak"),
        ({"debug": True}, "debug-on"),
    ],
)
def test_a_protection_that_is_off_is_broken(
    ask: Ask, installation: FakeInstallation, change: dict[str, bool], code: str
) -> None:
    assert ask("R-21").verdict is not Verdict.BROKEN
    installation.change(**change)

    assert broken(ask("R-21")) == {code}


@pytest.mark.parametrize(
    ("change", "code"),
    [({"https": False}, "https-missing"), ({"keys_apart": False}, "keys-together")],
)
def test_a_protection_that_is_not_set_up_is_a_gap(
    ask: Ask, installation: FakeInstallation, change: dict[str, bool], code: str
) -> None:
    installation.change(**change)

    assert found(ask("R-21"), code).verdict is Verdict.GAP


def test_an_installation_nobody_can_look_at_is_a_gap(
    desk: Desk, kept: dict[str, UUID]
) -> None:
    unseen = replace(desk, installation=None)

    report = verify("retta", desk=unseen, now=NOW, promises=["R-21", "R-16", "R-11"])

    assert {result.verdict for result in report.results} == {Verdict.GAP}
    assert all(found(one, "installation-unknown") for one in report.results)


def test_the_log_is_never_written_by_looking(ask: Ask) -> None:
    before = AuditLeaf.objects.count()

    ask("R-21")

    assert AuditLeaf.objects.count() == before
