"""Logs: one JSON object a line on standard error, without personal data.

No query string, path, address, header or form ever enters a line, and of an
exception only its type and where it rose: a database's message can quote the
row it refused.
"""

import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

Event = MutableMapping[str, Any]


def exception_without_message(_: object, __: str, event: Event) -> Event:
    """Replace an exception by its type and the lines it passed through."""
    info = event.pop("exc_info", None)
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["exception"] = getattr(info[1], "code", None) or info[0].__name__
        frames = traceback.extract_tb(info[2])
        event["frames"] = [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in frames
        ]
    return event


def without_the_request(_: object, __: str, event: Event) -> Event:
    """Keep nothing of Django's own lines but who wrote them and the status.

    Django writes the path, or the refused host or value, into the message.
    """
    record = event.get("_record")
    if record is None or not record.name.startswith("django"):
        return event
    event["event"] = record.name
    if status := getattr(record, "status_code", None):
        event["status"] = status
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                exception_without_message,
                without_the_request,
                ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "mail.log": {"level": "CRITICAL"},  # aiosmtpd writes addresses into its lines
        "seloste": {"level": "INFO"},
    },
}


def configure_structlog() -> None:
    """Let structlog write through the standard library, formatted as above."""
    structlog.configure(
        processors=[*SHARED, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
