"""Words of evidence. Answers to requests, and their letters."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "answers-proved": Text(
        fi="Jokaisesta luovutetusta vastauksesta ({count}) on todiste "
        "tapahtumalokissa.",
        sv="För varje överlämnat svar ({count}) finns ett bevis i händelseloggen.",
        en="Each answer handed over ({count}) is proved by the audit log.",
    ),
    "answer-unproved": Text(
        fi="Luovutettuja vastauksia, joista ei ole todistetta lokissa: {count}.",
        sv="Överlämnade svar som loggen inte bevisar: {count}.",
        en="Answers handed over that the log does not prove: {count}.",
    ),
    "answer-unreviewed": Text(
        fi="Vastauksia, joiden jokaista osaa ei ole käyty läpi: {count}.",
        sv="Svar av vilka inte alla delar har gåtts igenom: {count}.",
        en="Answers of which not every part was looked at: {count}.",
    ),
    "answer-before-release": Text(
        fi="Vastauksia, jotka luovutettiin ennen pyynnön hyväksymistä: {count}.",
        sv="Svar som överlämnades innan begäran hade godkänts: {count}.",
        en="Answers handed over before their request was released: {count}.",
    ),
    "answer-left": Text(
        fi="Vastauksia, joiden olisi pitänyt tuhoutua jo: {count}.",
        sv="Svar som redan borde ha förstörts: {count}.",
        en="Answers that should have been destroyed already: {count}.",
    ),
    "answer-transcripts-certified": Text(
        fi="Vastausten puhelutallenteet ({count}) annetaan kokonaisina, ihmisen "
        "vahvistamina litterointeina.",
        sv="Svarens samtalsinspelningar ({count}) ges som hela, bestyrkta "
        "transkriptioner.",
        en="Recordings in answers ({count}) are given as whole, certified transcripts.",
    ),
    "answer-transcript-uncertified": Text(
        fi="Tallenteita, joiden annettu litterointi ei ole kokonainen tai "
        "vahvistettu: {count}.",
        sv="Inspelningar vars givna transkription inte är hel eller bestyrkt: {count}.",
        en="Recordings whose given transcript is not whole or not certified: {count}.",
    ),
    "portable-provided": Text(
        fi="Siirrettävissä tiedoissa ({count}) on vain henkilön itse antamaa.",
        sv="I de portabla uppgifterna ({count}) finns bara det som personen lämnat.",
        en="Portable data ({count}) hold only what the person provided.",
    ),
    "portable-ours": Text(
        fi="Siirrettävissä tiedoissa olevia kohteita, joita henkilö ei ole antanut: "
        "{count}.",
        sv="Objekt bland de portabla uppgifterna som personen inte lämnat: {count}.",
        en="Items among portable data that the person did not provide: {count}.",
    ),
    "letters-complete": Text(
        fi="Jokainen kirjepohja ({count}) sisältää lain vaatimat kohdat suomeksi, "
        "ruotsiksi ja englanniksi.",
        sv="Varje brevmall ({count}) innehåller det som lagen kräver på finska, "
        "svenska och engelska.",
        en="Each kind of letter ({count}) says what the law wants in Finnish, Swedish "
        "and English.",
    ),
    "letter-incomplete": Text(
        fi="Kirjepohjista puuttuu lain vaatimia kohtia: {count}.",
        sv="I brevmallarna saknas delar som lagen kräver: {count}.",
        en="Parts that the law wants are missing from letters: {count}.",
    ),
    "letters-written": Text(
        fi="Jokaisesta jatkosta ja kieltäytymisestä on kirjoitettu; kirjeitä {count}.",
        sv="Om varje förlängning och avslag har ett brev skrivits; brev: {count}.",
        en="A letter was written of every extension and refusal; letters: {count}.",
    ),
    "letter-unwritten": Text(
        fi="Jatkoja tai kieltäytymisiä, joista ei ole kirjoitettu: {count}.",
        sv="Förlängningar eller avslag om vilka inget brev skrivits: {count}.",
        en="Extensions or refusals of which no letter was written: {count}.",
    ),
}
