"""Short messages of the portal: a receipt number and a link, and nothing personal.

Letters that the law asks for are written elsewhere (``domain.rights_letter``).
"""

from collections.abc import Mapping

from seloste.domain.notice import Language

SUBJECT: Mapping[Language, str] = {
    Language.FI: "Vahvista pyyntösi {reference}",
    Language.SV: "Bekräfta din begäran {reference}",
    Language.EN: "Confirm your request {reference}",
}
CONFIRMATION: Mapping[Language, str] = {
    Language.FI: """Hei,

saimme verkkolomakkeella tietosuojaa koskevan pyynnön, jossa on tämä osoite.
Vastaanottonumero: {reference}

Jos teit pyynnön, vahvista se täällä seitsemän päivän kuluessa:
{link}

Jos et tehnyt pyyntöä, sinun ei tarvitse tehdä mitään: se päättyy itsestään.
Emme ole luovuttaneet kenellekään mitään.
""",
    Language.SV: """Hej,

vi fick på webbformuläret en begäran om dataskydd med den här adressen.
Mottagningsnummer: {reference}

Om du gjorde begäran, bekräfta den här inom sju dagar:
{link}

Om du inte gjorde den behöver du inte göra någonting: den upphör av sig själv.
Vi har inte lämnat ut någonting till någon.
""",
    Language.EN: """Hello,

we received a data protection request on the web form with this address.
Receipt number: {reference}

If you made the request, confirm it here within seven days:
{link}

If you did not, you need not do anything: it ends by itself.
Nothing has been handed to anybody.
""",
}

LETTER_SUBJECT: Mapping[Language, str] = {
    Language.FI: "Pyynnöstäsi {reference} on kirje",
    Language.SV: "Ett brev om din begäran {reference}",
    Language.EN: "A letter about your request {reference}",
}
LETTER: Mapping[Language, str] = {
    Language.FI: """Hei,

pyynnöstäsi {reference} on uusi kirje. Lue se täällä:
{link}
""",
    Language.SV: """Hej,

det finns ett nytt brev om din begäran {reference}. Läs det här:
{link}
""",
    Language.EN: """Hello,

there is a new letter about your request {reference}. Read it here:
{link}
""",
}


def grouped(reference: str) -> str:
    """Return a receipt number in groups of four, to be read aloud."""
    return "-".join(reference[at : at + 4] for at in range(0, len(reference), 4))


def subject(language: Language, reference: str) -> str:
    """Return the subject of the mail that asks for confirmation."""
    return SUBJECT[language].format(reference=grouped(reference))


def confirmation(language: Language, *, reference: str, link: str) -> str:
    """Return the text of the mail that asks for confirmation."""
    return CONFIRMATION[language].format(reference=grouped(reference), link=link)


def letter_subject(language: Language, reference: str) -> str:
    """Return the subject of the mail that says there is a letter."""
    return LETTER_SUBJECT[language].format(reference=grouped(reference))


def letter(language: Language, *, reference: str, link: str) -> str:
    """Return the text of the mail that says where a letter is read."""
    return LETTER[language].format(reference=grouped(reference), link=link)
