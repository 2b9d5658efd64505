"""How large a run is: from the environment, so that it fits the machine.

``BENCH_SHORT=1`` is the mode for small machines; each number can be set by itself.
"""

import os
from dataclasses import dataclass, fields, replace

DAY_CONTACTS = 21_000
AGENTS = 300


@dataclass(frozen=True, slots=True)
class Scale:
    """A share of the day, and how many times faster than the clock it is replayed.

    A day of 300 agents has 21,000 contacts. A run takes ``day_share`` of them and
    lets them arrive at ``day_pressure`` times the rate of the real day.
    """

    day_share: float = 0.02
    day_pressure: float = 12.0
    call_seconds: int = 240
    inbox: int = 4_000_000
    pages: int = 15
    chats: int = 500
    speakers: int = 16
    consoles: int = 20
    chat_seconds: float = 15.0

    def told(self) -> dict[str, float]:
        """Return what results.json keeps of it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


SHORT = Scale(
    day_share=0.004,
    call_seconds=20,
    inbox=20_000,
    pages=3,
    chats=24,
    speakers=8,
    consoles=4,
    chat_seconds=4.0,
)


def scale() -> Scale:
    """Return the scale of this run: ``BENCH_DAY_SHARE`` and so on win over the mode."""
    chosen = SHORT if os.environ.get("BENCH_SHORT") else Scale()
    given = {
        field.name: type(getattr(chosen, field.name))(
            os.environ[f"BENCH_{field.name.upper()}"]
        )
        for field in fields(chosen)
        if f"BENCH_{field.name.upper()}" in os.environ
    }
    return replace(chosen, **given)
