"""A witness that remembers in memory."""

from collections.abc import Iterator

from seloste.ports.witness import WitnessUnavailable


class FakeWitness:
    """Remembers signed checkpoints; ``broken`` makes it fail like a full disk."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.broken = False

    def last(self) -> str | None:
        return self.told[-1] if self.told else None

    def notes(self) -> Iterator[str]:
        return iter(self.told)

    def remember(self, note: str) -> None:
        if self.broken:
            raise WitnessUnavailable("the witness cannot be written")
        self.told.append(note)
