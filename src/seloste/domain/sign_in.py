"""How long somebody who guesses passwords waits, and how long a session lives.

Guessing is slowed, never shut out: an account that locks after some failures
would let anybody keep its owner away (ASVS 5.0 6.1.1, 6.3.1). Failures are
forgotten after ``WINDOW``.
"""

from datetime import timedelta

WINDOW = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=15)
FREE_FOR_ACCOUNT = 5
FREE_FOR_ADDRESS = 20

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 12 * 3600
NOTED_EVERY_SECONDS = 60
"""How long a session lives, and how exactly its last use is noted (ASVS 7.3)."""


def wait_after(*, failures: int, free: int) -> timedelta:
    """Return how long after the last failure the next try is listened to.

    The first ``free`` failures cost nothing; then one second, doubled by each
    further failure up to ``LONGEST_WAIT``.
    """
    if failures < free:
        return timedelta(0)
    doublings = min(failures - free, 10)
    return min(timedelta(seconds=2**doublings), LONGEST_WAIT)
