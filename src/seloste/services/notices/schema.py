"""The published JSON Schema of notices, and what its errors mean to a writer.

``notice-schema.json`` beside this module is the schema; docs/ carries the same
file. The validator says what rule was broken; here that becomes a stable code
and what to write instead.
"""

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from seloste.services.notices.problem import Code, Fault, Place, quote

type Json = dict[str, Any]

LANGUAGES = {"fi": "Finnish", "sv": "Swedish", "en": "English"}
_TYPES = {
    "object": "keys with values under it",
    "array": "a list, each item after a hyphen",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}


@cache
def schema_text() -> str:
    """Return the published schema as it is written."""
    return files(__package__).joinpath("notice-schema.json").read_text("utf-8")


@cache
def schema() -> Json:
    """Return the published schema, parsed."""
    return dict(json.loads(schema_text(), object_hook=_anchor))


def faults(document: object) -> tuple[Fault, ...]:
    """Return everything in which a document breaks the schema."""
    found: dict[Fault, None] = {}
    for error in Draft202012Validator(schema()).iter_errors(document):
        found.update(dict.fromkeys(_explain(_breach(error))))
    return tuple(found)


def _anchor(rules: Json) -> Json:
    r"""Let ``$`` mean the end of the text, as in ECMA-262, and not of its last line.

    Python's ``$`` would let a name through that ends in a line feed.
    """
    pattern = rules.get("pattern")
    if isinstance(pattern, str) and pattern.endswith("$"):
        rules["pattern"] = pattern[:-1] + r"\Z"
    return rules


@dataclass(frozen=True, slots=True)
class _Breach:
    """A rule of the schema that was broken: what was wanted and what was given.

    ``rules`` is the part of the schema in which ``rule`` stands.
    """

    place: Place
    rule: str
    wanted: Any
    given: Any
    rules: Json

    @property
    def where(self) -> str:
        """Return the nearest key."""
        names = [part for part in self.place if isinstance(part, str)]
        return names[-1] if names else "the notice"

    def fault(self, code: Code, message: str, write: str) -> Fault:
        """Return the fault that this is."""
        return Fault(self.place, code, message, write)


def _breach(error: ValidationError) -> _Breach:
    rules = dict(error.schema) if isinstance(error.schema, Mapping) else {}
    return _Breach(
        place=tuple(error.absolute_path),
        rule=str(error.validator),
        wanted=error.validator_value,
        given=error.instance,
        rules=rules,
    )


def _explain(breach: _Breach) -> Iterable[Fault]:
    return _EXPLANATIONS.get(breach.rule, _explain_value)(breach)


def _resolved(rules: Mapping[str, Any]) -> Json:
    reference = str(rules.get("$ref", ""))
    target = schema()["$defs"][reference.removeprefix("#/$defs/")] if reference else {}
    return {**target, **rules}


def _example(rules: Mapping[str, Any]) -> str:
    full = _resolved(rules)
    if "examples" in full:
        return _yaml(full["examples"][0])
    return _TYPES.get(str(full.get("type")), "a value")


def _yaml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _nearest(word: object, known: Iterable[str]) -> str:
    """Return what was probably meant, or every word there is."""
    words = sorted(known)
    close = difflib.get_close_matches(str(word).lower(), words, n=1, cutoff=0.6)
    return close[0] if close else "one of " + ", ".join(words)


def _explain_unknown(breach: _Breach) -> Iterator[Fault]:
    known = breach.rules["properties"]
    unused = [name for name in known if name not in breach.given]
    for key in breach.given:
        if key not in known:
            message = f"{breach.where} has no key {quote(key)}"
            place = (*breach.place, key)
            yield Fault(
                place, Code.UNKNOWN_KEY, message, _nearest(key, unused or known)
            )


def _explain_required(breach: _Breach) -> Iterator[Fault]:
    for key in breach.wanted:
        if key not in breach.given:
            yield _missing(breach, key)


def _missing(breach: _Breach, key: str) -> Fault:
    if breach.rules.get("title") == "Text":
        return _unsaid(breach, key)
    if breach.rules.get("title") == "Promise" and key == "enforce":
        message = "a promise needs a way to keep it, or a person who can show it"
        choices = ", ".join(breach.rules["properties"]["enforce"]["enum"])
        return breach.fault(Code.MISSING_ENFORCE, message, f"enforce: one of {choices}")
    example = _example(breach.rules["properties"][key])
    message = f"{breach.where} needs the key {quote(key)}"
    return breach.fault(Code.MISSING_KEY, message, f"{key}: {example}")


