"""Backups are there, recent, and none brings back what was destroyed."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import Heartbeat
from seloste.services import audit, backup
from tests.services.conftest import NOW, SETUP
from tests.services.verification.conftest import Ask, broken, found


def data_backup() -> None:
    """Record a backup of the data, as its service does."""
    with transaction.atomic():
        audit.record(action=Action.BACKUP_MADE, actor=SETUP, object_id="data", now=NOW)


def test_no_backup_is_a_gap(ask: Ask) -> None:
    assert found(ask("S-22"), "backups-not-built").verdict is Verdict.GAP


def test_data_without_its_keys_is_a_gap(ask: Ask) -> None:
    data_backup()

    assert found(ask("S-22"), "backup-keys-missing").verdict is Verdict.GAP


def test_recent_backups_of_both_are_proved_and_then_old(
    ask: Ask, desk: Desk, tmp_path: Path
) -> None:
    data_backup()
    backup.back_up_keys(tmp_path / "apart", desk=desk, actor=SETUP, now=NOW)
    assert ask("S-22").verdict is Verdict.PROVED

    result = ask("S-22", at=NOW + timedelta(days=3))

    assert broken(result) == {"backup-old"}


def test_a_key_backup_that_outlives_its_time_is_broken(
    ask: Ask, desk: Desk, kept: dict[str, UUID], tmp_path: Path
) -> None:
    backup.back_up_keys(tmp_path / "apart", desk=desk, actor=SETUP, now=NOW)
    assert ask("S-14").verdict is Verdict.PROVED
    at = NOW + timedelta(days=desk.key_backup_days + 1, minutes=1)
    Heartbeat.objects.filter(name="sweep").update(at=at)

    assert broken(ask("S-14", at=at)) == {"key-backup-late"}
