"""Words of evidence. Redaction: what is hidden, and who reads originals."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "words-looked-through": Text(
        fi=(
            "Jokaisesta litteroinnista ({count}) on etsitty korttien numerot ja "
            "henkilötunnukset ja peitetty ne sekä tekstissä että äänessä."
        ),
        sv=(
            "I varje utskrift ({count}) har kortnummer och personbeteckningar sökts "
            "och dolts i både text och ljud."
        ),
        en=(
            "In every transcript ({count}) card numbers and identity codes were "
            "looked for and hidden in words and sound."
        ),
    ),
    "words-not-looked-through": Text(
        fi="Litterointeja, joista numeroita ei ole etsitty tunnissa: {count}.",
        sv="Utskrifter där nummer inte har sökts inom en timme: {count}.",
        en="Transcripts that were not looked through within an hour: {count}.",
    ),
    "copy-incomplete": Text(
        fi="Peitettyjä kopioita, joista puuttuu ääni, aaltomuoto tai teksti: {count}.",
        sv="Dolda kopior som saknar ljud, vågform eller text: {count}.",
        en="Redacted copies without sound, waveform or words: {count}.",
    ),
    "copy-outlives": Text(
        fi="Peitettyjä kopioita, jotka säilyvät tallennettaan pidempään: {count}.",
        sv="Dolda kopior som bevaras längre än inspelningen: {count}.",
        en="Redacted copies that are kept longer than their recording: {count}.",
    ),
    "originals-for-few": Text(
        fi=(
            "Peittämättömiä alkuperäisiä ovat avanneet ({count}) vain ne, joille "
            "seloste sen sallii."
        ),
        sv=(
            "Original utan dolda delar har öppnats ({count}) bara av dem som "
            "beskrivningen tillåter."
        ),
        en="Originals were opened ({count}) only by those whom the notice allows it.",
    ),
    "original-read-by-others": Text(
        fi="Alkuperäisen avaamisia ilman oikeutta: {count}.",
        sv="Öppningar av original utan rätt: {count}.",
        en="Openings of originals without the right to them: {count}.",
    ),
    "special-masked": Text(
        fi=(
            "Arkaluonteisiksi merkityt kohdat peitetään kaikilta tarkoituksilta, "
            "joihin ne eivät kuulu ({count})."
        ),
        sv=(
            "Delar som märkts som känsliga döljs för alla ändamål som inte "
            "omfattar dem ({count})."
        ),
        en=(
            "Stretches marked as sensitive are masked for every purpose that does "
            "not reach them ({count})."
        ),
    ),
    "special-unmasked": Text(
        fi="Tallenteita, joista puuttuu arkaluonteiset kohdat peittävä kopio: {count}.",
        sv="Inspelningar utan den kopia som döljer känsliga delar: {count}.",
        en="Recordings without the copy that masks what is sensitive: {count}.",
    ),
    "special-undecided": Text(
        fi=(
            "Puheluita, joissa on terveyteen tai ruokavalioon viittaavia sanoja ja "
            "joista kukaan ei ole vielä päättänyt: {count}."
        ),
        sv=(
            "Samtal med ord som kan gälla hälsa eller kost och som ingen ännu har "
            "avgjort: {count}."
        ),
        en=(
            "Calls with words that may tell of health or diet, on which nobody has "
            "decided yet: {count}."
        ),
    ),
}
