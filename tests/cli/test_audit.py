"""``seloste audit``: check, prove and export from the command line."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import transaction
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.cli import standalone_verifier
from seloste.cli.audit import audit as command
from seloste.domain.audit import Action
from seloste.domain.staff import Actor, Role
from seloste.records.models.audit import AuditLeaf
from seloste.services import audit
from seloste.services.audit import LeafUnknown, ProofPending, RolledBack

pytestmark = pytest.mark.django_db
AINO = Actor(id="staff:00000000-0000-4000-8000-00000000a110", role=Role.RECORDS_MANAGER)
CONTACT = "11111111-1111-4111-8111-111111111111"

type Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _installation(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path / "data"
    settings.KEYS = tmp_path / "keys"
    settings.ROOT_KEY = tmp_path / "root.key"
    wiring.desk.cache_clear()
    wiring.initialise()
    yield
    wiring.desk.cache_clear()


@pytest.fixture
def run() -> Run:
    """Return the command line, which raises what it does not anticipate."""

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(command, arguments)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(autouse=True)
def _three_leaves() -> None:
    for action in (
        Action.CONTACT_CAPTURED,
        Action.CONTENT_OPENED,
        Action.HOLD_PLACED,
    ):
        with transaction.atomic():
            audit.record(
                action=action,
                actor=AINO,
                object_id=CONTACT,
                now=datetime(2024, 7, 1, 9, 0, tzinfo=UTC),
                details={"items": 1},
            )


def test_a_sound_log_is_verified(run: Run) -> None:
    run("checkpoint")

    result = run("verify")

    assert result.exit_code == 0
    assert result.output.startswith("3 leaves, 2 checkpoints, root ")
    assert result.output.endswith(": the log holds\n")


def test_a_changed_log_is_status_one_and_says_what(run: Run) -> None:
    run("checkpoint")
    AuditLeaf.objects.filter(seq=1).update(object_id="other")

    result = run("verify")

    assert result.exit_code == 1
    assert result.output.startswith("leaf-changed: leaf 1 was changed: object_id\n")


def test_the_report_can_be_parsed(run: Run) -> None:
    run("checkpoint")
    AuditLeaf.objects.filter(seq=2).delete()

    result = run("verify", "--format", "json")

    report = json.loads(result.output)
    assert (result.exit_code, report["sound"], report["size"]) == (1, False, 2)
    assert {defect["code"] for defect in report["defects"]} == {"rolled-back"}


def test_a_checkpoint_taken_out_before_is_compared(run: Run, tmp_path: Path) -> None:
    taken_out = tmp_path / "before"
    taken_out.write_text(run("checkpoint").output, encoding="utf-8")
    assert run("verify", "--checkpoint", str(taken_out)).exit_code == 0
    wiring.witness_file().unlink()
    AuditLeaf.objects.filter(seq=2).delete()

    result = run("verify", "--checkpoint", str(taken_out))

    assert result.exit_code == 1
    assert "the file has seen 3 leaves" in result.output


def test_what_contradicts_the_witness_is_not_signed(run: Run) -> None:
    run("checkpoint")
    AuditLeaf.objects.filter(seq=2).delete()

    with pytest.raises(RolledBack):
        run("checkpoint")


def test_a_proof_and_a_leaf_satisfy_the_stand_alone_verifier(run: Run) -> None:
    run("checkpoint")

    proof, leaf = run("proof", "1").output, run("leaf", "1").output
    key = standalone_verifier.read_key(run("key").output)

    found = standalone_verifier.check_leaf(leaf.strip().encode(), proof, key)
    assert found["action"] == "content.opened"


def test_an_objects_newest_leaf_is_proved(run: Run) -> None:
    run("checkpoint")

    assert run("proof", CONTACT).output == run("proof", "2").output


def test_a_proof_waits_for_a_checkpoint(run: Run) -> None:
    with pytest.raises(ProofPending):
        run("proof", "1")


@pytest.mark.parametrize("id_", ["nothing", "22222222-2222-4222-8222-222222222222"])
def test_what_the_log_does_not_know_has_no_proof(run: Run, id_: str) -> None:
    with pytest.raises(LeafUnknown):
        run("proof", id_)


def test_an_export_satisfies_the_stand_alone_verifier(run: Run, tmp_path: Path) -> None:
    note = run("checkpoint").output
    run("export", str(tmp_path / "log.jsonl"))

    key = standalone_verifier.read_key(run("key").output)
    head = standalone_verifier.read_checkpoint(note, key)
    with (tmp_path / "log.jsonl").open("rb") as log:
        assert standalone_verifier.check_log(log, [head]).startswith("3 leaves")


def test_the_verifier_is_printed_as_it_is(run: Run) -> None:
    source = Path(standalone_verifier.__file__).read_text(encoding="utf-8")

    assert run("verifier").output == source


def test_leaves_are_listed_newest_first(run: Run) -> None:
    lines = run("list", "--limit", "2").output.splitlines()

    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert "hold.placed" in lines[0]


def test_leaves_are_listed_by_action_and_by_object(run: Run) -> None:
    by_action = run("list", "--action", "content.opened").output.splitlines()
    by_object = run("list", "--about", CONTACT).output.splitlines()

    assert (len(by_action), len(by_object)) == (1, 3)
    assert by_action[0] == by_object[1]
