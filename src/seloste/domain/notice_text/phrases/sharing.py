"""Who receives data and what leaves the EEA (Art. 13(1)(e) and (f))."""

from collections.abc import Mapping

from seloste.domain.notice import Text

RECIPIENTS = Text(
    fi="Tietojasi voivat saada seuraavat vastaanottajat:",
    sv="Följande mottagare kan få dina uppgifter:",
    en="The following recipients may receive your data:",
)
KINDS: Mapping[str, Text] = {
    "group": Text(
        fi="Vastaanottaja kuuluu samaan konserniin tai yritysryhmään kuin me.",
        sv="Mottagaren hör till samma koncern eller företagsgrupp som vi.",
        en="The recipient belongs to the same group of companies as we do.",
    ),
    "processor": Text(
        fi="Vastaanottaja käsittelee tietoja puolestamme (henkilötietojen "
        "käsittelijä).",
        sv="Mottagaren behandlar uppgifter för vår räkning (personuppgiftsbiträde).",
        en="The recipient processes data on our behalf (processor).",
    ),
}
MEMBERS = Text(
    fi="Vastaanottajat nimeltä: {names}.",
    sv="Mottagarna vid namn: {names}.",
    en="The recipients by name: {names}.",
)
PURPOSES = Text(
    fi="Tarkoitus: {purposes}.", sv="Ändamål: {purposes}.", en="Purpose: {purposes}."
)
CONDITION = Text(
    fi="Tietoja annetaan{condition}.",
    sv="Uppgifter lämnas ut{condition}.",
    en="Data are given{condition}.",
)
COUNTRY = Text(fi="Maa: {country}.", sv="Land: {country}.", en="Country: {country}.")

TRANSFERS: Mapping[str, Text] = {
    "never": Text(
        fi="Tietojasi ei siirretä EU:n tai ETA:n ulkopuolelle.",
        sv="Dina uppgifter överförs inte till länder utanför EU eller EES.",
        en="Your data are not transferred outside the EU or the EEA.",
    ),
    "exception": Text(
        fi="Tietojasi ei pääsääntöisesti siirretä EU:n tai ETA:n ulkopuolelle.",
        sv="Dina uppgifter överförs i regel inte till länder utanför EU eller EES.",
        en="As a rule, your data are not transferred outside the EU or the EEA.",
    ),
    "limited": Text(
        fi="Tietojasi siirretään rajoitetusti EU:n tai ETA:n ulkopuolelle.",
        sv="Dina uppgifter överförs i begränsad omfattning till länder utanför EU "
        "eller EES.",
        en="Your data are transferred outside the EU or the EEA to a limited extent.",
    ),
}
TRANSFERRED = Text(
    fi="Tietoja siirretään{condition}.",
    sv="Uppgifter överförs{condition}.",
    en="Data are transferred{condition}.",
)
COUNTRIES = Text(
    fi="Maat, joihin tietoja siirretään: {countries}.",
    sv="Länder som uppgifter överförs till: {countries}.",
    en="Countries to which data are transferred: {countries}.",
)
MECHANISM = Text(
    fi="Siirrossa käytetään tätä suojakeinoa:",
    sv="Överföringen skyddas på detta sätt:",
    en="The transfer is protected by:",
)
MECHANISMS = Text(
    fi="Siirrossa käytetään jotakin seuraavista:",
    sv="Överföringen grundar sig på något av följande:",
    en="The transfer relies on one of the following:",
)
MECHANISM_NAMES: Mapping[str, Text] = {
    "scc": Text(
        fi="Euroopan komission hyväksymät vakiolausekkeet",
        sv="standardavtalsklausuler som Europeiska kommissionen har antagit",
        en="standard contractual clauses adopted by the European Commission",
    ),
    "adequacy": Text(
        fi="Euroopan komission päätös siitä, että maan tietosuoja on riittävä",
        sv="Europeiska kommissionens beslut om att landets skyddsnivå är adekvat",
        en="a decision of the European Commission that the country protects data "
        "adequately",
    ),
    "bcr": Text(
        fi="valvontaviranomaisen vahvistamat yritystä koskevat sitovat säännöt",
        sv="bindande företagsbestämmelser som tillsynsmyndigheten har godkänt",
        en="binding corporate rules approved by a supervisory authority",
    ),
    "derogation": Text(
        fi="tietosuoja-asetuksen 49 artiklan poikkeus",
        sv="ett undantag i artikel 49 i dataskyddsförordningen",
        en="a derogation in Article 49 GDPR",
    ),
    "other": Text(
        fi="muu lainsäädännön sallima siirtomekanismi",
        sv="någon annan överföringsmekanism som lagstiftningen tillåter",
        en="another transfer mechanism allowed by law",
    ),
}
SAFEGUARDS_COPY = Text(
    fi="Jäljennöksen suojatoimista saat täältä: {where}",
    sv="En kopia av skyddsåtgärderna får du här: {where}",
    en="You can obtain a copy of the safeguards here: {where}",
)
# Countries outside the EEA that service providers commonly work in (ISO 3166-1);
# any other is shown by its code.
COUNTRY_NAMES: Mapping[str, Text] = {
    "AU": Text(fi="Australia", sv="Australien", en="Australia"),
    "BR": Text(fi="Brasilia", sv="Brasilien", en="Brazil"),
    "CA": Text(fi="Kanada", sv="Kanada", en="Canada"),
    "CH": Text(fi="Sveitsi", sv="Schweiz", en="Switzerland"),
    "CN": Text(fi="Kiina", sv="Kina", en="China"),
    "DE": Text(fi="Saksa", sv="Tyskland", en="Germany"),
    "EE": Text(fi="Viro", sv="Estland", en="Estonia"),
    "FI": Text(fi="Suomi", sv="Finland", en="Finland"),
    "GB": Text(
        fi="Yhdistynyt kuningaskunta",
        sv="Förenade kungariket",
        en="the United Kingdom",
    ),
    "IE": Text(fi="Irlanti", sv="Irland", en="Ireland"),
    "IL": Text(fi="Israel", sv="Israel", en="Israel"),
    "IN": Text(fi="Intia", sv="Indien", en="India"),
    "JP": Text(fi="Japani", sv="Japan", en="Japan"),
    "KR": Text(
        fi="Korean tasavalta", sv="Republiken Korea", en="the Republic of Korea"
    ),
    "NL": Text(fi="Alankomaat", sv="Nederländerna", en="the Netherlands"),
    "NZ": Text(fi="Uusi-Seelanti", sv="Nya Zeeland", en="New Zealand"),
    "PH": Text(fi="Filippiinit", sv="Filippinerna", en="the Philippines"),
    "SE": Text(fi="Ruotsi", sv="Sverige", en="Sweden"),
    "SG": Text(fi="Singapore", sv="Singapore", en="Singapore"),
    "UA": Text(fi="Ukraina", sv="Ukraina", en="Ukraine"),
    "US": Text(fi="Yhdysvallat", sv="Förenta staterna", en="the United States"),
}
