"""The search index at a million contacts: its size, how fast it is filled and asked.

Run as ``python -m benchmarks.search_speed URL`` in a process of its own; without a
URL it is SQLite. Texts are drawn with a fixed seed from a vocabulary in which few
words are frequent and most are rare, and lie on as many shelves as a period of
180 days has. ``BENCH_SEARCH`` is how many contacts, ``BENCH_SEARCH_WORDS`` how
many words each.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, batched
from uuid import UUID

from benchmarks.figures import Figure, percentile
from benchmarks.relevance import documents
from benchmarks.scratch import REPOSITORY, folder

CONTACTS = int(os.environ.get("BENCH_SEARCH", "1000000"))
WORDS = int(os.environ.get("BENCH_SEARCH_WORDS", "30"))
SYLLABLES = "ka ri to me lu pa si no vä hy ta re mi so ku la pe ti ne ju"
VOCABULARY, DAYS, BATCH, ASKED = 20_000, 180, 5_000, 300
KINDS = (
    "a rare word",
    "two words",
    "five words",
    "a frequent word",
    "two frequent words",
    "a phrase",
    "a beginning",
)
NOTICE = UUID(int=1)
BEGAN = datetime(2026, 5, 4, tzinfo=UTC)


def measure(url: str, name: str) -> Iterator[Figure]:
    """Yield the figures of one store, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.search_speed", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    at = f"{CONTACTS:,} contacts of {WORDS} words, {name}"
    yield Figure(
        "search", f"base forms, {found['words_by']}", found["lemmas"], "words/s"
    )
    yield Figure("search", f"indexing, {at}", found["indexed"], "words/s")
    yield Figure("search", f"index, {at}", found["size"], "MB per million words")
    for kind in KINDS:
        for share in ("p50", "p99"):
            yield Figure(
                "search", f"{kind}, {at}, {share}", found[f"{kind} {share}"], "ms"
            )
    yield Figure("search", f"one text forgotten, {at}, p50", found["forget"], "ms")


def main(url: str) -> None:
    """Fill an index and ask it; print the figures as JSON."""
    sys.path[:0] = [str(REPOSITORY / "src")]
    with folder() as home:
        index = _index(url, home)
        lemmas, found = _lemmas()
        began = time.perf_counter()
        for numbers in batched(range(CONTACTS), BATCH, strict=False):
            index.put([_entry(number) for number in numbers])
        found["indexed"] = CONTACTS * WORDS / (time.perf_counter() - began)
        size = index.state().bytes
        found["size"] = size / (CONTACTS * WORDS)
        found |= _ask(index)
        found["forget"] = _forget(index)
        index.close()
    print(json.dumps({**found, "words_by": lemmas}))


def _index(url: str, home: object) -> object:
    if url:
        from seloste.adapters.search.postgres import PostgresIndex

        return PostgresIndex(url)
    from seloste.adapters.search.sqlite_fts import SqliteIndex

    return SqliteIndex(home / "search.sqlite3")


def _lemmas() -> tuple[str, dict[str, float]]:
    """Return who knows words, and how many a second of the demo's texts, not cached."""
    from seloste.adapters.words.lemmas import installed
    from seloste.domain.search import words

    lemmas = installed()
    texts = [word.text for text in documents().values() for word in words(text)]
    began = time.perf_counter()
    for word in texts:
        lemmas.form(word, language="fi")
    return lemmas.name, {"lemmas": len(texts) / (time.perf_counter() - began)}


def _word(number: int) -> str:
    """Return a word of the vocabulary; it looks like one and is like no other."""
    syllables = SYLLABLES.split()
    word = "".join(syllables[number // 20**place % 20] for place in range(4))
    return word + "n" * (number % 3 == 0)


VOCABULARY_WORDS = [_word(number) for number in range(VOCABULARY)]
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))


def _entry(number: int) -> object:
    from seloste.domain.search import Streams
    from seloste.ports.search_index import Entry, Facts

    chance = random.Random(number)
    first = chance.choices(VOCABULARY_WORDS, cum_weights=WEIGHTS, k=WORDS)
    also = [f"{word}ssa" for word in first[::2]]
    parts = [word[:4] for word in first[::4]]
    facts = Facts(
        item=UUID(int=number),
        register="retta",
        kind="message",
        notice=NOTICE,
        started_at=BEGAN + timedelta(seconds=number),
        due=date(2026, 11, 1) + timedelta(days=number * DAYS // CONTACTS),
        contact=UUID(int=CONTACTS + number),
        channel="mail",
        language="fi",
    )
    return Entry(facts, (Streams(tuple(first), tuple(also), tuple(parts)),))


def _ask(index: object) -> dict[str, float]:
    """Return the milliseconds of each kind of search, first pages of ten."""
    from seloste.domain.search import Manner, Sought
    from seloste.ports.search_index import Grant, Narrowed, Scope

    hidden = frozenset(UUID(int=number) for number in range(0, CONTACTS, 1000))
    scope = Scope("retta", (Grant(NOTICE, frozenset({"message"})),), hidden)
    chance = random.Random(7)

    def word(low: int, high: int) -> Sought:
        return Sought(
            Manner.WORD, lemmas=(VOCABULARY_WORDS[chance.randrange(low, high)],)
        )

    def beginning() -> Sought:
        letters = VOCABULARY_WORDS[chance.randrange(3_000, VOCABULARY)][:6]
        return Sought(Manner.PREFIX, prefix=letters)

    def phrase() -> tuple[Sought, ...]:
        words = (VOCABULARY_WORDS[chance.randrange(0, 100)] for _ in range(2))
        return (Sought(Manner.PHRASE, runs=(tuple(words),)),)

    kinds = {
        "a rare word": (lambda: (word(5_000, VOCABULARY),), ASKED),
        "two words": (lambda: (word(50, 500), word(50, 500)), ASKED),
        "five words": (lambda: tuple(word(0, 100) for _ in range(5)), ASKED),
        "a frequent word": (lambda: (word(0, 20),), 100),
        "two frequent words": (lambda: (word(0, 20), word(0, 20)), 100),
        "a phrase": (phrase, 100),
        "a beginning": (lambda: (beginning(),), ASKED // 3),
    }
    found = {}
    for name, (make, times) in kinds.items():
        took = []
        for _ in range(times):
            began = time.perf_counter()
            index.find(make(), scope=scope, narrowed=Narrowed(), offset=0, limit=10)
            took.append((time.perf_counter() - began) * 1000)
        found[f"{name} p50"] = percentile(took, 0.5)
        found[f"{name} p99"] = percentile(took, 0.99)
    return found


def _forget(index: object) -> float:
    """Return the milliseconds in which one text is forgotten, to the last byte."""
    took = []
    for number in range(5):
        began = time.perf_counter()
        index.forget([UUID(int=number * (CONTACTS // 7) + 1)])
        took.append((time.perf_counter() - began) * 1000)
    return percentile(took, 0.5)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
