"""Names of people, by list and by what is said around them, in their inflections.

A name alone is found where it is on a list and no everyday word; a capital word
is found where somebody says that it is a name or it stands beside one.
"""

import re
from collections.abc import Iterator

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.name_lists import AMBIGUOUS, GIVEN, NO_NAMES, SURNAMES
from seloste.services.finding.reading import Reading

_CAPITAL = r"[A-ZÅÄÖÉÜ][a-zåäöéüø]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?(?:['’]s)?"
_WORD = re.compile(rf"\b{_CAPITAL}")
_CASES = re.compile(
    r"(?:n|a|ä|ta|tä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|tta|ttä|kin|han|hän|"
    r"in|en|an|än|on|un|yn|ön|ille|illa|illä|ilta|iltä|issa|issä|ista|istä|iin|ia|iä|"
    r"seen|hin|ni|si|nsa|nsä|mme|nne|s|['’]s)?"
    r"(?:kin|kaan|kään|ko|kö|han|hän)?"
)
_SAID = re.compile(
    r"(?:nimeni on|nimi on|nimellä|minun nimi on|mun nimi on|tässä puhuu|"
    r"täällä puhuu|puhelimessa|terveisin|t\.|ystävällisin terveisin|rouva|herra|"
    r"neiti|jag heter|mitt namn är|namnet är|heter|hälsningar|med vänlig hälsning|"
    r"fru|herr|fröken|my name is|the name is|name is|this is|name's|regards,|"
    r"sincerely,|mrs\.?|mr\.?|ms\.?|miss|dr\.?|speaking to|speaking with|"
    r"behalf of|puolesta|vaimoni|mieheni|tyttäreni|poikani|tyttärelleni|pojalleni|"
    r"vaimolleni|miehelleni|äidilleni|isälleni|äitini|isäni|isännöitsijä|min fru|"
    r"min man|min dotter|min son|my wife|my husband|my daughter|my son|asiakas|"
    r"kunden|customer|under the name(?: of)?|sukunimi(?: on)?|etunimi(?: on)?|"
    r"efternamn(?:et)?(?: är)?|surname(?: is)?|puhuin|pratade med|spoke (?:to|"
    r"with)|talade med|soittaa|kanssa)[\s,:]*\Z",
    re.IGNORECASE,
)

_NEAR = 40
_SHORTEST = 3
_GIVEN_TO = ("lle", "lta", "ltä")


def _bases() -> dict[str, str]:
    """Return the stems of every name, each with the name it belongs to."""
    stems: dict[str, str] = {}
    for name in sorted(GIVEN | SURNAMES):
        for stem in _stems(name):
            stems.setdefault(stem, name)
    return stems


def _stems(name: str) -> Iterator[str]:
    """Yield a name and its weak and oblique stems ("Virtase", "Peka", "Mati")."""
    yield name
    if name.endswith("nen"):
        yield from (f"{name[:-3]}se", f"{name[:-3]}s")
    for strong, weak in (("kk", "k"), ("pp", "p"), ("tt", "t")):
        if name[-3:-1] == strong:
            yield f"{name[:-3]}{weak}{name[-1]}"
    if name.endswith(("s", "n", "r", "l", "t", "d", "k", "m", "h", "g")):
        yield f"{name}i"
    if name.endswith("as"):
        yield f"{name[:-1]}ksi"[:-1]
    if name.endswith("es"):
        yield f"{name[:-1]}ksen"[:-1]


_STEMS = _bases()


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the names of a text; words that follow one another are one name."""
    words = list(_WORD.finditer(reading.text))
    at = 0
    while at < len(words):
        group = _group(words[at:], reading.text)
        yield from _judge(group, reading.text)
        at += len(group)


def _group(words: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the capital words that stand side by side, at most three."""
    group = [words[0]]
    for word in words[1:3]:
        if text[group[-1].end() : word.start()] != " ":
            break
        group.append(word)
    return group


def _judge(group: list[re.Match[str]], text: str) -> Iterator[Finding]:
    while group and not _begins(group, text):
        group = group[1:]
    if not group:
        return
    named = [listed(word[0]) for word in group]
    start = group[0].start()
    if _said(text, start):
        yield _finding((start, group[-1].end()), Confidence.LIKELY, Why.CONTEXT)
        return
    known = [at for at, name in enumerate(named) if name]
    certain = any(not _ambiguous(group[at][0]) for at in known)
    if certain or len(known) > 1:
        end = group[max(known)].end()
        yield _finding((start, end), Confidence.LIKELY, Why.LIST)


def _begins(group: list[re.Match[str]], text: str) -> bool:
    """Tell whether a name may begin with the first word of a group."""
    word = group[0][0]
    if word in NO_NAMES or len(word) < _SHORTEST:
        return False
    return bool(listed(word)) or _said(text, group[0].start())


def _said(text: str, start: int) -> bool:
    """Tell whether somebody says that what follows is a name."""
    return _SAID.search(text, max(0, start - _NEAR), start) is not None


def _ambiguous(word: str) -> bool:
    """Tell whether a word is an everyday word too; a form of giving is a name's."""
    return listed(word) in AMBIGUOUS and not word.endswith(_GIVEN_TO)


def listed(word: str) -> str:
    """Return the listed name that a word is a form of, or ""."""
    for end in range(len(word), 1, -1):
        name = _STEMS.get(word[:end])
        if name and _CASES.fullmatch(word[end:]) and word not in NO_NAMES:
            return name
    return ""


def _finding(span: tuple[int, int], confidence: Confidence, why: Why) -> Finding:
    return Finding(FindingKind.NAME, *span, confidence, why)
