"""A real installation below a folder, for programs that die, race or run full.

Imported by programs of their own process only: it chooses Django's settings.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def settle(home: Path, *, data: Path | None = None) -> None:
    """Choose the settings; ``SELOSTE_DATABASE`` stays as it is given."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
        "SELOSTE_DATA": str(data or home / "data"),
        "SELOSTE_KEYS": str(home / "keys"),
        "SELOSTE_ROOT_KEY": str(home / "root.key"),
        "SELOSTE_SECRET_KEY": "only-for-tests",
    }
    os.environ.setdefault("SELOSTE_RESERVE_MB", "0")
    import django  # noqa: PLC0415 - settings come first

    django.setup()


def install() -> None:
    """Make the stores and tables, one register and its source of mails."""
    from django.core.management import call_command  # noqa: PLC0415

    from seloste import wiring  # noqa: PLC0415
    from seloste.domain.staff import system  # noqa: PLC0415
    from seloste.services import sources  # noqa: PLC0415
    from seloste.services.notices import store  # noqa: PLC0415
    from tests.services.desks import EXAMPLES  # noqa: PLC0415

    wiring.initialise()
    call_command("migrate", interactive=False, verbosity=0)
    setup = system("setup")
    text = (EXAMPLES / "retta.yaml").read_text(encoding="utf-8")
    store.publish(text=text, actor=setup, now=NOW, key_backup_days=7)
    sources.register_source(
        slug="retta-mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="",
        actor=setup,
        now=NOW,
    )


def deliver(number: int, *, now: datetime = NOW) -> UUID:
    """Capture the mail of that number and return its contact."""
    from seloste import wiring  # noqa: PLC0415
    from seloste.services.capture import capture  # noqa: PLC0415
    from tests.services.deliveries import mail  # noqa: PLC0415

    receipt = capture(
        mail(source_id=f"<{number}@example.fi>"), desk=wiring.desk(), now=now
    )
    assert receipt.id, receipt
    return receipt.id


def hours(number: int) -> datetime:
    """Return a time of its own for the round of that number."""
    return NOW + timedelta(hours=6 * number)
