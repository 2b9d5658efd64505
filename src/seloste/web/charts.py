"""Bars, lines and gauges, ready to be drawn as SVG: whole numbers, no styles.

The picture is for those who see it; every chart stands beside a table of the
same figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

STEP, THICKNESS, HEIGHT, LEAST = 100, 72, 1000, 20
WEEK = 7


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of thing counted: its name in the style sheet, and in words."""

    css: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """What was counted for a day, or for the days from it, by series.

    ``label`` is what it is called where that is not its day.
    """

    day: date
    values: tuple[int, ...]
    label: str = ""

    @property
    def total(self) -> int:
        """Return everything counted."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a bar."""

    css: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its pieces from the bottom up."""

    x: int
    column: Column
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side; ``top`` is the count that reaches the upper edge."""

    series: tuple[Series, ...]
    columns: tuple[Column, ...]
    bars: tuple[Bar, ...]
    top: int
    width: int
    thickness: int = THICKNESS
    height: int = HEIGHT

    @property
    def total(self) -> int:
        """Return everything counted."""
        return sum(column.total for column in self.columns)

    @property
    def ticks(self) -> tuple[date, ...]:
        """Return the days named below the bars: first, middle and last."""
        days = [column.day for column in self.columns]
        return (days[0], days[len(days) // 2], days[-1]) if days else ()

    @property
    def marks(self) -> tuple[Column, ...]:
        """Return the columns named below the bars: first, middle and last."""
        every = self.columns
        return (every[0], every[len(every) // 2], every[-1]) if every else ()

    @property
    def rows(self) -> tuple[Column, ...]:
        """Return the columns in which something was counted, for the table."""
        return tuple(column for column in self.columns if column.total)


def chart(series: Sequence[Series], columns: Iterable[Column]) -> Chart:
    """Return a chart of columns in their order, without series that are empty."""
    series, columns = _with_something(series, tuple(columns))
    top = max((column.total for column in columns), default=0)
    return Chart(
        series=series,
        columns=columns,
        bars=tuple(
            Bar(number * STEP, column, _blocks(series, column, top))
            for number, column in enumerate(columns)
        ),
        top=top,
        width=max(1, len(columns)) * STEP,
    )


def _with_something(
    series: Sequence[Series], columns: tuple[Column, ...]
) -> tuple[tuple[Series, ...], tuple[Column, ...]]:
    kept = [
        number
        for number in range(len(series))
        if any(column.values[number] for column in columns)
    ]
    return (
        tuple(series[number] for number in kept),
        tuple(
            replace(column, values=tuple(column.values[number] for number in kept))
            for column in columns
        ),
    )


def by_week(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return daily columns added up in weeks from the first day."""
    weeks: dict[date, tuple[int, ...]] = {}
    for column in columns:
        past = (column.day - columns[0].day).days % WEEK
        first = column.day - timedelta(days=past)
        before = weeks.get(first, (0,) * len(column.values))
        weeks[first] = tuple(map(sum, zip(before, column.values, strict=True)))
    return tuple(Column(day, values) for day, values in weeks.items())


@dataclass(frozen=True, slots=True)
class Line:
    """A line over time: its points as SVG takes them, and what the top stands for."""

    points: str
    top: int
    width: int
    height: int = HEIGHT


def line(values: Sequence[int]) -> Line:
    """Return a line through values at equal distances."""
    top = max(values, default=0)
    return Line(
        points=" ".join(
            f"{number * STEP},{HEIGHT - value * HEIGHT // (top or 1)}"
            for number, value in enumerate(values)
        ),
        top=top,
        width=max(1, len(values) - 1) * STEP,
    )


def _blocks(series: Sequence[Series], column: Column, top: int) -> tuple[Block, ...]:
    blocks, below = [], HEIGHT
    for one, value in zip(series, column.values, strict=True):
        if value:
            height = max(LEAST, value * HEIGHT // top)
            below = max(0, below - height)
            blocks.append(Block(one.css, below, height))
    return tuple(blocks)


def percent(part: int, whole: int) -> int:
    """Return a part of a whole as a percentage; something is never nothing."""
    if part <= 0 or whole <= 0:
        return 0
    return min(100, max(1, round(100 * part / whole)))
