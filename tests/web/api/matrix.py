"""Every operation of people, written out by hand: a new one without a row fails."""

from seloste.domain.api_key import Scope
from tests.web.api.keys import Row

FOR = {"purpose": "service"}
CONTACTS = [
    Row("GET", "/contacts", Scope.CONTACTS_READ, "eino", 200, foreign=200),
    Row(
        "POST",
        "/lookups",
        Scope.CONTACTS_READ,
        "eino",
        200,
        {
            "register": "retta",
            "purpose": "identification",
            "field": "mailto",
            "value": "maija@example.net",
        },
    ),
    Row(
        "POST",
        "/search",
        Scope.CONTENT_READ,
        "eino",
        200,
        {"register": "retta", "purpose": "service", "words": "vesivahinko"},
    ),
    Row("GET", "/contacts/{contact_id}/details", Scope.CONTACTS_READ, "eino", 200),
    Row("POST", "/contacts/{contact_id}/people", Scope.CONTENT_READ, "eino", 200, FOR),
    Row(
        "POST",
        "/contacts/{contact_id}/notes",
        Scope.CONTACTS_WRITE,
        "eino",
        201,
        {"text": "soita takaisin"},
    ),
    Row(
        "POST",
        "/contacts/{contact_id}/vcon",
        Scope.EXPORT_READ,
        "aino",
        200,
        {"purpose": "rights"},
    ),
    Row(
        "POST",
        "/contacts/{contact_id}/items/{item_id}/openings",
        Scope.CONTENT_READ,
        "eino",
        201,
        FOR,
    ),
    Row("GET", "/openings/{opening_id}/content", Scope.CONTENT_READ, "eino", 200),
    Row("HEAD", "/openings/{opening_id}/content", Scope.CONTENT_READ, "eino", 200),
    Row(
        "GET",
        "/openings/{recording_opening}/transcript",
        Scope.CONTENT_READ,
        "eino",
        200,
    ),
    Row(
        "GET",
        "/openings/{recording_opening}/captions",
        Scope.CONTENT_READ,
        "eino",
        200,
    ),
]
CONVERSATIONS = [
    Row("GET", "/conversations", Scope.CONVERSATIONS_READ, "eino", 200, foreign=200),
    Row("GET", "/conversations/{thread}", Scope.CONVERSATIONS_READ, "eino", 200),
    Row(
        "POST", "/conversations/{thread}/messages", Scope.CONTENT_READ, "eino", 200, FOR
    ),
    Row(
        "POST",
        "/conversations/{thread}/moves",
        Scope.CONVERSATIONS_WRITE,
        "eino",
        200,
        {"move": "take"},
    ),
    Row(
        "POST",
        "/conversations/{thread}/assignments",
        Scope.CONVERSATIONS_WRITE,
        "eino",
        204,
        {"queue": None, "staff": None},
    ),
    Row(
        "POST",
        "/conversations/{thread}/notes",
        Scope.CONVERSATIONS_WRITE,
        "eino",
        201,
        {"text": "soitettu"},
    ),
    Row(
        "POST",
        "/conversations/{thread}/replies",
        Scope.CONVERSATIONS_WRITE,
        "eino",
        409,
        {**FOR, "text": "Hei, huolto tulee huomenna."},
    ),
]
WORK = [
    Row("GET", "/work", Scope.WORK_READ, "eino", 200, foreign=200),
    Row(
        "POST",
        "/work",
        Scope.WORK_WRITE,
        "eino",
        201,
        {
            "register": "retta",
            "kind": "task",
            "title": "Soita",
            "contacts": ["{call}"],
        },
    ),
    Row(
        "GET",
        "/work/{work_id}",
        Scope.WORK_READ,
        "eino",
        200,
        query="?purpose=service",
    ),
    Row(
        "POST",
        "/work/{work_id}/moves",
        Scope.WORK_WRITE,
        "eino",
        200,
        {"move": "close", "outcome": "done", "words": "soitettu"},
    ),
    Row(
        "POST",
        "/work/{work_id}/assignments",
        Scope.WORK_WRITE,
        "eino",
        204,
        {"queue": "{queue}"},
    ),
    Row(
        "POST",
        "/work/{work_id}/plan",
        Scope.WORK_WRITE,
        "eino",
        204,
        {"due_on": "2026-08-01", "priority": "high"},
    ),
    Row(
        "POST",
        "/work/{work_id}/links",
        Scope.WORK_WRITE,
        "eino",
        204,
        {"contact": "{contact_id}"},
    ),
    Row("DELETE", "/work/{work_id}/links/{contact_id}", Scope.WORK_WRITE, "eino", 409),
    Row(
        "POST",
        "/work/{work_id}/notes",
        Scope.WORK_WRITE,
        "eino",
        201,
        {"text": "muista"},
    ),
    Row(
        "POST",
        "/work/{work_id}/merge",
        Scope.WORK_WRITE,
        "eino",
        204,
        {"into": "{other_work}", "reason": "sama asia"},
    ),
    Row(
        "POST",
        "/work/{work_id}/split",
        Scope.WORK_WRITE,
        "eino",
        201,
        {"title": "Toinen", "contacts": ["{call}"], "reason": "eri asia"},
    ),
    Row(
        "POST",
        "/work-bulk/preview",
        Scope.WORK_READ,
        "eino",
        200,
        {"act": "priority", "priority": "high", "work": ["{work_id}"]},
        foreign=200,
    ),
    Row(
        "POST",
        "/work-bulk",
        Scope.WORK_WRITE,
        "eino",
        200,
        {"act": "priority", "priority": "high", "work": ["{work_id}"]},
        foreign=200,
    ),
]
WHOM = {
    "register": "retta",
    "purpose": "service",
    "identifier": {"field": "tel", "value": "+358455550101"},
}
NUMBER_77 = {"field": "customer_no", "value": "77"}
MAIL = {"field": "mailto", "value": "maija@example.fi"}
CUSTOMERS = [
    Row("POST", "/customers/view", Scope.CUSTOMERS_READ, "eino", 200, WHOM),
    Row(
        "POST",
        "/customers/merge",
        Scope.CUSTOMERS_WRITE,
        "eino",
        200,
        {**WHOM, "other": MAIL, "reason": "kertoi itse"},
    ),
    Row(
        "POST",
        "/customers/split",
        Scope.CUSTOMERS_WRITE,
        "eino",
        200,
        {**WHOM, "other": NUMBER_77, "reason": "oli naapurin"},
    ),
    Row(
        "POST",
        "/customers/exclude",
        Scope.CUSTOMERS_WRITE,
        "eino",
        200,
        {**WHOM, "contact": "{call}", "reason": "naapuri soitti"},
    ),
    Row(
        "POST",
        "/customers/undo",
        Scope.CUSTOMERS_WRITE,
        "eino",
        200,
        {
            "register": "retta",
            "purpose": "service",
            "customer": "{customer}",
            "number": 1,
        },
    ),
]
LIST = (
    "?register=sok-mara&controller=sok&source=business-register"
    "&purpose=correctness&basis=6(1)(f)&ends_on=2026-07-20"
)
TABLE = "Nimi;Puhelin\nAino Aamu;040 555 0113\n"
SOK = "sok-mara"
CALL_LISTS = [
    Row("GET", "/call-lists", Scope.CALLS_READ, "elli", 200, foreign=200, home=SOK),
    Row(
        "POST",
        "/call-lists",
        Scope.CALLS_WRITE,
        "elli",
        201,
        TABLE,
        query=LIST,
        home=SOK,
    ),
    Row("GET", "/call-lists/{list_id}", Scope.CALLS_READ, "elli", 200, home=SOK),
    Row("POST", "/call-lists/{list_id}/next", Scope.CALLS_WRITE, "elli", 200, home=SOK),
    Row(
        "POST",
        "/call-entries/{entry_id}/results",
        Scope.CALLS_WRITE,
        "elli",
        200,
        {"result": "no-answer"},
        home=SOK,
    ),
    Row("POST", "/call-lists/{list_id}/end", Scope.CALLS_WRITE, "elli", 204, home=SOK),
    Row(
        "POST",
        "/call-objections",
        Scope.CALLS_WRITE,
        "elli",
        200,
        {"register": "sok-mara", "tel": "040 555 0111"},
        home=SOK,
    ),
]
OF_RETTA = "?register=retta"
FIGURES = [
    Row("GET", "/figures", Scope.FIGURES_READ, "aino", 200, query=OF_RETTA),
    Row("GET", "/figures.csv", Scope.FIGURES_READ, "aino", 200, query=OF_RETTA),
]
PAPERS = [
    Row("GET", "/papers", Scope.PAPER_READ, "eino", 200, foreign=200),
    Row("GET", "/paper-places", Scope.PAPER_READ, "eino", 200, foreign=200),
    Row(
        "POST",
        "/papers",
        Scope.PAPER_WRITE,
        "eino",
        201,
        {
            "register": "retta",
            "address": "asiakaspalvelu@retta.example",
            "place": "{place}",
            "custodian": "{eino}",
            "received_on": "2026-07-01",
        },
    ),
    Row("GET", "/papers/{paper_id}", Scope.PAPER_READ, "eino", 200),
    Row(
        "POST",
        "/papers/{paper_id}/moves",
        Scope.PAPER_WRITE,
        "eino",
        204,
        {"place": "{place}", "custodian": "{eino}"},
    ),
    Row(
        "POST",
        "/papers/{paper_id}/destruction",
        Scope.PAPER_WRITE,
        "aino",
        200,
        {"way": "din-66399-p-4", "destroyed_on": "2026-07-01"},
    ),
    Row(
        "POST",
        "/papers/{paper_id}/second",
        Scope.PAPER_WRITE,
        "aino",
        409,
        {"saw_it": True},
    ),
]
WEBHOOKS = [
    Row("GET", "/webhooks", Scope.WEBHOOKS_READ, "admin", 200, foreign=200),
    Row(
        "POST",
        "/webhooks",
        Scope.WEBHOOKS_WRITE,
        "admin",
        201,
        {
            "register": "retta",
            "url": "https://hooks.example/two",
            "recipient": "processors",
            "events": ["work.opened"],
        },
    ),
    Row(
        "POST",
        "/webhooks/{webhook_id}/pause",
        Scope.WEBHOOKS_WRITE,
        "admin",
        204,
        {"paused": True},
    ),
    Row("GET", "/webhooks/{webhook_id}/messages", Scope.WEBHOOKS_READ, "admin", 200),
    Row(
        "POST",
        "/webhooks/{webhook_id}/messages/{message_id}/retry",
        Scope.WEBHOOKS_WRITE,
        "admin",
        204,
    ),
]
TRAINING = [
    Row("GET", "/playlists", Scope.TRAINING_READ, "tiina", 200, foreign=200),
    Row(
        "POST",
        "/playlists",
        Scope.TRAINING_WRITE,
        "tiina",
        201,
        {
            "register": "retta",
            "purpose": "quality",
            "since": "2026-06-01",
            "until": "2026-07-01",
        },
    ),
    Row("GET", "/playlists/{playlist_id}", Scope.TRAINING_READ, "tiina", 200),
    Row(
        "POST",
        "/playlists/{playlist_id}/places/{position}/openings",
        Scope.CONTENT_READ,
        "tiina",
        201,
    ),
]
RIGHTS = [
    Row("GET", "/rights-requests", Scope.RIGHTS_READ, "aino", 200, foreign=200),
    Row(
        "POST",
        "/rights-requests",
        Scope.RIGHTS_WRITE,
        "eino",
        201,
        {"register": "retta", "kind": "access", "email": "maija@example.fi"},
    ),
    Row("GET", "/rights-requests/{request_id}", Scope.RIGHTS_READ, "aino", 200),
    Row("POST", "/rights-requests/{request_id}/open", Scope.RIGHTS_READ, "aino", 200),
    Row(
        "POST",
        "/rights-requests/{request_id}/moves",
        Scope.RIGHTS_WRITE,
        "aino",
        200,
        {"move": "propose-refusal", "reason": "excessive"},
    ),
]
DISCLOSURES = [
    Row("GET", "/disclosures", Scope.RIGHTS_READ, "aino", 200, foreign=200),
    Row(
        "POST",
        "/disclosures",
        Scope.RIGHTS_WRITE,
        "aino",
        201,
        {
            "register": "retta",
            "recipient": "group",
            "purpose": "development",
            "form": "figures",
            "name": "Retta Kiinteistö Oy",
        },
    ),
    Row(
        "POST",
        "/disclosures/{disclosure_id}/approve",
        Scope.RIGHTS_WRITE,
        "aino",
        200,
    ),
    Row(
        "POST",
        "/disclosures/{disclosure_id}/refuse",
        Scope.RIGHTS_WRITE,
        "aino",
        200,
    ),
]
REST = [
    Row("GET", "/queues", Scope.QUEUES_READ, "eino", 200, foreign=200),
    Row("GET", "/completeness", Scope.COMPLETENESS_READ, "aino", 200, query=OF_RETTA),
]
ROWS = [
    *CONTACTS,
    *CONVERSATIONS,
    *WORK,
    *CUSTOMERS,
    *CALL_LISTS,
    *FIGURES,
    *PAPERS,
    *WEBHOOKS,
    *TRAINING,
    *RIGHTS,
    *DISCLOSURES,
    *REST,
]
