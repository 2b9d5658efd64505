"""How long requests take, by method and status class. Never a path, never a person."""

from prometheus_client import CollectorRegistry, Histogram

REGISTRY = CollectorRegistry()
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
_seconds = Histogram(
    "seloste_http_seconds",
    "How long requests took in this process, by method and status class.",
    ["method", "status"],
    registry=REGISTRY,
)


def observe(method: str | None, status: int, seconds: float) -> None:
    """Note one request; a method nobody knows is called other."""
    known = method if method in METHODS else "other"
    _seconds.labels(known, f"{status // 100}xx").observe(seconds)
