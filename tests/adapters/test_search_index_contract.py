"""One contract for the indexes of SQLite and, where a run has it, PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from seloste.domain.search import Manner, Sought, Streams
from seloste.ports.search_index import (
    RANKED,
    Entry,
    Facts,
    Found,
    Grant,
    Narrowed,
    Scope,
    SearchIndex,
)
from tests.adapters.search_indexes import products

pytestmark = pytest.mark.database  # so that the run on PostgreSQL has it too

NOTICE = UUID(int=1)
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
SCOPE = Scope("retta", (Grant(NOTICE, frozenset({"message", "note"})),))


@pytest.fixture(params=products(), ids=lambda make: make.__name__)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    """An index with nothing in it."""
    with request.param(tmp_path) as made:
        yield made


def entry(number: int, first: str, *, parts: str = "", **changes: object) -> Entry:
    """Return a message with some words; a higher number is a newer one."""
    facts = Facts(
        item=UUID(int=number),
        register="retta",
        kind="message",
        notice=NOTICE,
        started_at=later(number),
        due=date(2026, 11, 1),
        contact=UUID(int=1000 + number),
        channel="mail",
        language="fi",
        controller=UUID(int=7),
    )
    words = Streams(tuple(first.split()), (), tuple(parts.split()))
    return Entry(replace(facts, **changes), (words,))  # type: ignore[arg-type]  # names are checked by dataclasses


def later(minutes: int) -> datetime:
    """Return when the message of that number began."""
    return AT + timedelta(minutes=minutes)


def word(lemma: str, *, head: str = "") -> Sought:
    """Return a word as it is looked for."""
    return Sought(Manner.WORD, lemmas=(lemma,), heads=(head,) if head else ())


def find(
    index: SearchIndex,
    *sought: Sought,
    scope: Scope = SCOPE,
    narrowed: Narrowed = Narrowed(),  # noqa: B008 - a frozen value
    offset: int = 0,
    limit: int = 10,
) -> Found:
    """Return what an index finds."""
    return index.find(
        sought, scope=scope, narrowed=narrowed, offset=offset, limit=limit
    )


def numbers(found: Found) -> list[int]:
    """Return the numbers of what was found, in order."""
    return [hit.item.int for hit in found.hits]


def test_every_word_must_be_there(index: SearchIndex) -> None:
    index.put([entry(1, "vesivahinko keittiö"), entry(2, "keittiö remontti")])

    assert numbers(find(index, word("keittiö"))) == [2, 1]
    assert numbers(find(index, word("keittiö"), word("vesivahinko"))) == [1]
    assert find(index, word("puuttuva")).total == 0


def test_a_word_is_found_inside_a_compound_after_the_word_itself(
    index: SearchIndex,
) -> None:
    index.put([entry(1, "vahinko"), entry(2, "vesivahinko", parts="vesi vahinko")])

    assert numbers(find(index, word("vahinko"))) == [1, 2]


def test_the_head_of_a_compound_is_found_last(index: SearchIndex) -> None:
    index.put(
        [
            entry(1, "vesivahinko", parts="vesi vahinko"),
            entry(2, "vahinko"),
            entry(3, "palovahinko", parts="palo vahinko"),
        ]
    )

    assert numbers(find(index, word("vesivahinko", head="vahinko"))) == [1, 2]


def test_what_hyphens_join_is_found_as_one_then_apart_then_by_its_head(
    index: SearchIndex,
) -> None:
    index.put(
        [
            entry(1, "linjaauto"),
            entry(2, "linja auto"),
            entry(3, "oma auto"),
            entry(4, "auto linja"),
            entry(5, "linja"),
        ]
    )
    coach = Sought(
        Manner.WORD, lemmas=("linjaauto",), heads=("auto",), runs=(("linja", "auto"),)
    )
    narrow = replace(coach, heads=())

    assert numbers(find(index, narrow)) == [1, 2]
    assert numbers(find(index, coach)) == [1, 4, 2, 3]


def test_the_words_of_a_phrase_stand_side_by_side(index: SearchIndex) -> None:
    index.put([entry(1, "musta kissa nukkua"), entry(2, "kissa olla musta")])
    phrase = Sought(Manner.PHRASE, runs=(("musta", "kissa"), ("svart", "katt")))

    assert numbers(find(index, phrase)) == [1]


def test_a_prefix_finds_words_and_not_parts(index: SearchIndex) -> None:
    index.put([entry(1, "vesivahinko"), entry(2, "mäyrä", parts="vesi")])

    assert numbers(find(index, Sought(Manner.PREFIX, prefix="vesi"))) == [1]


def test_a_text_that_says_it_more_often_comes_first(index: SearchIndex) -> None:
    index.put([entry(1, "lasku lasku lasku"), entry(2, "lasku muu muu")])

    assert numbers(find(index, word("lasku"))) == [1, 2]


def test_of_equals_the_newer_comes_first(index: SearchIndex) -> None:
    index.put([entry(number, "lasku") for number in (2, 3, 1)])

    assert numbers(find(index, word("lasku"))) == [3, 2, 1]


def test_pages_are_cut_from_one_order(index: SearchIndex) -> None:
    index.put([entry(number, "lasku") for number in range(1, 6)])

    found = find(index, word("lasku"), offset=2, limit=2)

    assert (found.total, numbers(found)) == (5, [3, 2])


def test_so_many_are_counted_and_the_best_come_first(index: SearchIndex) -> None:
    index.put([entry(1, "lasku " * 9)])
    index.put([entry(number, "lasku muu") for number in range(2, RANKED + 1)])

    found = find(index, word("lasku"), limit=2)

    assert (found.total, found.exact) == (1000, True)
    assert numbers(found) == [1, 1000]


def test_where_there_are_more_the_newest_come_first_and_nobody_counts_the_rest(
    index: SearchIndex,
) -> None:
    index.put([entry(1, "lasku " * 9)])
    index.put([entry(number, "lasku muu") for number in range(2, RANKED + 6)])

    found = find(index, word("lasku"), limit=2)

    assert (found.total, found.exact) == (1000, False)
    assert numbers(found) == [1005, 1004]


def test_pages_of_very_many_end_where_the_counting_does(index: SearchIndex) -> None:
    index.put([entry(number, "lasku muu") for number in range(1, RANKED + 4)])

    last = find(index, word("lasku"), offset=990)
    beyond = find(index, word("lasku"), offset=1000)

    assert numbers(last) == list(range(13, 3, -1))
    assert (beyond.total, beyond.exact, numbers(beyond)) == (1000, False, [])


def test_the_newest_of_very_many_are_found_whatever_day_they_are_due(
    index: SearchIndex,
) -> None:
    days = [date(2028, 5, 4), date(2026, 5, 5), date(2027, 5, 4)]
    index.put(
        [
            entry(number, "lasku muu", due=days[number % 3])
            for number in range(1, 2 * RANKED)
        ]
    )
    index.put([entry(number, "muu", due=days[0]) for number in range(3000, 3100)])

    found = find(index, word("lasku"), offset=995, limit=20)

    assert numbers(found) == [1004, 1003, 1002, 1001, 1000]


def test_the_newest_of_very_many_are_found_among_many_days(
    index: SearchIndex,
) -> None:
    index.put(
        [
            entry(number, "lasku", due=date(2026, 6, 1) + timedelta(days=number // 40))
            for number in range(1, 1601)
        ]
    )

    first = find(index, word("lasku"), limit=3)
    last = find(index, word("lasku"), offset=997)

    assert (numbers(first), first.exact) == ([1600, 1599, 1598], False)
    assert numbers(last) == [603, 602, 601]


def test_of_very_many_at_one_moment_the_pages_are_of_one_order(
    index: SearchIndex,
) -> None:
    days = [date(2028, 5, 4), date(2026, 5, 5)]
    index.put(
        [
            entry(number, "lasku muu", due=days[number % 2], started_at=AT)
            for number in range(1, RANKED + 11)
        ]
    )

    first = find(index, word("lasku"), limit=3)
    last = find(index, word("lasku"), offset=998)

    assert (numbers(first), numbers(last)) == ([1010, 1009, 1008], [12, 11])


def test_of_very_many_what_may_not_be_read_is_neither_shown_nor_counted(
    index: SearchIndex,
) -> None:
    index.put([entry(number, "lasku muu") for number in range(1, RANKED + 3)])
    two = frozenset({UUID(int=1002), UUID(int=7)})
    all_found = find(index, word("lasku"))
    assert (all_found.exact, numbers(all_found)[0]) == (False, 1002)

    found = find(index, word("lasku"), scope=replace(SCOPE, hidden=two))
    one_less = find(index, word("lasku"), narrowed=Narrowed(since=later(4)))

    assert (found.total, found.exact, numbers(found)[0]) == (1000, True, 1001)
    assert (one_less.total, one_less.exact) == (999, True)


def test_where_very_much_answers_a_head_alone_does_not(index: SearchIndex) -> None:
    index.put([entry(1, "vesivahinko", parts="vesi vahinko")])
    index.put([entry(number, "vahinko") for number in range(2, RANKED + 3)])
    water = word("vesivahinko", head="vahinko")

    found = find(index, water)
    without = find(index, word("tulivahinko", head="vahinko"), limit=1)

    assert (found.total, found.exact, numbers(found)) == (1, True, [1])
    assert (without.total, without.exact, numbers(without)) == (1000, False, [1002])


def test_passages_of_one_item_are_not_taken_for_very_many(index: SearchIndex) -> None:
    one = entry(1, "lasku")
    index.put([replace(one, passages=one.passages * (RANKED + 2)), entry(2, "lasku")])

    found = find(index, word("lasku"))

    assert (found.total, found.exact, numbers(found)) == (2, True, [2, 1])


def test_what_nothing_grants_is_neither_found_nor_counted(index: SearchIndex) -> None:
    index.put(
        [
            entry(1, "lasku"),
            entry(2, "lasku", register="sok-mara"),
            entry(3, "lasku", kind="transcript"),
            entry(4, "lasku", notice=UUID(int=2)),
        ]
    )

    found = find(index, word("lasku"))

    assert (found.total, numbers(found)) == (1, [1])
    assert find(index, word("lasku"), scope=Scope("retta", ())).total == 0


def test_hidden_items_and_contacts_are_neither_found_nor_counted(
    index: SearchIndex,
) -> None:
    index.put([entry(number, "lasku") for number in (1, 2, 3)])
    scope = replace(
        SCOPE,
        hidden=frozenset({UUID(int=1)}),
        hidden_contacts=frozenset({UUID(int=1002)}),
    )

    found = find(index, word("lasku"), scope=scope)

    assert (found.total, numbers(found)) == (1, [3])


def test_words_of_work_are_found_where_the_work_is_open_to_the_reader(
    index: SearchIndex,
) -> None:
    work = UUID(int=99)
    index.put([entry(1, "lasku", contact=None, work=work, kind="note")])
    scope = replace(SCOPE, works=frozenset({work}))

    assert find(index, word("lasku")).total == 0
    assert numbers(find(index, word("lasku"), scope=scope)) == [1]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (Narrowed(), [3, 2, 1]),
        (Narrowed(channel="chat"), [2]),
        (Narrowed(language="sv"), [3]),
        (Narrowed(controller=UUID(int=8)), [3]),
        (Narrowed(since=AT + timedelta(minutes=2)), [3, 2]),
        (Narrowed(until=AT + timedelta(minutes=2)), [1]),
        (Narrowed(contacts=frozenset({UUID(int=1001)})), [1]),
        (Narrowed(contacts=frozenset()), []),
    ],
)
def test_a_search_is_narrowed(
    index: SearchIndex, narrowed: Narrowed, expected: list[int]
) -> None:
    index.put(
        [
            entry(1, "lasku"),
            entry(2, "lasku", channel="chat"),
            entry(3, "lasku", language="sv", controller=UUID(int=8)),
        ]
    )

    found = find(index, word("lasku"), narrowed=narrowed)

    assert (found.total, numbers(found)) == (len(expected), expected)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, [4, 3, 2, 1]),
        (3, None, [4, 3]),
        (None, 3, [2, 1]),
        (2, 4, [3, 2]),
        (5, None, []),
        (None, 1, []),
    ],
)
def test_a_search_is_narrowed_to_a_time_on_every_day_it_is_due(
    index: SearchIndex, since: int | None, until: int | None, expected: list[int]
) -> None:
    index.put([entry(number, "lasku") for number in (1, 2)])
    index.put([entry(3, "lasku", due=date(2026, 12, 1))])
    index.put([entry(4, "lasku", due=date(2026, 12, 1))])
    narrowed = Narrowed(
        since=None if since is None else later(since),
        until=None if until is None else later(until),
    )

    found = find(index, word("lasku"), narrowed=narrowed)

    assert (found.total, numbers(found)) == (len(expected), expected)


def test_what_is_put_again_takes_the_place_of_what_was(index: SearchIndex) -> None:
    index.put([entry(1, "vanha")])

    index.put([entry(1, "uusi", due=date(2026, 12, 1))])

    assert find(index, word("vanha")).total == 0
    assert find(index, word("uusi")).total == 1
    assert index.state().items == 1


def test_an_item_of_several_passages_counts_once(index: SearchIndex) -> None:
    one = entry(1, "lasku")
    index.put([replace(one, passages=one.passages * 3)])

    found = find(index, word("lasku"))

    assert (found.total, numbers(found)) == (1, [1])


def test_what_is_forgotten_is_not_found_and_the_rest_is(index: SearchIndex) -> None:
    index.put([entry(1, "lasku"), entry(2, "lasku"), entry(3, "lasku")])
    gone = [UUID(int=1), UUID(int=3), UUID(int=77)]

    assert index.forget(gone) == 2
    assert index.forget(gone) == 0

    assert numbers(find(index, word("lasku"))) == [2]
    assert index.holds([*gone, UUID(int=2)]) == {UUID(int=2)}
    assert index.items() == {UUID(int=2)}


def test_a_shelf_of_which_nothing_is_left_may_be_filled_again(
    index: SearchIndex,
) -> None:
    index.put([entry(1, "lasku")])
    index.forget([UUID(int=1)])

    index.put([entry(2, "lasku")])

    assert numbers(find(index, word("lasku"))) == [2]


def test_a_new_index_is_incomplete_and_says_how_far_it_has_come(
    index: SearchIndex,
) -> None:
    assert not index.state().complete

    index.clear(made_with="test 1")
    index.put([entry(1, "lasku")])
    index.mark(UUID(int=1), complete=False)
    half = index.state()
    index.mark(None, complete=True)

    assert (half.complete, half.cursor, half.made_with) == (
        False,
        UUID(int=1),
        "test 1",
    )
    assert index.state().complete
    assert index.state().bytes > 0


def test_an_emptied_index_is_incomplete(index: SearchIndex) -> None:
    index.put([entry(1, "lasku")])
    index.mark(None, complete=True)

    index.clear(made_with="test 2")

    assert (index.state().complete, index.state().items) == (False, 0)
    assert find(index, word("lasku")).total == 0
