"""A figure, its peer of the same run, and how they are written down."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement beside a limit or a peer; ``aim`` is what is wanted.

    ``ratio`` is value over peer where both have the same unit.
    """

    group: str
    name: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        """Return value over peer, where there is a peer."""
        return self.value / self.peer_value if self.peer_value else None

    def to_dict(self) -> dict[str, object]:
        """Return what results.json keeps."""
        return asdict(self) | {"ratio": self.ratio}

    def line(self) -> str:
        """Return one line for the terminal."""
        text = f"{self.name:<52} {self.value:>12,.2f} {self.unit}"
        if self.peer_value is not None:
            text += f"   {self.peer}: {self.peer_value:,.2f} (x{self.ratio:.2f})"
        return text + (f"   aim: {self.aim}" if self.aim else "")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
