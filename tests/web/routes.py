"""Every route of the program, walked, with an address that reaches it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.urls import URLPattern, URLResolver, get_resolver

from seloste.records.models.audit import AuditLeaf, AuditNode

EXAMPLES: dict[str, str] = {
    "int": "1",
    "slug": "retta",
    "str": "example",
    "path": "example",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


READING = frozenset({Session, AuditLeaf, AuditNode})
"""Tables that reading alone changes: sessions, and the log of who read what."""


@dataclass(frozen=True)
class Route:
    """A route, its view, and an address made of examples."""

    pattern: str
    address: str
    view: Callable[..., Any]


def every_route() -> tuple[Route, ...]:
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, address: str
) -> Iterator[Route]:
    for entry in patterns:
        here, there = prefix + str(entry.pattern), address + _example(entry)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, here, there)
        else:
            yield Route(here, f"/{there}", entry.callback)


def _example(entry: URLPattern | URLResolver) -> str:
    address = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            address = address.replace(written, EXAMPLES[kind])
    return address
