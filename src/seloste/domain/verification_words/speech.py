"""Words of evidence. Speech: what is written down of calls, and where it is heard."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "words-only": Text(
        fi="Puheesta kirjataan vain sanat ja niiden ajat ({count} kenttää), ei ääntä.",
        sv=(
            "Av tal antecknas bara ord och när de sades ({count} fält), inget om "
            "rösten."
        ),
        en=(
            "Of speech only words and their seconds are written down ({count} "
            "fields), nothing of the voice."
        ),
    ),
    "voice-analysed": Text(
        fi="Litteroinnin kenttiä, joita kukaan ei ole arvioinut: {count}.",
        sv="Fält i utskrifter som ingen har bedömt: {count}.",
        en="Fields of transcripts that nobody has assessed: {count}.",
    ),
    "derived-closed": Text(
        fi="Kaikki tallenteista tehty ({count}) on ennalta lueteltua lajia.",
        sv="Allt som gjorts av inspelningar ({count}) är av på förhand angivet slag.",
        en="Everything made from recordings ({count}) is of a kind listed beforehand.",
    ),
    "derived-outside": Text(
        fi="Tallenteista tehtyä, jonka lajia ei ole lueteltu: {count}.",
        sv="Sådant som gjorts av inspelningar men vars slag inte är angivet: {count}.",
        en="Things made from recordings whose kind is not listed: {count}.",
    ),
    "transcripts-bound": Text(
        fi=(
            "Jokainen litterointi ({count}) on sidottu juuri siihen äänitteeseen, "
            "josta se tehtiin."
        ),
        sv=(
            "Varje utskrift ({count}) är bunden till just den inspelning som den "
            "gjordes av."
        ),
        en="Every transcript ({count}) is bound to the recording it was made from.",
    ),
    "transcript-unbound": Text(
        fi="Litterointeja, joiden äänite ei ole enää sama: {count}.",
        sv="Utskrifter vars inspelning inte längre är densamma: {count}.",
        en="Transcripts whose recording is no longer the same: {count}.",
    ),
    "transcript-certified-alone": Text(
        fi="Sanatarkoiksi vahvistettuja litterointeja ilman toista lukijaa: {count}.",
        sv="Utskrifter som intygats ordagranna utan en andra läsare: {count}.",
        en="Transcripts certified as verbatim without a second reader: {count}.",
    ),
    "transcript-without-recording": Text(
        fi="Litterointeja, joiden tallennetta ei enää ole: {count}.",
        sv="Utskrifter vars inspelning inte längre finns: {count}.",
        en="Transcripts whose recording is no longer there: {count}.",
    ),
    "speech-stays-here": Text(
        fi="Puhe muutetaan tekstiksi tällä koneella; ääni ei lähde muualle.",
        sv="Tal görs till text på den här maskinen; inget ljud lämnar den.",
        en="Speech is turned into text on this machine; no sound leaves it.",
    ),
    "speech-processor-named": Text(
        fi="Se, joka kuulee tallenteet, on nimetty selosteessa.",
        sv="Den som hör inspelningarna nämns i beskrivningen.",
        en="Whoever hears the recordings is named in the notice.",
    ),
    "speech-processor-unnamed": Text(
        fi="Tallenteet kuulisi joku, jota seloste ei nimeä.",
        sv="Inspelningarna skulle höras av någon som beskrivningen inte nämner.",
        en="Somebody the notice does not name would hear the recordings.",
    ),
}
