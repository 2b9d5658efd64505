"""The one place where pages read the clock."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the time that pages and the acts they start go by, in UTC."""
    return timezone.now()
