"""The desk of a command that captures, destroys or serves: checked first."""

from seloste import wiring
from seloste.ports.desk import Desk
from seloste.services import startup


def open_desk() -> Desk:
    """Return the ports of an installation that is in order, or refuse.

    Raises NotInitialised, RestoreUnfinished and what ``startup.check`` raises.
    """
    desk = wiring.desk()
    startup.check(desk)
    return desk
