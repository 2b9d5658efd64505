"""Given names and surnames that are common in Finland, Sweden and Britain.

Written for Seloste from general knowledge; copied from no register or data set.
What is also an everyday word stands in ``AMBIGUOUS`` and counts only beside
another name or where somebody says that it is a name.
"""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


GIVEN = _listed(
    """
    Maija Maria Helena Anneli Johanna Kaarina Marjatta Liisa Hannele Kristiina Anna
    Tuulikki Annika Elina Sofia Katariina Emilia Eeva Anne Mari Minna Päivi Tiina
    Sari Kirsi Pirjo Ritva Leena Tuula Sirpa Irma Eila Aino Helmi Eino Onni Väinö
    Olavi Juhani Johannes Tapani Antero Tapio Mikael Kalevi Matti Pekka Jukka Timo
    Juha Kari Mika Jari Antti Heikki Hannu Markku Petri Pertti Seppo Reijo Esa Risto
    Ville Mikko Sami Teemu Janne Lauri Eero Oskari Elias Leo Oliver Niilo Veikko
    Toivo Ilmari Aarne Jorma Raimo Erkki Martti Arto Vesa Ari Pasi Tomi Toni Jussi
    Kalle Iida Ella Venla Emma Olivia Aada Lotta Noora Laura Jenni Heidi Hanna Satu
    Outi Riitta Marja Anu Kaisa Tarja Merja Ulla Saara Sanna Pia Terhi Henna Salla
    Veera Milla Katja Susanna Virpi Taina Raija Anders Erik Lars Karl Per Nils Johan
    Gustav Sven Magnus Mats Björn Göran Håkan Lennart Bengt Stefan Fredrik Henrik
    Jonas Mattias Christer Kjell Åke Olof Axel Oskar Viktor Astrid Ingrid Birgitta
    Kerstin Margareta Karin Eva Lena Kristina Ulrika Gunilla Camilla Linnea Elsa
    Greta Agneta Marianne Monica Åsa Britta Susanne Cecilia Malin Frida Tove Emelia
    Viveka Carita Gunvor Solveig Torsten Ralf Kaj Tom Bo Ulf Yngve James John Robert
    Michael William David Richard Thomas Charles Daniel Matthew Andrew Peter Paul
    George Edward Simon Stephen Brian Kevin Jason Jack Harry Jacob Mary Patricia
    Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Margaret Emily
    Charlotte Amelia Sophie Hannah Alice Rebecca Claire Rachel Helen Catherine Megan
    Ahmed Mohamed Ali Fatima Aisha Nguyen Olga Svetlana Natalia Igor Dmitri Sergei
    Tatjana
    """
)
SURNAMES = _listed(
    """
    Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen
    Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Salonen
    Kinnunen Turunen Salo Laitinen Rantanen Tuominen Karjalainen Jokinen Mattila
    Savolainen Lahtinen Ahonen Ojala Leppänen Väisänen Hiltunen Kallio Miettinen
    Leinonen Pitkänen Manninen Aaltonen Hakala Anttila Koivisto Laaksonen Hirvonen
    Lehto Räsänen Laakso Toivonen Mustonen Aalto Rantala Nurmi Pulkkinen Peltonen
    Seppälä Moilanen Lehtimäki Kettunen Kemppainen Pesonen Lappalainen Nurminen
    Hakkarainen Karppinen Eskola Meikäläinen Esimerkki Vainio Kokkonen Partanen
    Huttunen Tikkanen Kauppinen Heiskanen Ikonen Halonen Hänninen Peltola Karvonen
    Johansson Andersson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson
    Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Lindberg Lindström
    Lindqvist Lindholm Berg Bergström Sandberg Sundström Nyström Holmström Lundqvist
    Lundberg Engström Söderström Nyman Öberg Åberg Forsman Backman Fagerström
    Wikström Granqvist Sjöberg Nordström Blom Smith Jones Taylor Brown Williams
    Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green
    Hall Wood Jackson Clarke Patel Khan Lewis Harris Martin Cooper Ivanov Ivanova
    Petrov Petrova Popov Hassan Hussein Abdi Kowalski Müller Schmidt
    """
)
AMBIGUOUS = _listed(
    """
    Onni Toivo Leo Satu Helmi Kari Esa Ari Mari Ilmari Outi Meri Rauha Lauri Oliver
    Ali Anu Per Bo Tom Mats Eva Lena Elsa Jack Harry Mark Grace Will Bill May April
    June Rose Axel Toni Pia Sari Berg Blom Brown White Green Hall Wood Cooper Martin
    Niemi Salo Laine Lehto Aalto Nurmi Kallio Vainio Ojala Hakala Esimerkki Laakso
    Koivisto Rantala Peltola Taina Ella Ulla Anna Hanna Anne Kalle Ville Pasi Tove
    Malin Frida Greta Walker Wright Lewis Karin Kaj Ulf Iida Venla
    """
)
NO_NAMES = _listed(
    """
    Suomi Suomen Helsinki Helsingin Espoo Vantaa Tampere Turku Oulu Sverige Finland
    England Kela Elisa Telia Visa Mastercard Microsoft Google Posti Vero Hei Moi Hej
    Hello Kiitos Tack Thanks Joo Kyllä Ei Ja Jag Hon Han The We You And But Mutta Se
    Me Te He Onko Kun Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November
    December Customer Hotel Hotelli Restaurant Ravintola Retta Isännöinti Energia
    Asiakaspalvelu Kundtjänst Support Service Booking Christmas Joulu Easter Company
    Bank Pankki Nordea Danske Perille Laituri
    """
)
"""Words with a capital that are no names, however they stand."""
