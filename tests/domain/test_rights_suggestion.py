"""Messages that read like a rights request, in three languages, and some others."""

import pytest

from seloste.domain.rights_suggestion import suggested

READS_LIKE = [
    ("Hei, haluan tietoni. Terveisin Maija", "access"),
    ("Haluan kaikki minua koskevat henkilötietoni", "access"),
    ("Pyydän kopion puhelustani", "access"),
    ("Pyydän saada nähtäväksi minua koskevat tietoni.", "access"),
    ("mitä tietoja teillä on minusta?", "access"),
    ("Tämä on GDPR-tietopyyntö", "access"),
    ("Käytän tarkastusoikeuttani", "access"),
    ("Onko teillä mitään tietoja minusta?", "confirmation"),
    ("Käsittelettekö henkilökohtaisia tietojani?", "confirmation"),
    ("Haluan puhelun 4.5. litteroinnin", "transcript"),
    ("Poistakaa kaikki minun tietoni!", "erasure"),
    ("Haluan  tulla\nunohdetuksi", "erasure"),
    ("Haluan että tietoni poistetaan", "erasure"),
    ("Oikaiskaa tietoni, osoite on väärin", "rectification"),
    ("Rajoittakaa tietojeni käsittelyä", "restriction"),
    ("Siirtäkää kaikki tietoni toiselle yhtiölle", "portability"),
    ("Vastustan henkilökohtaisten tietojeni käsittelyä", "objection"),
    ("Peruutan suostumukseni", "withdrawal"),
    ("Jag vill få mina personuppgifter", "access"),
    ("Jag begär ett registerutdrag", "access"),
    ("Behandlar ni personuppgifter om mig?", "confirmation"),
    ("Jag vill ha en utskrift av mitt samtal", "transcript"),
    ("Radera alla mina uppgifter", "erasure"),
    ("Rätta mina personuppgifter", "rectification"),
    ("Begränsa behandlingen av mina uppgifter", "restriction"),
    ("Flytta mina uppgifter", "portability"),
    ("Jag motsätter mig all behandling", "objection"),
    ("Jag återkallar mitt samtycke", "withdrawal"),
    ("This is a subject access request", "access"),
    ("I would like a copy of my personal data", "access"),
    ("What information do you have about me?", "access"),
    ("Do you hold any personal data about me?", "confirmation"),
    ("Please send the transcript of our call", "transcript"),
    ("Please delete all of my data", "erasure"),
    ("Please correct my details", "rectification"),
    ("Please restrict the processing of my data", "restriction"),
    ("I ask for data portability", "portability"),
    ("I object to the processing", "objection"),
    ("I hereby withdraw my consent", "withdrawal"),
]
READS_UNLIKE = [
    "Hei, keittiössä on vesivahinko.",
    "Vaihdan sähköyhtiötä ensi kuussa, mitä minun pitää tehdä?",
    "Haluan tietoa sopimuksistanne",
    "Tarvitsen tiedot laskusta 1234",
    "Poistakaa huone 12 varauksesta",
    "Jag vill ha information om priser",
    "Radera inte min bokning",
    "I want to know your opening hours",
    "Please delete the extra bed from the booking",
    "",
]


@pytest.mark.parametrize(("text", "kind"), READS_LIKE)
def test_a_message_that_reads_like_a_request_is_suggested(text: str, kind: str) -> None:
    assert suggested(text) == kind


@pytest.mark.parametrize("text", READS_UNLIKE)
def test_a_message_about_something_else_is_not_suggested(text: str) -> None:
    assert suggested(text) is None


@pytest.mark.parametrize("text", ["haluan " + "a " * 20_000, "copy of " * 8_000])
def test_a_long_message_takes_no_long_time(text: str) -> None:
    assert suggested(text) is None
