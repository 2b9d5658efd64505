"""How a check says what it found."""

from collections.abc import Collection

from seloste.domain.verification import Evidence, Verdict

SHOWN = 10


def proved(code: str, count: int = 0, ids: Collection[object] = ()) -> Evidence:
    """Say that machine evidence shows it kept."""
    return Evidence(code, Verdict.PROVED, count, _some(ids))


def attested(code: str, count: int = 0, ids: Collection[object] = ()) -> Evidence:
    """Say that somebody's statement is all that shows it."""
    return Evidence(code, Verdict.ATTESTED, count, _some(ids))


def gap(code: str, count: int = 0, ids: Collection[object] = ()) -> Evidence:
    """Say that nothing here keeps or shows it yet."""
    return Evidence(code, Verdict.GAP, count, _some(ids))


def broken(code: str, count: int = 0, ids: Collection[object] = ()) -> Evidence:
    """Say that evidence shows it is not kept."""
    return Evidence(code, Verdict.BROKEN, count, _some(ids))


def all_or_broken(
    wrong: Collection[object], *, right: str, count: int, otherwise: str
) -> Evidence:
    """Say ``right`` of ``count`` things, or ``otherwise`` naming those wrong."""
    if wrong:
        return broken(otherwise, len(wrong), wrong)
    return proved(right, count)


def any_broken(wrong: Collection[object], code: str) -> tuple[Evidence, ...]:
    """Say that some are wrong, or nothing where none is."""
    return (broken(code, len(wrong), wrong),) if wrong else ()


def _some(ids: Collection[object]) -> tuple[str, ...]:
    """Return the first few as text, in order, so that a report stays readable."""
    return tuple(sorted(str(one) for one in ids)[:SHOWN])
