"""A new version shortens, lengthens, allows or blocks: each change is told once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from seloste.domain.contact import Channel
from seloste.domain.notice import (
    Automation,
    Category,
    HoldKind,
    Mode,
    Notice,
    Period,
    Recipient,
    RetentionClass,
    Right,
    Text,
)
from seloste.domain.notice_diff import NoticesUnrelated, diff
from seloste.domain.staff import Role
from seloste.services.notices import document

RETTA, SOK = (
    document.load(Path(f"examples/{name}.yaml")) for name in ("retta", "sok-mara")
)
NAME = Text(fi="nimi", sv="namn", en="name")


def entry(notice: Notice, section: str, name: object, **changes: Any) -> Notice:
    """Change one entry of a section, found by its id, kind or channel."""
    entries = tuple(
        replace(e, **changes) if name in ids(e) else e for e in getattr(notice, section)
    )
    changed: dict[str, Any] = {section: entries}
    return replace(notice, **changed)


def drop(notice: Notice, section: str, name: object) -> Notice:
    kept = tuple(e for e in getattr(notice, section) if name not in ids(e))
    changed: dict[str, Any] = {section: kept}
    return replace(notice, **changed)


def ids(value: Any) -> tuple[object, ...]:
    return tuple(getattr(value, key, None) for key in ("id", "kind", "channel"))


def with_period(notice: Notice, class_id: str, period: Period | None) -> Notice:
    return entry(notice, "retention", class_id, period=period)


def test_the_same_notice_changes_nothing() -> None:
    assert diff(RETTA, RETTA) == ()


def test_other_words_change_nothing() -> None:
    assert diff(RETTA, replace(RETTA, explanations=(NAME,), subjects=NAME)) == ()


def test_two_registers_are_not_compared() -> None:
    with pytest.raises(NoticesUnrelated):
        diff(RETTA, SOK)


PERIODS = [
    (Period(days=180), Period(days=90), ["shortens"]),
    (Period(days=90), Period(days=180), ["lengthens"]),
    (Period(months=3), Period(months=6), ["lengthens"]),
    (Period(months=3), Period(months=2), ["shortens"]),
    (Period(months=3), Period(days=30), ["shortens"]),
    (Period(days=30), Period(months=3), ["lengthens"]),
    (Period(days=180), None, ["lengthens"]),
    (None, Period(days=180), ["shortens"]),
    # A quarter has 89 to 92 days: 90 days are sometimes more, sometimes less.
    (Period(months=3), Period(days=90), ["shortens", "lengthens"]),
    (Period(days=90), Period(months=3), ["shortens", "lengthens"]),
]


@pytest.mark.parametrize(("before", "after", "effects"), PERIODS)
def test_periods_are_compared(
    before: Period | None, after: Period | None, effects: list[str]
) -> None:
    old = with_period(RETTA, "service", before)

    changes = diff(old, with_period(RETTA, "service", after))

    assert [c.effect.value for c in changes] == effects
    assert {c.subject for c in changes} == {"retention.service"}


def test_a_shorter_period_reaches_back_and_a_longer_one_does_not() -> None:
    shorter = with_period(RETTA, "service", Period(days=90))

    (shortens,) = diff(RETTA, shorter)
    (lengthens,) = diff(shorter, RETTA)

    assert (shortens.reaches_back, lengthens.reaches_back) == (True, False)
    assert "applies at once" in shortens.text.en
    assert "does not reach back" in lengthens.text.en


def test_a_changed_period_tells_both_classes_and_both_periods() -> None:
    (change,) = diff(SOK, with_period(SOK, "recordings", Period(months=1)))

    assert change.before == SOK.retention[0]
    assert change.after == replace(SOK.retention[0], period=Period(months=1))
    assert (change.old, change.new) == ("at most 3 months", "at most 1 month")
    assert "enintään 3 kuukautta → enintään 1 kuukausi" in change.text.fi
    assert "högst 3 månader → högst 1 månad" in change.text.sv


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [("exactly", "at_most", "shortens"), ("at_most", "exactly", "lengthens")],
)
def test_the_same_period_binds_sooner_as_at_most(
    before: str, after: str, effect: str
) -> None:
    old = entry(RETTA, "retention", "service", mode=Mode(before))
    new = entry(RETTA, "retention", "service", mode=Mode(after))

    assert [c.effect.value for c in diff(old, new)] == [effect]


def test_a_channel_that_moves_to_another_class_changes_only_new_contacts() -> None:
    calls = RetentionClass(
        id="calls",
        name=NAME,
        promise="R-17",
        mode=Mode.EXACTLY,
        channels=frozenset({Channel.CALL}),
        period=Period(days=90),
    )
    others = frozenset(Channel) - {Channel.CALL}
    rest = entry(RETTA, "retention", "service", channels=others)

    change, added = diff(RETTA, replace(rest, retention=(*rest.retention, calls)))

    assert (added.effect.value, added.subject, added.new) == (
        "allows",
        "retention",
        "calls",
    )
    assert (change.effect.value, change.subject) == (
        "shortens",
        "retention.calls.channels.call",
    )
    assert not change.reaches_back
    assert "new contacts" in change.text.en


CHANGES: list[tuple[Callable[[Notice], Notice], list[tuple[str, str, str]]]] = [
    (
        lambda n: entry(n, "retention", "service", channels=frozenset({Channel.CALL})),
        [
            ("blocks", "capture", "chat"),
            ("blocks", "capture", "form"),
            ("blocks", "capture", "mail"),
            ("blocks", "capture", "paper"),
        ],
    ),
    (
        lambda n: drop(n, "retention", "complaint"),
        [("blocks", "retention", "complaint")],
    ),
    (
        lambda n: entry(n, "channels", Channel.CALL, announced=True),
        [("blocks", "capture.call", "recording before the caller was told")],
    ),
    (
        lambda n: entry(n, "channels", Channel.CALL, recorded=False),
        [
            ("blocks", "capture.call", "recording"),
            ("blocks", "capture.call", "recording before the caller was told"),
        ],
    ),
    (
        lambda n: drop(n, "purposes", "quality"),
        [("blocks", "purposes", "quality")],
    ),
    (
        lambda n: entry(n, "purposes", "quality", roles=frozenset({Role.AGENT})),
        [
            ("blocks", "purposes.quality.roles", "trainer"),
            ("allows", "purposes.quality.roles", "agent"),
        ],
    ),
    (
        lambda n: entry(
            n, "purposes", "identification", categories=frozenset({"identity"})
        ),
        [("blocks", "purposes.identification.categories", "metadata")],
    ),
    (
        lambda n: entry(n, "purposes", "complaints", claims=True),
        [("allows", "purposes.complaints", "reading what is held for a claim")],
    ),
    (
        lambda n: replace(
            n, recipients=(*n.recipients, Recipient("press", NAME, "agent"))
        ),
        [("allows", "recipients", "press")],
    ),
    (
        lambda n: entry(n, "recipients", "group", purposes=("legal-defence",)),
        [
            ("blocks", "recipients.group.purposes", "complaints"),
            ("blocks", "recipients.group.purposes", "development"),
        ],
    ),
    (
        lambda n: entry(n, "recipients", "insurer", purposes=()),
        [
            ("blocks", "recipients.insurer.purposes", "legal-defence"),
            ("allows", "recipients.insurer.purposes", "any purpose"),
        ],
    ),
    (
        lambda n: drop(n, "holds", HoldKind.TASK),
        [("blocks", "holds", "task")],
    ),
    (
        lambda n: entry(n, "holds", HoldKind.COMPLAINT, purposes=("complaints",)),
        [("blocks", "holds.complaint.purposes", "legal-defence")],
    ),
    (
        lambda n: replace(n, categories=(*n.categories, Category("diet", NAME))),
        [("allows", "categories", "diet")],
    ),
    (
        lambda n: drop(n, "sources", "earlier"),
        [("blocks", "sources", "earlier")],
    ),
    (
        lambda n: replace(n, rights=(*n.rights, Right("transcript", "R-28"))),
        [("allows", "rights", "transcript")],
    ),
    (
        lambda n: entry(n, "controllers", "retta", receives=("retta.example",)),
        [
            ("blocks", "controllers.retta.receives", "+358900000103"),
            ("blocks", "controllers.retta.receives", "asiakaspalvelu@retta.example"),
        ],
    ),
    (
        lambda n: entry(n, "controllers", "retta", processor_receives=()),
        [
            ("blocks", "controllers.retta.processor_receives", "+358900000104"),
            (
                "blocks",
                "controllers.retta.processor_receives",
                "toimeksiannot@retta.example",
            ),
        ],
    ),
    (
        lambda n: replace(n, transfers=replace(n.transfers, allowed="never")),
        [("blocks", "transfers", "exception")],
    ),
    (
        lambda n: replace(
            n,
            transfers=replace(
                n.transfers, allowed="limited", countries=("US",), mechanisms=("scc",)
            ),
        ),
        [
            ("allows", "transfers", "limited"),
            ("allows", "transfers.countries", "US"),
            ("allows", "transfers.mechanisms", "scc"),
        ],
    ),
    (
        lambda n: replace(n, automation=Automation(decisions=True, profiling="yes")),
        [
            ("allows", "automation", "automated decisions"),
            ("allows", "automation", "profiling"),
            ("allows", "automation", "profiling without legal effect"),
        ],
    ),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_what_is_allowed_or_blocked_is_told_once(
    change: Callable[[Notice], Notice], expected: list[tuple[str, str, str]]
) -> None:
    changes = diff(RETTA, change(RETTA))

    assert [(c.effect.value, c.subject, c.old or c.new) for c in changes] == expected


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_going_back_does_the_opposite(
    change: Callable[[Notice], Notice], expected: list[tuple[str, str, str]]
) -> None:
    opposite = {"allows": "blocks", "blocks": "allows"}

    changes = diff(change(RETTA), RETTA)

    assert {(c.effect.value, c.subject, c.old or c.new) for c in changes} == {
        (opposite[effect], subject, value) for effect, subject, value in expected
    }


def test_a_change_is_said_in_three_languages() -> None:
    (change,) = diff(RETTA, drop(RETTA, "holds", HoldKind.TASK))

    assert change.text == Text(
        fi="holds: estää task", sv="holds: spärrar task", en="holds: blocks task"
    )
