"""The scratch installation of a drill, as its scenario drives it."""

import contextlib
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import seloste
from seloste import wiring
from seloste.cli.main import seloste as command
from seloste.ports.desk import Desk
from seloste.services import drill_scenario
from seloste.services.drill import Step

EXAMPLES = Path(seloste.__file__).parents[2] / "examples"
VERIFIER = Path(__file__).with_name("standalone_verifier.py")


class Scratch:
    """Implements ``seloste.services.drill_scenario.Scratch`` below ``home``."""

    examples = EXAMPLES
    verifier = VERIFIER

    def __init__(self, home: Path) -> None:
        self.home = home

    def desk(self) -> Desk:
        """Return the ports as they are now."""
        return wiring.desk()

    def move_to(self, moment: datetime) -> None:
        """Drive the clock forward to a moment."""
        clock = wiring.drill_clock()
        clock.move(moment - clock.now())

    def seloste(self, *arguments: str) -> str:
        """Run a command as it is typed and return what it prints."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            command.main(list(arguments), standalone_mode=False)
        return out.getvalue()


def play(home: Path) -> Iterator[Step]:
    """Play the scenario below ``home``."""
    return drill_scenario.play(Scratch(home))
