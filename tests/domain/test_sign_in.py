"""Guessing passwords gets slower, and never locks anybody out for good."""

from datetime import timedelta

import pytest

from seloste.domain import sign_in


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (14, 512), (15, 900), (99, 900)],
)
def test_wait_doubles_after_the_free_failures(failures: int, seconds: int) -> None:
    wait = sign_in.wait_after(failures=failures, free=5)

    assert wait == timedelta(seconds=seconds)