def _unsaid(breach: _Breach, language: str) -> Fault:
    names = [part for part in breach.place if part != language]
    where = next((n for n in reversed(names) if isinstance(n, str)), "the notice")
    message = f"{where} is not said in {LANGUAGES[language]}"
    write = f"{language}: the same words in {LANGUAGES[language]}"
    return breach.fault(Code.MISSING_LANGUAGE, message, write)


def _explain_dependent(breach: _Breach) -> Iterator[Fault]:
    given = [key for key in breach.wanted if key in breach.given]
    needed = {key for name in given for key in breach.wanted[name]}
    yield from (_missing(breach, key) for key in needed - breach.given.keys())


def _explain_type(breach: _Breach) -> Iterator[Fault]:
    wanted = _TYPES[str(breach.wanted)]
    given = "nothing" if breach.given is None else quote(breach.given)
    message = f"{breach.where} must be {wanted}, not {given}"
    unquoted = breach.wanted == "string" and isinstance(breach.given, int)
    write = f'"{breach.given}"' if unquoted else _example(breach.rules)
    yield breach.fault(Code.WRONG_TYPE, message, write)


def _explain_enum(breach: _Breach) -> Iterator[Fault]:
    choices = [str(choice) for choice in breach.wanted]
    code = (
        Code.UNKNOWN_ROLE if breach.rules.get("title") == "Role" else Code.UNKNOWN_VALUE
    )
    message = f"{breach.where} cannot be {quote(breach.given)}"
    yield breach.fault(code, message, _nearest(breach.given, choices))


def _explain_choice(breach: _Breach) -> Iterator[Fault]:
    message = "a retention class needs a period, or the event that ends it"
    yield breach.fault(Code.PERIOD_MISSING, message, "period: {days: 180}, or until:")


def _explain_bound(breach: _Breach) -> Iterator[Fault]:
    if breach.where in {"days", "months"}:
        message = f"a period of {quote(breach.given)} {breach.where} cannot be met"
        least, most = breach.rules["minimum"], breach.rules["maximum"]
        write = f"a whole number from {least} to {most}"
        yield breach.fault(Code.PERIOD_IMPOSSIBLE, message, write)
    else:
        yield from _explain_value(breach)


def _explain_count(breach: _Breach) -> Iterator[Fault]:
    if breach.rules.get("title") == "Period":
        message = "a period is either days or months"
        yield breach.fault(Code.PERIOD_UNCLEAR, message, "days: 180, or months: 3")
        return
    if breach.where in LANGUAGES:
        yield _unsaid(breach, breach.where)
        return
    message = f"{breach.where} is empty"
    yield breach.fault(Code.EMPTY_VALUE, message, _example(breach.rules))


def _explain_twice(breach: _Breach) -> Iterator[Fault]:
    message = f"{breach.where} names the same thing twice"
    yield breach.fault(Code.DUPLICATE_ITEM, message, "each item once")


def _explain_pattern(breach: _Breach) -> Iterator[Fault]:
    """Pass over what is empty and may not be: that is told already."""
    if breach.given or "minLength" not in breach.rules:
        yield from _explain_value(breach)


def _explain_value(breach: _Breach) -> Iterator[Fault]:
    description = str(breach.rules.get("description", "")).rstrip(".")
    message = f"{breach.where} cannot be {quote(breach.given)} ({description})"
    yield breach.fault(Code.MALFORMED_VALUE, message, _example(breach.rules))


_EXPLANATIONS: dict[str, Callable[[_Breach], Iterable[Fault]]] = {
    "additionalProperties": _explain_unknown,
    "required": _explain_required,
    "dependentRequired": _explain_dependent,
    "type": _explain_type,
    "enum": _explain_enum,
    "const": _explain_value,
    "anyOf": _explain_choice,
    "pattern": _explain_pattern,
    "minimum": _explain_bound,
    "maximum": _explain_bound,
    "minProperties": _explain_count,
    "maxProperties": _explain_count,
    "minItems": _explain_count,
    "minLength": _explain_count,
    "uniqueItems": _explain_twice,
}
