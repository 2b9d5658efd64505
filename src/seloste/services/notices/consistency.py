"""What the schema cannot say: that the parts of a notice fit each other.

Every reference must lead to a fact, every promise must rest on facts of its
own kind, and every period must leave time to keep something at all. The checks
read plain values and pass over what has the wrong shape: the schema has
reported that already.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from seloste.services.notices.problem import Code, Fault, Place, quote

type Entry = tuple[Place, dict[str, Any]]

SAFETY_DAYS = 1
SHORTEST_MONTH = 28
_WRITTEN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

# The key that names an entry of each section; two entries never share it.
NAMED_BY = {
    "controllers": "id",
    "channels": "channel",
    "purposes": "id",
    "categories": "id",
    "sources": "id",
    "recipients": "id",
    "retention": "id",
    "holds": "kind",
    "rights": "kind",
    "security": "id",
    "promises": "id",
}
# The sections that a promise may rest on without naming an entry.
WHOLE_SECTIONS = frozenset(
    {*NAMED_BY, "contact", "dpo", "transfers", "provision", "automation"}
    | {"effective", "explanations", "subjects"}
) - {"promises"}
# What a promise must rest on, at least in one of its facts, to be kept so.
KEPT_BY = {
    "retention": {"retention", "holds"},
    "announcement": {"channels", "effective"},
    "refusal": {"channels", "provision"},
    "purpose": {"purposes"},
    "access": {"purposes", "security"},
    "category": {"categories", "channels"},
    "source": {"sources"},
    "recipient": {"recipients"},
    "transfer": {"transfers"},
    "right": {"rights", "contact", "dpo"},
    "controller-role": {"controllers"},
    "automation": {"automation"},
    "breach": {"security"},
}


def faults(document: object, *, key_backup_days: int) -> tuple[Fault, ...]:
    """Return everything in which the parts of a document do not fit."""
    if not isinstance(document, dict):
        return ()
    return (
        *_effective(document),
        *_twice(document),
        *_shared_addresses(document),
        *_dangling(document),
        *_dangling_facts(document),
        *_unkept(document),
        *_one_sided(document),
        *_periods(document, key_backup_days),
        *_channels(document),
        *_missing(document),
    )


def _entries(document: dict[str, Any], section: str) -> Iterator[Entry]:
    found = document.get(section)
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, dict):
            yield (section, index), entry


def _names(document: dict[str, Any], section: str) -> list[str]:
    key = NAMED_BY[section]
    found = (_word(entry, key) for _, entry in _entries(document, section))
    return [name for name in found if name]


def _word(entry: dict[str, Any], key: str) -> str:
    """Return a word of an entry, empty where there is something else."""
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _words(value: object) -> Iterator[tuple[int, str]]:
    for index, word in enumerate(value if isinstance(value, list) else ()):
        if isinstance(word, str):
            yield index, word


def _nearest(word: str, known: Iterable[str]) -> str:
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return close[0]
    return "one of " + ", ".join(names) if names else "nothing: there is none yet"


def _effective(document: dict[str, Any]) -> Iterator[Fault]:
    value = _word(document, "effective")
    if not _WRITTEN_DAY.fullmatch(value):
        return
    try:
        date.fromisoformat(value)
    except ValueError:
        message = f"there is no day {quote(value)}"
        write = "a day of the calendar as YYYY-MM-DD"
        yield Fault(("effective",), Code.MALFORMED_VALUE, message, write)


def _twice(document: dict[str, Any]) -> Iterator[Fault]:
    for section, key in NAMED_BY.items():
        seen: set[str] = set()
        for place, entry in _entries(document, section):
            name = _word(entry, key)
            if name in seen:
                message = f"{section} has {quote(name)} a second time"
                write = f"another {key}, or one entry for both"
                yield Fault((*place, key), Code.DUPLICATE_ID, message, write)
            seen |= {name} - {""}


def _shared_addresses(document: dict[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, controller in _entries(document, "controllers"):
        for key in ("receives", "processor_receives"):
            for index, address in _words(controller.get(key)):
                if address.lower() in seen:
                    message = f"{quote(address)} receives for two"
                    write = "each address once: it decides whose a contact is"
                    yield Fault((*place, key, index), Code.DUPLICATE_ID, message, write)
                seen.add(address.lower())


def _references(document: dict[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Yield where something is named, the name, and the section it must be in."""
    lists = [
        ("purposes", "categories", "categories"),
        ("recipients", "purposes", "purposes"),
        ("holds", "purposes", "purposes"),
        ("retention", "channels", "channels"),
    ]
    for section, key, target in lists:
        for place, entry in _entries(document, section):
            for index, name in _words(entry.get(key)):
                yield (*place, key, index), name, target
    for section in ("retention", "holds", "rights"):
        for place, entry in _entries(document, section):
            if promise_id := _word(entry, "promise"):
                yield (*place, "promise"), promise_id, "promises"


def _dangling(document: dict[str, Any]) -> Iterator[Fault]:
    for place, name, target in _references(document):
        known = _names(document, target)
        if name not in known:
            message = f"{target} has no {quote(name)}"
            yield Fault(place, Code.DANGLING_REFERENCE, message, _nearest(name, known))


def _facts(document: dict[str, Any]) -> Iterator[tuple[Place, str, str]]:
    for place, promise in _entries(document, "promises"):
        for index, fact in _words(promise.get("facts")):
            section, _, name = fact.partition(".")
            yield (*place, "facts", index), section, name


