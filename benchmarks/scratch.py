"""A scratch installation for measurements, on a real disk, removed afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
ROOM = Path(os.environ.get("BENCH_DIR", REPOSITORY / ".bench"))


@contextmanager
def folder() -> Iterator[Path]:
    """Yield an empty folder on the disk that is measured."""
    ROOM.mkdir(exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=ROOM))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def settings_of(home: Path, *, database: str = "") -> dict[str, str]:
    """Return the environment of an installation in ``home``."""
    return {
        "SELOSTE_DATA": str(home / "data"),
        "SELOSTE_KEYS": str(home / "keys"),
        "SELOSTE_ROOT_KEY": str(home / "root.key"),
        "SELOSTE_DRILL_CLOCK": str(home / "clock.json"),
        "SELOSTE_SECRET_KEY": "only-for-measuring",
        "SELOSTE_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
    }


def install(home: Path, *, database: str = "") -> None:
    """Make the stores in ``home`` in this process and publish the examples."""
    os.environ.update(settings_of(home, database=database))
    import django

    django.setup()
    from django.core.management import call_command

    from seloste import wiring
    from seloste.domain.staff import system
    from seloste.services import sources
    from seloste.services.notices import store

    wiring.initialise()
    call_command("migrate", interactive=False, verbosity=0)
    now = datetime.now(UTC)
    for name in ("retta", "sok-mara"):
        text = (REPOSITORY / "examples" / f"{name}.yaml").read_text("utf-8")
        store.publish(text=text, actor=system("bench"), now=now, key_backup_days=7)
    for slug, preset in (("bench-mail", "mail"), ("bench-calls", "manifest")):
        sources.register_source(
            slug=slug,
            register="retta",
            preset=preset,
            time_zone="Europe/Helsinki",
            address="",
            actor=system("bench"),
            now=now,
        )
