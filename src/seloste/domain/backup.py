"""How long a backup of keys may live. Nothing here reads a clock.

A key that was destroyed is irrecoverable when the last backup that holds it is
gone (NIST SP 800-88: every copy of a key counts). So the life of key backups
is part of what is promised about erasure.
"""

from datetime import datetime, timedelta

SKEW = timedelta(minutes=5)


def key_backup_is_over(*, made_at: datetime, now: datetime, days: int) -> bool:
    """Return whether a backup of keys must be destroyed at ``now``.

    One that claims to come from the future was made under a wrong clock: its
    true age is unknown, so it is over too.
    """
    return now >= made_at + timedelta(days=days) or made_at > now + SKEW
