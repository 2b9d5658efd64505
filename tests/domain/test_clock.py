import random
from datetime import UTC, datetime, timedelta

import pytest

from seloste.domain.clock import Anchor, Doubt, Sighting, judge

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ANCHOR = Anchor(wall=START, monotonic=1000.0, boot_id="boot", reference="ntp")


def seen(
    *,
    elapsed: float = 3600.0,
    off: float = 0.0,
    boot_id: str = "boot",
    reference_off: float | None = None,
) -> Sighting:
    """Return the clocks ``elapsed`` s after the anchor, the wall ``off`` s wrong."""
    true = START + timedelta(seconds=elapsed)
    references: tuple[tuple[str, datetime], ...] = ()
    if reference_off is not None:
        references = (("ntp", true + timedelta(seconds=reference_off)),)
    return Sighting(
        wall=true + timedelta(seconds=off),
        monotonic=1000.0 + elapsed,
        boot_id=boot_id,
        references=references,
    )


def test_without_an_anchor_or_reference_nothing_is_trusted() -> None:
    assert judge(None, seen()).doubt is Doubt.NO_ANCHOR


def test_an_agreeing_reference_anchors() -> None:
    judgement = judge(None, seen(reference_off=0))

    assert judgement.trusted == START + timedelta(hours=1)
    assert judgement.anchor == Anchor(START + timedelta(hours=1), 4600.0, "boot", "ntp")


@pytest.mark.parametrize("off", [-301, 301, 86_400 * 365])
def test_a_reference_that_disagrees_pauses_and_leaves_the_anchor(off: float) -> None:
    judgement = judge(ANCHOR, seen(reference_off=off))

    assert judgement.doubt is Doubt.REFERENCES_DISAGREE
    assert judgement.anchor == ANCHOR


@pytest.mark.parametrize("off", [-122, 122, 3600, -3600, 86_400 * 200])
def test_a_wall_clock_that_jumped_is_not_believed(off: float) -> None:
    assert judge(ANCHOR, seen(off=off)).doubt is Doubt.JUMPED


@pytest.mark.parametrize("off", [-119, 0, 119])
def test_small_drift_is_believed_but_never_ahead(off: float) -> None:
    judgement = judge(ANCHOR, seen(off=off))

    assert judgement.trusted is not None
    assert judgement.trusted <= START + timedelta(hours=1)


def test_after_a_reboot_a_reference_is_needed() -> None:
    assert judge(ANCHOR, seen(boot_id="next")).doubt is Doubt.REBOOTED
    assert judge(ANCHOR, seen(boot_id="next", reference_off=0)).trusted is not None


def test_a_walking_clock_gets_nowhere() -> None:
    anchor: Anchor | None = ANCHOR
    ahead = timedelta()
    for minute in range(1, 30 * 24 * 60, 60):
        sighting = seen(elapsed=60.0 * minute, off=119.0 * minute)
        judgement = judge(anchor, sighting)
        anchor = judgement.anchor
        if judgement.trusted:
            true = START + timedelta(minutes=minute)
            ahead = max(ahead, judgement.trusted - true)

    assert ahead <= timedelta(minutes=5)


def test_under_random_jumps_and_reboots_trusted_time_is_never_early() -> None:
    """Replays 200 machines over 180 days with a seeded source of faults."""
    chance = random.Random(7)  # noqa: S311 - faults, not keys
    for _ in range(200):
        anchor: Anchor | None = ANCHOR
        off, boot, booted = 0.0, 0, 0.0
        for hour in range(1, 180 * 24, 6):
            elapsed = hour * 3600.0
            if chance.random() < 0.02:
                off = chance.choice([0.0, 86_400.0 * 200, -86_400.0, 4000.0])
            if chance.random() < 0.01:
                boot, booted = boot + 1, elapsed
            true = START + timedelta(seconds=elapsed)
            synced = chance.random() < 0.5
            sighting = Sighting(
                wall=true + timedelta(seconds=off),
                monotonic=1000.0 + elapsed - booted,
                boot_id="boot" if boot == 0 else str(boot),
                references=(("ntp", true),) if synced else (),
            )
            judgement = judge(anchor, sighting)
            anchor = judgement.anchor
            if judgement.trusted:
                assert judgement.trusted - true <= timedelta(minutes=5)
