"""Words about health and diet: hints that data of special categories may be near.

They prove nothing ("terveellinen" is no illness), so they are always hints, and a
person decides. Diet is here because it can tell of health or belief (Art. 9(1)).
"""

import re
from collections.abc import Iterator

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.reading import Reading

_HEALTH = re.compile(
    r"\b(?:sairau\w*|sairas\w*|sairaan\b(?! hyv| kiv| kaun| pal)|sairaal\w*|"
    r"diabete\w*|insulii\w*|astma\w*|allergi\w*|lääke\w*|lääkk\w*|lääkär\w*|"
    r"raskaan?a\b|raskau\w*|masennu\w*|masentu\w*|syöpä\w*|syövä[nl]\w*|"
    r"leikkau\w*|pyörätuol\w*|rollaattor\w*|näkövamma\w*|kuulovamma\w*|"
    r"kuulolait\w*|vammai\w*|dialyys\w*|hengityskone\w*|epileps\w*|migree\w*|"
    r"muistisai\w*|dementi\w*|alzheimer\w*|mielenterv\w*|terapia\w*|"
    r"happirikast\w*|sydänvi\w*|sydänleik\w*|aivohal\w*|halvau\w*|invalid\w*|"
    r"toimintakyvy\w*|kuntoutu\w*|sepelval\w*|verenpai\w*|murtu(?:nut|"
    r"ma)\s+\w*(?:jalka|käsi)|sjuk(?:dom|hus|skriv|a\b|\b|vård)\w*|medicin\w*|"
    r"läkar\w*|läkare|gravid\w*|depression\w*|cancer\w*|rullstol\w*|rollator\w*|"
    r"synskad\w*|hörsel\w*|funktionsned\w*|dialys\w*|andningsapparat\w*|"
    r"respirator\w*|migrän\w*|demens\w*|hjärtfel\w*|stroke\w*|ill(?:ness)?\b|"
    r"illness\w*|disease\w*|hospital\w*|asthma\w*|allerg\w*|medication\w*|"
    r"prescri\w*|pregnan\w*|wheelchair\w*|disab(?:led|ilit)\w*|blind\b|"
    r"visually impaired|deaf\b|hearing (?:aid|loss)\w*|dialysis|ventilator\w*|"
    r"oxygen concentrator|surgery|chemotherap\w*|heart (?:condition|attack|"
    r"failure)|insulin\w*|dementia|diagnos\w*|diagnoo\w*|sairaslo\w*|autis\w*|"
    r"adhd\b|potilas\w*|potilaa\w*|patient\w*)",
    re.IGNORECASE,
)
_DIET = re.compile(
    r"\b(?:kelia\w*|gluteeni\w*|laktoos\w*|vegaani\w*|kasvis\w*ruoka\w*|"
    r"kasvissyö\w*|erityisruok\w*|erikoisruok\w*|halal\w*|kosher\w*|"
    r"pähkinäaller\w*|maidoton\w*|maidotto\w*|munaton\w*|munatto\w*|"
    r"ruoka-?aine\w*|ruokarajo\w*|ei syö (?:sian|lihaa|kalaa)\w*|sianliha\w*|"
    r"ruokavalio\w*|glutenfri\w*|celiaki\w*|laktosfri\w*|laktosintoler\w*|"
    r"vegan\w*|vegetari\w*|specialkost\w*|specialdiet\w*|nötallergi\w*|"
    r"mjölkfri\w*|äggfri\w*|fläskkött\w*|kost\b|gluten\w*|coeliac\w*|celiac\w*|"
    r"lactose\w*|nut allergy|dairy[- ]free|special diet\w*|dietary\w*|pork\b|"
    r"no pork|pescatarian\w*|vegetarian\w*)",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the words of a text that a person should look at."""
    for form, kind in ((_HEALTH, FindingKind.HEALTH), (_DIET, FindingKind.DIET)):
        for match in form.finditer(reading.text):
            yield Finding(kind, match.start(), match.end(), Confidence.HINT, Why.WORD)
