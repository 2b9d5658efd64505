"""Evaluations: what a trainer says of the service given in one contact.

Grades are of the service, on a form that the register can change; there is no
field about the customer, nothing is added up over a person, and nothing decides
by a grade. Nothing here reads the clock.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seloste.domain.errors import SelosteError

LOWEST, HIGHEST = 1, 5
MOST_CRITERIA = 20
LONGEST = 4000
LANGUAGES = ("fi", "sv", "en")


class EvaluationRefused(SelosteError):
    """The evaluation, comment or form cannot be written so; ``reason`` is a word.

    Reasons: grade-missing, bad-grade, too-long, no-agent, own-work, no-words,
    written-already, answered-already, no-criteria, too-many-criteria,
    words-missing, criterion-twice, bad-moment, not-usable.
    """

    code = "evaluation-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"evaluation: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something of the service that is graded; words by language code."""

    id: str
    name: Mapping[str, str]
    guidance: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the criterion as it is stored."""
        return {
            "id": self.id,
            "name": dict(self.name),
            "guidance": dict(self.guidance),
        }


def criteria_from(stored: list[dict[str, Any]]) -> tuple[Criterion, ...]:
    """Return the criteria of a stored form."""
    return tuple(Criterion(one["id"], one["name"], one["guidance"]) for one in stored)


def check_criteria(criteria: tuple[Criterion, ...]) -> None:
    """Raise EvaluationRefused unless the criteria make a form."""
    if not criteria:
        raise EvaluationRefused("no-criteria")
    if len(criteria) > MOST_CRITERIA:
        raise EvaluationRefused("too-many-criteria")
    if len({one.id for one in criteria}) < len(criteria):
        raise EvaluationRefused("criterion-twice")
    for one in criteria:
        said = [one.name.get(code, "") for code in LANGUAGES]
        if not one.id or not all(word.strip() for word in said):
            raise EvaluationRefused("words-missing")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Grades by criterion, and what went well and what to try, in words."""

    grades: Mapping[str, int]
    well: str = ""
    next_time: str = ""

    def to_json(self) -> bytes:
        """Return the judgement as it is sealed."""
        return json.dumps(
            {
                "grades": dict(self.grades),
                "next_time": self.next_time,
                "well": self.well,
            },
            sort_keys=True,
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Judgement":
        """Return the judgement of sealed bytes."""
        body = json.loads(data)
        return cls(body["grades"], body["well"], body["next_time"])


def check(judgement: Judgement, criteria: tuple[Criterion, ...]) -> None:
    """Raise EvaluationRefused unless each criterion, and nothing else, has a grade."""
    if set(judgement.grades) != {one.id for one in criteria}:
        raise EvaluationRefused("grade-missing")
    if not all(LOWEST <= grade <= HIGHEST for grade in judgement.grades.values()):
        raise EvaluationRefused("bad-grade")
    if max(len(judgement.well), len(judgement.next_time)) > LONGEST:
        raise EvaluationRefused("too-long")


def check_words(text: str) -> str:
    """Return words to seal, without space around. Raises EvaluationRefused."""
    if not text.strip():
        raise EvaluationRefused("no-words")
    if len(text) > LONGEST:
        raise EvaluationRefused("too-long")
    return text.strip()


def _usual(id_: str, *words: str) -> Criterion:
    return Criterion(
        id_,
        dict(zip(LANGUAGES, words[:3], strict=True)),
        dict(zip(LANGUAGES, words[3:], strict=True)),
    )


USUAL = (
    _usual(
        "opening",
        "Aloitus",
        "Inledning",
        "Opening",
        "Tervehti, esittäytyi ja kertoi tallennuksesta, jos se kuului hänelle.",
        "Hälsade, presenterade sig och berättade om inspelningen där det hörde till.",
        "Greeted, gave a name and told of the recording where that was due.",
    ),
    _usual(
        "listening",
        "Kuuntelu ja selvittäminen",
        "Lyssnande och utredning",
        "Listening and finding out",
        "Selvitti asian kysymällä ja varmisti ymmärtäneensä oikein.",
        "Redde ut ärendet med frågor och kontrollerade att hen förstått rätt.",
        "Found out the matter by asking and made sure it was understood.",
    ),
    _usual(
        "correctness",
        "Tiedon oikeellisuus",
        "Riktig information",
        "Correct information",
        "Annettu tieto oli oikeaa, kattavaa ja ohjeiden mukaista.",
        "Informationen var riktig, heltäckande och enligt anvisningarna.",
        "What was said was right, complete and as the guidelines say.",
    ),
    _usual(
        "privacy",
        "Tietosuoja",
        "Dataskydd",
        "Privacy",
        "Tunnisti asiakkaan ohjeen mukaan eikä kysynyt tai kertonut liikaa.",
        "Identifierade kunden enligt anvisningen; frågade och sade inte för mycket.",
        "Identified the customer as instructed and asked and told no more than needed.",
    ),
    _usual(
        "closing",
        "Lopetus",
        "Avslutning",
        "Closing",
        "Kertasi sovitun ja kertoi, mitä tapahtuu seuraavaksi ja milloin.",
        "Sammanfattade det avtalade och sade vad som händer härnäst och när.",
        "Repeated what was agreed and said what happens next, and when.",
    ),
)
"""The form a register begins with."""
