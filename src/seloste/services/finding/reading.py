"""A text as the detectors read it: its characters and its runs of digits."""

from dataclasses import dataclass
from itertools import pairwise

from seloste.services.finding.runs import Run, runs


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its runs, tens joined to units (``runs``) and not (``loose``)."""

    text: str
    runs: tuple[Run, ...]
    loose: tuple[Run, ...]

    def both(self) -> tuple[Run, ...]:
        """Return every run, read in either way."""
        return self.runs if self.runs == self.loose else (*self.runs, *self.loose)


def read(text: str) -> Reading:
    """Return the reading of a text."""
    return Reading(text, tuple(runs(text)), tuple(runs(text, join_tens=False)))


def gaps(run: Run, text: str) -> list[str]:
    """Return what stands between the digits of a run, without what says them."""
    pairs = pairwise(run.digits)
    return [
        text[one.end : other.start] for one, other in pairs if one.end < other.start
    ]
