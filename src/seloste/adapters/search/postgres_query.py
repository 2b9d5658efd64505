"""What PostgreSQL is asked: a text's words as a tsvector, a search as a tsquery.

Both are written here and not by a text search configuration: base forms come
from the port of lemmas, so that both databases find the same. Words are letters
and digits; nothing somebody typed becomes SQL.
"""

from collections.abc import Iterable

from psycopg import sql

from seloste.domain.search import Manner, Sought, Streams
from seloste.ports.search_index import Narrowed, Scope

LAST = 16_383
"""The last place in a text that a tsvector counts."""


def vector(passage: Streams) -> str:
    """Return a passage as a tsvector: A the first forms, B the others, C the parts."""
    placed = [
        f"'{form}':{min(place, LAST)}A" for place, form in enumerate(passage.first, 1)
    ]
    loose = [f"'{form}':{_place(n)}B" for n, form in enumerate(passage.also)]
    inside = [f"'{form}':{_place(n)}C" for n, form in enumerate(passage.parts)]
    return " ".join((*placed, *loose, *inside))


def _place(number: int) -> int:
    """Return a place of its own: two forms at one place would count as one."""
    return LAST - number % LAST


def match(sought: Iterable[Sought]) -> str:
    """Return the tsquery for words that must all be there."""
    return " & ".join(f"({_expression(one)})" for one in sought)


def _expression(one: Sought) -> str:
    if one.manner is Manner.PREFIX:
        return f"'{one.prefix}':*AB"
    runs = (" <-> ".join(f"'{form}':A" for form in run) for run in one.runs)
    apart = [f"({run})" for run in runs]
    if one.manner is Manner.PHRASE:
        return " | ".join(apart)
    itself = (f"'{form}'" for form in one.lemmas)  # with weights each row is read
    heads = (f"'{form}':AB" for form in one.heads)
    return " | ".join((*itself, *heads, *apart))


def conditions(
    scope: Scope, narrowed: Narrowed
) -> tuple[sql.Composable, dict[str, object]]:
    """Return the conditions on an entry, and their parameters."""
    granted = [
        sql.SQL("(notice = {} AND kind = ANY({}))").format(
            sql.Literal(str(grant.notice)), sql.Literal(sorted(grant.kinds))
        )
        for grant in scope.grants
    ]
    parts: list[sql.Composable] = [
        sql.SQL("words @@ %(wanted)s::tsquery"),
        sql.SQL("shelf = ANY(%(shelves)s)"),
        sql.SQL("register = %(register)s"),
        sql.SQL("({})").format(sql.SQL(" OR ").join([sql.SQL("false"), *granted])),
        sql.SQL("item <> ALL(%(hidden)s)"),
        sql.SQL("(contact IS NULL OR contact <> ALL(%(hidden_contacts)s))"),
        sql.SQL("(work IS NULL OR work = ANY(%(works)s))"),
    ]
    values: dict[str, object] = {
        "register": scope.register,
        "hidden": list(scope.hidden),
        "hidden_contacts": list(scope.hidden_contacts),
        "works": list(scope.works),
    }
    more, given = _narrowed(narrowed)
    return sql.SQL(" AND ").join((*parts, *more)), {**values, **given}


def _narrowed(narrowed: Narrowed) -> tuple[list[sql.SQL], dict[str, object]]:
    found: list[tuple[sql.SQL, str, object]] = [
        (sql.SQL("channel = %(channel)s"), "channel", narrowed.channel or None),
        (sql.SQL("language = %(language)s"), "language", narrowed.language or None),
        (sql.SQL("controller = %(controller)s"), "controller", narrowed.controller),
        (sql.SQL("started_at >= %(since)s"), "since", narrowed.since),
        (sql.SQL("started_at < %(until)s"), "until", narrowed.until),
        (
            sql.SQL("contact = ANY(%(contacts)s)"),
            "contacts",
            None if narrowed.contacts is None else list(narrowed.contacts),
        ),
    ]
    given = [one for one in found if one[2] is not None]
    return [text for text, _, _ in given], {name: value for _, name, value in given}
