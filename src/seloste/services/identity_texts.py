"""Messages that carry a code, and those that tell an old address of a change.

They name a receipt number and nothing of what is asked or held.
"""

from collections.abc import Mapping

from seloste.domain.notice import Language
from seloste.services.rights_texts import grouped

SUBJECT: Mapping[Language, str] = {
    Language.FI: "Tunnistautumiskoodi pyyntöön {reference}",
    Language.SV: "Kod för identifiering, begäran {reference}",
    Language.EN: "Code to prove who you are, request {reference}",
}
CODE: Mapping[Language, str] = {
    Language.FI: """Hei,

tietosuojapyynnön {reference} tekijä pyysi koodin tähän osoitteeseen.

Koodi: {code}

Koodi on voimassa kymmenen minuuttia. Syötä se pyynnön tilasivulla.
Älä anna koodia kenellekään: emme kysy sitä puhelimessa emmekä sähköpostilla.

Jos et tehnyt pyyntöä, vastaa tähän viestiin, niin selvitämme asian.
""",
    Language.SV: """Hej,

den som gjorde dataskyddsbegäran {reference} bad om en kod till den här adressen.

Kod: {code}

Koden gäller i tio minuter. Ange den på sidan som visar begärans läge.
Ge inte koden till någon: vi frågar inte efter den per telefon eller e-post.

Om du inte har gjort begäran, svara på det här meddelandet så utreder vi saken.
""",
    Language.EN: """Hello,

whoever made the data protection request {reference} asked for a code at this address.

Code: {code}

The code lasts ten minutes. Enter it on the page that shows the request.
Give it to nobody: we never ask for it by telephone or mail.

If you did not make the request, answer this message and we shall look into it.
""",
}
LETTER: Mapping[Language, str] = {
    Language.FI: """{name}
{address}

Tietosuojapyyntö {reference}

Sait tämän kirjeen, koska pyysit meiltä tietojasi ilman vahvaa tunnistautumista.

Koodi: {code}

Syötä koodi pyynnön tilasivulla kolmen viikon kuluessa, tai kerro se meille
puhelimessa numerosta, jonka olet antanut meille ennen pyyntöä.
Jos et tehnyt pyyntöä, ota meihin yhteyttä.
""",
    Language.SV: """{name}
{address}

Dataskyddsbegäran {reference}

Du får det här brevet eftersom du bad om dina uppgifter utan stark identifiering.

Kod: {code}

Ange koden på sidan som visar begärans läge inom tre veckor, eller säg den till oss
per telefon från ett nummer som du gav oss före begäran.
Om du inte har gjort begäran, kontakta oss.
""",
    Language.EN: """{name}
{address}

Data protection request {reference}

You get this letter because you asked for your data without a strong identification.

Code: {code}

Enter the code on the page that shows the request within three weeks, or tell it to us
by telephone from a number that you gave us before the request.
If you did not make the request, contact us.
""",
}
type Told = Mapping[Language, tuple[str, str]]
"""A subject and a text for each language."""

CHANGED: Told = {
    Language.FI: (
        "Tietosuojapyyntö {reference}: uusi yhteystieto",
        """Hei,

saimme tietosuojapyynnön {reference}, jossa pyydetään vastausta uuteen osoitteeseen.
Tämä osoite on tiedoissamme ennestään.

Jos pyyntö on sinun, sinun ei tarvitse tehdä mitään.
Jos se ei ole, vastaa tähän viestiin 48 tunnin kuluessa: sitä ennen emme luovuta mitään.
""",
    ),
    Language.SV: (
        "Dataskyddsbegäran {reference}: ny kontaktuppgift",
        """Hej,

vi fick dataskyddsbegäran {reference}, där svaret önskas till en ny adress.
Den här adressen fanns hos oss sedan tidigare.

Om begäran är din behöver du inte göra någonting.
Om den inte är det, svara på det här meddelandet inom 48 timmar: innan dess lämnar vi
inte ut någonting.
""",
    ),
    Language.EN: (
        "Data protection request {reference}: a new address",
        """Hello,

we received the data protection request {reference}, to be answered at a new address.
This address was in our records before.

If the request is yours, you need not do anything.
If it is not, answer this message within 48 hours: until then nothing is handed over.
""",
    ),
}
CORRECTED: Told = {
    Language.FI: (
        "Tietosuojapyyntö {reference}: yhteystietoja muutettiin",
        """Hei,

yhteystietoja muutettiin tietosuojapyynnön {reference} perusteella. Tämä osoite oli
niissä ennen muutosta.

Jos pyyntö on sinun, sinun ei tarvitse tehdä mitään.
Jos se ei ole, vastaa tähän viestiin, niin selvitämme asian. Uusilla tiedoilla ei voi
tunnistautua kuukauteen.
""",
    ),
    Language.SV: (
        "Dataskyddsbegäran {reference}: kontaktuppgifter ändrades",
        """Hej,

kontaktuppgifter ändrades på grund av dataskyddsbegäran {reference}. Den här adressen
stod i dem före ändringen.

Om begäran är din behöver du inte göra någonting.
Om den inte är det, svara på det här meddelandet så utreder vi saken. De nya uppgifterna
kan inte användas för identifiering på en månad.
""",
    ),
    Language.EN: (
        "Data protection request {reference}: contact details were changed",
        """Hello,

contact details were changed because of the data protection request {reference}. This
address stood there before the change.

If the request is yours, you need not do anything.
If it is not, answer this message and we shall look into it. Nobody can prove who they
are with the new details for a month.
""",
    ),
}


def subject(language: Language, *, reference: str) -> str:
    """Return the subject of a mail with a code."""
    return SUBJECT[language].format(reference=grouped(reference))


def code(language: Language, *, reference: str, code: str) -> str:
    """Return the text of a mail with a code; the digits in two groups."""
    return CODE[language].format(
        reference=grouped(reference), code=f"{code[:4]} {code[4:]}"
    )


def letter(
    language: Language, *, reference: str, code: str, name: str, address: str
) -> str:
    """Return the text of a letter with a code."""
    return LETTER[language].format(
        name=name,
        address=address,
        reference=grouped(reference),
        code=f"{code[:4]} {code[4:]}",
    )


def filled(text: str, *, reference: str) -> str:
    """Return a text or subject of ``Told`` with the receipt number in it."""
    return text.format(reference=grouped(reference))
