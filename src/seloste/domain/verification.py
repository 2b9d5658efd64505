"""What `seloste verify` says: one verdict a promise, with its evidence.

A verdict is never better than the worst of its evidence. PROVED needs machine
evidence gathered now; what only people can know is ATTESTED at best. Nothing
here gathers: see ``services.verification``.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from seloste.domain.notice import Enforce, Language, Text
from seloste.domain.verification_words import WORDS


class Verdict(StrEnum):
    """Whether a promise is kept, from best to worst."""

    PROVED = "PROVED"
    ATTESTED = "ATTESTED"
    GAP = "GAP"
    BROKEN = "BROKEN"

    @property
    def severity(self) -> int:
        """Return 0 for the best verdict, 3 for the worst."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was looked at, and what it alone would say.

    ``code`` is stable and has words in three languages. ``count`` is how many
    were looked at, or how many are wrong; ``ids`` names up to ten of them and
    never a data subject.
    """

    code: str
    verdict: Verdict
    count: int = 0
    ids: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """Return what was found, in words."""
        words = WORDS[self.code]
        return Text(
            *(words.in_(language).format(count=self.count) for language in Language)
        )

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as it stands in a signed report."""
        return {
            "code": self.code,
            "verdict": self.verdict.value,
            "count": self.count,
            "ids": list(self.ids),
            "text": _words(self.text),
        }


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Return the worst of some verdicts; without any evidence it is a GAP."""
    return max(verdicts, key=lambda one: one.severity, default=Verdict.GAP)


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one promise; ``command`` gathers the same evidence again."""

    promise_id: str
    article: str
    enforce: Enforce
    text: Text
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    command: str

    def to_json(self) -> dict[str, Any]:
        """Return the result as it stands in a signed report."""
        return {
            "promise": self.promise_id,
            "article": self.article,
            "enforce": self.enforce.value,
            "text": _words(self.text),
            "verdict": self.verdict.value,
            "evidence": [one.to_json() for one in self.evidence],
            "command": self.command,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What was found of one register at one moment.

    ``version`` is the number of the notice in force. ``log_size`` and
    ``log_root`` name the audit log that the evidence was read from;
    ``log_sound`` says whether it is the one that was signed.
    """

    register: str
    name: Text
    version: int
    at: datetime
    results: tuple[Result, ...]
    log_size: int
    log_root: str
    log_sound: bool

    @property
    def verdict(self) -> Verdict:
        """Return the worst verdict there is."""
        return worst(tuple(result.verdict for result in self.results))

    @property
    def counts(self) -> dict[Verdict, int]:
        """Return how many promises have each verdict, from best to worst."""
        verdicts = [result.verdict for result in self.results]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}

    def to_json(self) -> dict[str, Any]:
        """Return the report as it is signed (docs/verify.md)."""
        return {
            "type": "seloste-verification",
            "version": 1,
            "register": self.register,
            "name": _words(self.name),
            "notice": self.version,
            "at": self.at.isoformat(),
            "verdict": self.verdict.value,
            "counts": {verdict.value: n for verdict, n in self.counts.items()},
            "log": {
                "size": self.log_size,
                "root": self.log_root,
                "sound": self.log_sound,
            },
            "results": [result.to_json() for result in self.results],
        }


def _words(text: Text) -> dict[str, str]:
    return {language.value: text.in_(language) for language in Language}
