"""In which of three languages a text is, by the small words it uses.

Only for the words of the search index: nothing about a person follows from it.
"""

from seloste.domain.search import words

DEFAULT = "fi"
LOOKED_AT = 400
_FINNISH = (
    "ja on ei että se en oli mutta kun niin jos hei kiitos tai mitä voi ole minun"
    " minulla meillä teille tämä joka myös vielä nyt terveisin hän"
)
_SWEDISH = (
    "och är det att inte jag vi på för med som har den ett av till kan om ni hej"
    " tack från mitt vill eller när hälsningar var"
)
_ENGLISH = (
    "the and is to of it you i we not that for with my this please thank are have"
    " be your was hello can if regards would on"
)
SMALL_WORDS = {
    "fi": frozenset(_FINNISH.split()),
    "sv": frozenset(_SWEDISH.split()),
    "en": frozenset(_ENGLISH.split()),
}


def language_of(text: str, *, said: str = "") -> str:
    """Return the language of a text: as was ``said``, or by its small words.

    Where nothing speaks for one of them it is Finnish.
    """
    if said in SMALL_WORDS:
        return said
    seen = [word.text for word in words(text[: LOOKED_AT * 10])[:LOOKED_AT]]
    counts = {
        language: sum(word in small for word in seen)
        for language, small in SMALL_WORDS.items()
    }
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] > counts[DEFAULT] else DEFAULT