def _dangling_facts(document: dict[str, Any]) -> Iterator[Fault]:
    for place, section, name in _facts(document):
        if section not in WHOLE_SECTIONS or not document.get(section):
            message = f"the notice has no section {quote(section)} to rest on"
            known = (s for s in WHOLE_SECTIONS if document.get(s))
            write = _nearest(section, known)
        elif name and name not in (known_names := _section_names(document, section)):
            message = f"{section} has no {quote(name)}"
            write = f"{section}.{_nearest(name, known_names)}"
        else:
            continue
        yield Fault(place, Code.DANGLING_REFERENCE, message, write)


def _section_names(document: dict[str, Any], section: str) -> list[str]:
    return _names(document, section) if section in NAMED_BY else []


def _unkept(document: dict[str, Any]) -> Iterator[Fault]:
    for place, promise in _entries(document, "promises"):
        wanted = KEPT_BY.get(_word(promise, "enforce"), set())
        sections = {fact.partition(".")[0] for _, fact in _words(promise.get("facts"))}
        if wanted and sections and not wanted & sections:
            message = f"a promise kept by {promise['enforce']} rests on other facts"
            write = "a fact of " + " or ".join(sorted(wanted))
            yield Fault((*place, "facts"), Code.PROMISE_UNKEPT, message, write)


def _one_sided(document: dict[str, Any]) -> Iterator[Fault]:
    """Find facts that name a promise which does not rest on them.

    Otherwise any promise could be named as the mandate of any hold.
    """
    rests_on: dict[str, set[str]] = {}
    for _, promise in _entries(document, "promises"):
        facts = {fact for _, fact in _words(promise.get("facts"))}
        rests_on.setdefault(_word(promise, "id"), set()).update(facts)
    for section in ("retention", "holds", "rights"):
        for place, entry in _entries(document, section):
            promise_id = _word(entry, "promise")
            fact = f"{section}.{_word(entry, NAMED_BY[section])}"
            if promise_id in rests_on and fact not in rests_on[promise_id]:
                message = f"promise {promise_id} says nothing of {fact}"
                write = f"{fact} among the facts of {promise_id}, or another promise"
                yield Fault((*place, "promise"), Code.PROMISE_ELSEWHERE, message, write)


def _periods(document: dict[str, Any], key_backup_days: int) -> Iterator[Fault]:
    needed = key_backup_days + SAFETY_DAYS
    for place, entry in _entries(document, "retention"):
        days = _shortest(entry.get("period"))
        if entry.get("mode") == "at_most" and 0 < days <= needed:
            message = (
                f"key backups live {key_backup_days} days and the sweep needs"
                f" {SAFETY_DAYS} more, so nothing can be gone in {days} days at most"
            )
            write = f"a period of more than {needed} days, or keep key backups shorter"
            yield Fault((*place, "period"), Code.PERIOD_TOO_SHORT, message, write)


def _shortest(period: object) -> int:
    """Return the fewest days a period can have, 0 where it is not a period."""
    if not isinstance(period, dict) or len(period) != 1:
        return 0
    ((unit, count),) = period.items()
    if unit not in {"days", "months"} or type(count) is not int:
        return 0
    return count if unit == "days" else count * SHORTEST_MONTH


def _channels(document: dict[str, Any]) -> Iterator[Fault]:
    """Find channels without a class, or with two: each contact has exactly one."""
    kept: dict[str, str] = {}
    for place, entry in _entries(document, "retention"):
        for index, channel in _words(entry.get("channels")):
            where = (*place, "channels", index)
            if channel in kept:
                message = f"{quote(channel)} is in the class {kept[channel]} already"
                yield Fault(
                    where, Code.DUPLICATE_ID, message, "each channel in one class"
                )
            kept.setdefault(channel, _word(entry, "id"))
    for place, entry in _entries(document, "channels"):
        channel = _word(entry, "channel")
        if channel and channel not in kept:
            message = f"no class says how long contacts by {channel} are kept"
            write = "the channel in one retention class, or not at all"
            yield Fault(place, Code.CHANNEL_WITHOUT_CLASS, message, write)


def _missing(document: dict[str, Any]) -> Iterator[Fault]:
    """Find what the program and the law need in every notice."""
    for category in sorted(_needed_categories(document)):
        if category not in _names(document, "categories"):
            message = f"the category {quote(category)} is kept by the program"
            write = f"- id: {category}"
            yield Fault(("categories",), Code.CATEGORY_MISSING, message, write)
    if not any(entry.get("statutory") for _, entry in _entries(document, "purposes")):
        message = "no purpose serves the rights of persons (Art. 15 to 22)"
        write = "a purpose with statutory: true"
        yield Fault(("purposes",), Code.STATUTORY_MISSING, message, write)
    if "access_request" not in _names(document, "holds"):
        message = "data asked for could be destroyed before the answer (Art. 15)"
        write = "- kind: access_request"
        yield Fault(("holds",), Code.STATUTORY_MISSING, message, write)


def _needed_categories(document: dict[str, Any]) -> set[str]:
    needed = {"metadata", "identity"}
    for _, rule in _entries(document, "channels"):
        if rule.get("recorded") is True:
            needed.add("recording")
        if _word(rule, "channel") in {"mail", "chat", "form", "paper"}:
            needed.add("content")
    return needed
