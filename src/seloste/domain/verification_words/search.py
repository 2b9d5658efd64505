"""Words of evidence. The search index and what is found in it."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "search-rows-kept": Text(
        fi="Kaikki, minkä sanoja hakuhakemistossa on ({count}), on yhä tallessa.",
        sv="Allt som sökindexet har ord av ({count}) bevaras ännu.",
        en="Everything the search index has words of ({count}) is still kept.",
    ),
    "search-row-stray": Text(
        fi="Hävitettyjä tekstejä, joiden sanoja on yhä hakuhakemistossa: {count}.",
        sv="Förstörda texter vars ord ännu finns i sökindexet: {count}.",
        en="Texts that are gone and whose words the search index still has: {count}.",
    ),
    "search-unanswered": Text(
        fi="Hakuhakemisto ei vastaa tai ei unohda: mitä siinä on, ei tiedetä.",
        sv="Sökindexet svarar inte eller glömmer inte: vad det har vet ingen.",
        en="The search index does not answer or forget: nobody knows what it has.",
    ),
    "search-wider": Text(
        fi="Tekstejä, jotka haku löytää eikä hakija saisi avata: {count}.",
        sv="Texter som sökningen hittar och den sökande inte får öppna: {count}.",
        en="Texts that a search finds and its reader may not open: {count}.",
    ),
    "search-unrecorded": Text(
        fi="Hakuja, joista loki ei tiedä tarkoituksineen: {count}.",
        sv="Sökningar som loggen inte känner med deras ändamål: {count}.",
        en="Searches of which the log does not know, with their purpose: {count}.",
    ),
}
