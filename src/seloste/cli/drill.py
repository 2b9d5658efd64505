"""The process of a drill: ``python -m seloste.cli.drill FOLDER``.

Makes an installation of its own below FOLDER, whatever this one's settings are,
and prints each step as a line of JSON. ``seloste verify --drill`` starts it.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path


def main(folder: Path) -> int:
    """Set up the scratch installation, play the scenario, print every step."""
    _settle(folder)
    from seloste.cli import drill_scratch  # noqa: PLC0415 - settings come first

    for step in drill_scratch.play(folder):
        sys.stdout.write(json.dumps(asdict(step)) + "\n")
        sys.stdout.flush()
        if not step.ok:
            return 1
    return 0


def _settle(folder: Path) -> None:
    """Choose the settings of the scratch installation, and no other."""
    for name in [name for name in os.environ if name.startswith("SELOSTE_")]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
        "SELOSTE_DATA": str(folder / "data"),
        "SELOSTE_KEYS": str(folder / "keys"),
        "SELOSTE_ROOT_KEY": str(folder / "root.key"),
        "SELOSTE_DRILL_CLOCK": str(folder / "clock.json"),
        "SELOSTE_RESERVE_MB": "1",
        "SELOSTE_LOG_NAME": "drill.seloste.local/log",
    }
    import django  # noqa: PLC0415 - settings come first

    django.setup()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
