"""The one place where pages read the clock."""

from datetime import datetime

from seloste import wiring


def now() -> datetime:
    """Return the time that pages and the acts they start go by, in UTC."""
    return wiring.clock().now()
