"""Who answers for the data, and whom to turn to (Art. 13(1)(a) and (b))."""

from seloste.domain.notice import Text

CONTROLLER = Text(
    fi="Henkilötietojesi rekisterinpitäjä on {names}. Se vastaa siitä, mihin ja miten "
    "tietojasi käytetään.",
    sv="Personuppgiftsansvarig för dina uppgifter är {names}. Den personuppgifts"
    "ansvarige svarar för vad dina uppgifter används till och hur.",
    en="The controller of your personal data is {names}. The controller answers for "
    "what your data are used for and how.",
)
CONTROLLERS = Text(
    fi="Henkilötietojesi rekisterinpitäjiä ovat {names}. Kukin niistä vastaa siitä, "
    "mihin ja miten se käyttää tietojasi.",
    sv="Personuppgiftsansvariga för dina uppgifter är {names}. Var och en av dem "
    "svarar för vad den använder dina uppgifter till och hur.",
    en="The controllers of your personal data are {names}. Each of them answers for "
    "what it uses your data for and how.",
)
BUSINESS_ID = Text(
    fi="Y-tunnus: {value}", sv="FO-nummer: {value}", en="Business ID: {value}"
)
ADDRESS = Text(fi="Osoite: {value}", sv="Adress: {value}", en="Address: {value}")
EMAIL = Text(fi="Sähköposti: {value}", sv="E-post: {value}", en="E-mail: {value}")
PHONE = Text(fi="Puhelin: {value}", sv="Telefon: {value}", en="Phone: {value}")
PROCESSOR = Text(
    fi="{name} toimii myös henkilötietojen käsittelijänä. Silloin se käsittelee "
    "tietoja toisten rekisterinpitäjien puolesta, joita ovat: {whom}. Näissä asioissa "
    "esitä pyyntösi ja kysymyksesi asianomaiselle rekisterinpitäjälle.",
    sv="{name} är också personuppgiftsbiträde. Då behandlar bolaget uppgifter för "
    "andra personuppgiftsansvariga, nämligen: {whom}. I de här ärendena ska du rikta "
    "dina begäranden och frågor till den personuppgiftsansvarige i fråga.",
    en="{name} also acts as a processor. It then processes data on behalf of other "
    "controllers, namely: {whom}. In these matters, please send your requests and "
    "questions to the controller in question.",
)
CONTACT = Text(
    fi="Kun sinulla on kysyttävää tietojesi käsittelystä tai haluat käyttää "
    "oikeuksiasi, ota yhteyttä:",
    sv="När du har frågor om hur dina uppgifter behandlas eller vill använda dina "
    "rättigheter, kontakta:",
    en="When you have questions about how your data are processed or want to use your "
    "rights, contact:",
)
OFFICER = Text(
    fi="Tietosuojavastaavaan voit ottaa yhteyttä näin:",
    sv="Du kan kontakta dataskyddsombudet så här:",
    en="You can contact the data protection officer as follows:",
)
