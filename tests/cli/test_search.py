"""``seloste search`` says how the index stands, and makes it anew."""

from pathlib import Path

import pytest
from django.conf import settings

from seloste import wiring
from seloste.cli.search import search
from seloste.domain.contact import Kind
from seloste.domain.staff import system
from seloste.records.models import Job, SealedObject
from seloste.services import backup as backups
from seloste.services import indexing, sources
from seloste.services.capture import capture
from tests.cli.conftest import Run
from tests.services.deliveries import mail
from tests.services.job_table import empty_jobs

pytestmark = pytest.mark.usefixtures("notices")


@pytest.fixture
def letters() -> None:
    """Three mails that nobody has indexed."""
    desk, now = wiring.desk(), wiring.clock().now()
    sources.register_source(
        slug="retta-mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="",
        actor=system("setup"),
        now=now,
    )
    for number in range(3):
        capture(
            mail(source_id=f"<{number}@example.fi>", started_at=now), desk=desk, now=now
        )


def test_a_rebuild_that_is_due_is_said_and_done(letters: None, run: Run) -> None:
    before = run(search, "status")
    made = run(search, "rebuild")
    after = run(search, "status")

    assert before.exit_code == 1
    assert "run `seloste search rebuild`" in before.output
    assert made.output == "indexed 3 texts, 0 had none\n"
    assert after.exit_code == 0
    assert "texts      3 of 3" in after.output


def test_what_waits_is_said_and_asked_for_again(letters: None, run: Run) -> None:
    run(search, "rebuild")
    assert "complete   yes" in run(search, "status").output
    indexing.parts(wiring.desk())[0].forget(
        [SealedObject.objects.filter(kind=Kind.MESSAGE)[0].pk]
    )
    Job.objects.all().delete()
    empty_jobs()

    status = run(search, "status")
    asked = run(search, "ask-again")

    assert "texts      2 of 3" in status.output
    assert "complete   not yet, 1 to come" in status.output
    assert status.exit_code == 0
    assert asked.output == "asked for transcripts 0, texts 1\n"


def test_a_new_installation_has_nothing_to_rebuild(
    installation: Path, run: Run
) -> None:
    indexing.begin(desk=wiring.desk())

    assert run(search, "status").exit_code == 0


def test_no_backup_has_a_word_of_the_index(
    letters: None, run: Run, tmp_path: Path
) -> None:
    run(search, "rebuild")
    desk = wiring.desk()
    index = list(Path(str(settings.DATA)).glob("search.sqlite3*"))
    assert [one for one in index if b"vesivahinko" in one.read_bytes()]

    made = backups.back_up_data(
        tmp_path / "backup",
        backups=wiring.data_backups(),
        desk=desk,
        actor=system("setup"),
        now=wiring.clock().now(),
    )

    files = [one for one in made.path.rglob("*") if one.is_file()]
    assert files
    assert not [one for one in files if "search" in one.name]
    assert not [one for one in files if b"vesivahinko" in one.read_bytes()]
