"""Reading YAML into plain values, with the line of each.

A notice is written by people and may come from anywhere, so only the plain
part of YAML is read: no aliases (which can blow a small file up), no tags
(which can name types), no second document, a limited depth and size, and no
key twice. Plain words are text, as YAML 1.2 has them: ``no`` is a word and
``2024-07-01`` a date written out. Nothing is constructed but str, int, bool,
None, list and dict.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from seloste.services.notices.problem import Code, Place, Problem, quote

MOST_BYTES = 1_000_000
MOST_LEVELS = 20
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WORDS: dict[str, object] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}


@dataclass(slots=True)
class Written:
    """What a file says: plain values, the line of each place, and what is wrong.

    ``value`` is None where the file cannot be read at all.
    """

    file: str
    value: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Return the line of ``place``, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def report(self, line: int, code: Code, message: str, write: str) -> None:
        """Note a problem at a line."""
        self.problems.append(Problem(self.file, line, code, message, write))


class _Unreadable(Exception):
    """Reading stops at ``line``, because of ``code``."""

    def __init__(self, line: int, code: Code, message: str, write: str) -> None:
        super().__init__(code)
        self.line = line
        self.code = code
        self.message = message
        self.write = write


def read(text: str, *, file: str) -> Written:
    """Return what ``text`` says; ``file`` is its name in messages.

    Whatever is wrong is in ``problems``; nothing is raised.
    """
    written = Written(file)
    try:
        _refuse_size(text)
        _Composer(text, written).compose()
    except _Unreadable as stop:
        written.value = None
        written.report(stop.line, stop.code, stop.message, stop.write)
    except yaml.YAMLError as error:
        written.value = None
        _report_syntax(written, error, text)
    return written


def _refuse_size(text: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        message = "the file is not UTF-8"
        raise _Unreadable(1, Code.NOT_UTF8, message, "save it as UTF-8") from None
    if size > MOST_BYTES:
        message = f"the file has {size} bytes; {MOST_BYTES} is the most"
        raise _Unreadable(1, Code.TOO_LARGE, message, "one notice, without attachments")


def _report_syntax(written: Written, error: yaml.YAMLError, text: str) -> None:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "a character that YAML does not allow"
    offset = getattr(error, "position", None) or 0
    line = mark.line + 1 if mark else text.encode()[:offset].count(b"\n") + 1
    write = "two spaces per level, and quotes around text with a colon or a #"
    written.report(line, Code.YAML_SYNTAX, f"this is not YAML: {problem}", write)


class _Composer:
    """Builds plain values from the events of the YAML parser."""

    def __init__(self, text: str, written: Written) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._events: Iterator[Event] = yaml.parse(text, Loader=loader)
        self._written = written

    def compose(self) -> None:
        """Read the only document there is."""
        next(self._events)  # the start of the stream
        event = next(self._events)
        if isinstance(event, StreamEndEvent):
            raise _stop(event, Code.EMPTY_FILE, "the file is empty", "format: 1")
        self._written.value = self._node(next(self._events), ())
        next(self._events)  # the end of the document
        event = next(self._events)
        if isinstance(event, DocumentStartEvent):
            message = "a second document begins here"
            raise _stop(event, Code.YAML_DOCUMENT, message, "one notice per file")

    def _node(self, event: Event, place: Place) -> object:
        self._written.lines.setdefault(place, _line(event))
        if len(place) > MOST_LEVELS:
            raise _stop(event, Code.YAML_DEPTH, "nested too deep", "fewer levels")
        _refuse_magic(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(place)
        return _scalar(event)

    def _sequence(self, place: Place) -> list[object]:
        items: list[object] = []
        for event in self._until(SequenceEndEvent):
            items.append(self._node(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        for event in self._until(MappingEndEvent):
            key = _key(event)
            if key in values:
                self._report_twice(event, key)
                self._node(next(self._events), (*place, key))
                continue
            self._written.lines[(*place, key)] = _line(event)
            values[key] = self._node(next(self._events), (*place, key))
        return values

    def _report_twice(self, event: Event, key: str) -> None:
        message = f"the key {quote(key)} is here a second time"
        write = "each key once, with everything under it"
        self._written.report(_line(event), Code.DUPLICATE_KEY, message, write)

    def _until(self, end: type[Event]) -> Iterator[Event]:
        advance: Callable[[], Event] = self._events.__next__
        while not isinstance(event := advance(), end):
            yield event


def _line(event: Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1


def _stop(event: Event, code: Code, message: str, write: str) -> _Unreadable:
    return _Unreadable(_line(event), code, message, write)


def _refuse_magic(event: Event) -> None:
    if isinstance(event, AliasEvent):
        message = f"aliases such as *{event.anchor} are not read"
        raise _stop(event, Code.YAML_ALIAS, message, "the words themselves")
    tag = event.tag if isinstance(event, NodeEvent) and hasattr(event, "tag") else None
    if tag:
        message = f"tags such as {quote(tag)} are not read"
        raise _stop(event, Code.YAML_TAG, message, "the value without a tag")


def _key(event: Event) -> str:
    _refuse_magic(event)
    if not isinstance(event, ScalarEvent):
        message = "a key must be a word"
        raise _stop(event, Code.YAML_SYNTAX, message, "key: value")
    return event.value


def _scalar(event: Event) -> object:
    scalar = cast("ScalarEvent", event)  # nothing else is left where a value stands
    if scalar.style:
        return scalar.value
    if scalar.value in _WORDS:
        return _WORDS[scalar.value]
    if _WHOLE_NUMBER.fullmatch(scalar.value):
        return int(scalar.value)
    return scalar.value
