"""How well Finnish searches find what they should, beside plain configurations.

The corpus is that of the demo (mails and dialogues) and invented letters; 220
queries were judged by hand, by what the texts mean and not by their forms. The
plain configurations of PostgreSQL and SQLite answer the same queries over the
same texts in the same run. All of them ask for every word.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg

from benchmarks.figures import Figure
from benchmarks.scratch import REPOSITORY, folder

HERE = REPOSITORY / "benchmarks" / "search"
DIALOGUES = REPOSITORY / "tools" / "voices" / "dialogues"
MAILS = REPOSITORY / "examples" / "mail"
SHOWN = 10

type Answers = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the texts that answer it."""

    words: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of 0..1: of the answers among ten, and of 1 over the first one's place."""

    recall: float
    mrr: float


def documents() -> dict[str, str]:
    """Return every text by its short name, oldest first."""
    from seloste.services.message_view import view_message

    found = {}
    for path in sorted(MAILS.glob("*.eml")):
        view = view_message(path.read_bytes())
        found[f"m{path.name[:2]}"] = f"{view.subject}\n{view.text}\n{view.quoted}"
    for path in sorted(DIALOGUES.glob("*.txt")):
        said = path.read_text("utf-8").partition("\n\n")[2].splitlines()
        spoken = [line[3:] for line in said if line[:3] in ("A: ", "C: ")]
        found[f"d{path.name[:2]}"] = "\n".join(spoken)
    for line in (HERE / "documents.tsv").read_text("utf-8").splitlines():
        name, _tab, text = line.partition("\t")
        found[name] = text
    return found


def queries() -> list[Judged]:
    """Return the queries with their judged answers."""
    lines = (HERE / "queries.tsv").read_text("utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines)
    return [Judged(words, frozenset(names.split())) for words, _, names in pairs]


def quality(answers: Answers, judged: list[Judged]) -> Quality:
    """Return how good the answers to all queries are, on average."""
    recall = mrr = 0.0
    for one in judged:
        found = answers(one.words)[:SHOWN]
        hits = [place for place, name in enumerate(found, 1) if name in one.answers]
        recall += len(hits) / min(len(one.answers), SHOWN)
        mrr += 1 / hits[0] if hits else 0.0
    return Quality(recall / len(judged), mrr / len(judged))


def ours(index: object, texts: dict[str, str], *, lemmas: object) -> Answers:
    """Return what Seloste answers, with one of its indexes."""
    from seloste.domain.language import language_of
    from seloste.domain.search import parse
    from seloste.ports.search_index import Entry, Facts, Grant, Narrowed, Scope
    from seloste.services import search_words

    notice, names = UUID(int=1), list(texts)
    began = datetime(2026, 5, 4, tzinfo=UTC)
    entries = []
    for number, (_name, text) in enumerate(texts.items()):
        language = language_of(text)
        facts = Facts(
            item=UUID(int=number),
            register="retta",
            kind="message",
            notice=notice,
            started_at=began + timedelta(minutes=number),
            due=date(2026, 11, 1),
            language=language,
        )
        passages = search_words.streams(text, language=language, lemmas=lemmas)
        entries.append(Entry(facts, passages))
    index.put(entries)
    scope = Scope("retta", (Grant(notice, frozenset({"message"})),))

    def answer(words: str) -> list[str]:
        found = index.find(
            search_words.sought(parse(words), lemmas=lemmas),
            scope=scope,
            narrowed=Narrowed(),
            offset=0,
            limit=SHOWN,
        )
        return [names[hit.item.int] for hit in found.hits]

    return answer


def plain_sqlite(texts: dict[str, str]) -> Answers:
    """Return what FTS5 answers as it comes: unicode61, bm25."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE plain USING fts5(name UNINDEXED, text)")
    db.executemany("INSERT INTO plain VALUES (?, ?)", texts.items())

    def answer(words: str) -> list[str]:
        wanted = " ".join(f'"{word}"' for word in words.replace("-", " ").split())
        rows = db.execute(
            "SELECT name FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10",
            (wanted,),
        )
        return [name for (name,) in rows]

    return answer


def plain_postgres(url: str, texts: dict[str, str]) -> Answers:
    """Return what PostgreSQL's ``finnish`` configuration answers, by ts_rank."""
    db = psycopg.connect(url, autocommit=True)
    db.execute("CREATE TEMP TABLE plain (name text, words tsvector)")
    db.cursor().executemany(
        "INSERT INTO plain VALUES (%s, to_tsvector('finnish', %s))", texts.items()
    )

    def answer(words: str) -> list[str]:
        rows = db.execute(
            "SELECT name FROM plain, websearch_to_tsquery('finnish', %s) wanted"
            " WHERE words @@ wanted ORDER BY ts_rank(words, wanted) DESC, name"
            " LIMIT 10",
            (words,),
        )
        return [name for (name,) in rows]

    return answer


def measure(url: str) -> Iterator[Figure]:
    """Yield how good each is; ``url`` is a PostgreSQL server."""
    from seloste.adapters.search.postgres import PostgresIndex
    from seloste.adapters.search.sqlite_fts import SqliteIndex
    from seloste.adapters.words.lemmas import WordForms, installed
    from seloste.adapters.words.simple import Simple

    texts, judged = documents(), queries()
    with folder() as home:
        _check_names(texts, judged)
        best = installed()
        sqlite = SqliteIndex(home / "search.sqlite3")
        pip_only = SqliteIndex(home / "pip.sqlite3")
        postgres = PostgresIndex(url)
        found = {
            "SQLite": quality(ours(sqlite, texts, lemmas=best), judged),
            "PostgreSQL": quality(ours(postgres, texts, lemmas=best), judged),
            "pip only": quality(
                ours(pip_only, texts, lemmas=WordForms(Simple())), judged
            ),
        }
        plain = {
            "PostgreSQL's finnish": quality(plain_postgres(url, texts), judged),
            "FTS5 unicode61": quality(plain_sqlite(texts), judged),
        }
        postgres.close()
    for store, mine in found.items():
        for peer, theirs in plain.items():
            for name in ("recall", "mrr"):
                label = "recall@10" if name == "recall" else "MRR"
                yield Figure(
                    "relevance",
                    f"{len(judged)} Finnish queries, {store}: {label}",
                    getattr(mine, name),
                    "",
                    peer,
                    getattr(theirs, name),
                )


def _check_names(texts: dict[str, str], judged: list[Judged]) -> None:
    unknown = {name for one in judged for name in one.answers} - set(texts)
    assert not unknown, unknown


def worst(answers: Answers, judged: list[Judged]) -> list[str]:
    """Return the queries of which most is missing, to be looked at by hand."""
    told = []
    for one in judged:
        found = answers(one.words)[:SHOWN]
        missing = sorted(one.answers - set(found))
        extra = [name for name in found if name not in one.answers]
        if missing or extra:
            told.append(f"{one.words}: missing {missing}, beside them {extra}")
    return told


def path_of_queries() -> Path:
    """Return where the judged queries lie."""
    return HERE / "queries.tsv"
