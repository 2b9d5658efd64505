"""Every route that writes for a register, with what its own people send it.

Written out by hand: a route that is added without a row fails
``test_foreign_ids.py``. What stands in braces is an id of the world there.
"""

from dataclasses import dataclass, field
from typing import Any

from seloste.web.words.queues import ASSIGNMENTS
from tests.web.test_customers import OTHER, WHOM
from tests.web.test_training import FORM, GRADES

TELLS = {403, 404}
"""What a foreign id in an address is answered."""
ASKS_AGAIN = {200, 302}
"""What a foreign id in a form is answered: the form again, or the list."""


@dataclass(frozen=True, slots=True)
class Row:
    """A route, who may write there, what they send, and who may not.

    ``changes`` is false where even its own people change nothing with it. Rows of
    one ``world`` are tried one after the other in the same: what destroys a key,
    which no transaction gives back, has a world of its own.
    """

    route: str
    who: str
    given: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    query: str = ""
    stranger: str = "sofia"
    answers: set[int] = field(default_factory=lambda: TELLS)
    changes: bool = True
    world: str = ""


TASK = {"work": "{work_id}"}
COMPLAINT = {"work": "{complaint}"}
MANY = {"work": "{work_id}", "act": "priority", "priority": "high"}
NEW = {"kind": "task", "title": "Soita", "priority": "normal", "controller": "retta"}
WORK = [
    Row(
        "work:new",
        "eino",
        {**NEW, "queue": "{queue}"},
        query="?register=retta",
        answers=ASKS_AGAIN,
    ),
    Row("work:new-on", "eino", NEW, {"contact": "{call}"}),
    Row("work:link", "eino", {"number": "{number}"}, {"contact": "{contact_id}"}),
    Row("work:save-view", "eino", {"name": "Laskut", "tab": "late", "shared": "retta"}),
    Row("work:remove-view", "eino", {}, {"view": "{view}"}),
    Row("work:bulk", "eino", MANY, answers=ASKS_AGAIN, changes=False),
    Row("work:bulk-do", "eino", MANY, answers=ASKS_AGAIN),
    Row("work:move", "eino", {}, {**TASK, "wanted": "take"}, world="move"),
    Row(
        "work:end",
        "eino",
        {"end-outcome": "done"},
        {**TASK, "wanted": "close"},
        world="end",
    ),
    Row("work:assign", "eino", {"whose-queue": "{queue}"}, TASK),
    Row("work:plan", "eino", {"plan-priority": "high"}, TASK),
    Row("work:describe", "eino", {"words-title": "Kirjoita"}, TASK, world="describe"),
    Row("work:note", "eino", {"note-text": "soitettu"}, TASK),
    Row("work:step", "eino", {"text": "Varaa aika"}, TASK, world="step"),
    Row(
        "work:tick",
        "eino",
        {"text": "Soita", "to": "done"},
        {**TASK, "place": "0"},
        world="tick",
    ),
    Row("work:unlink", "eino", {}, {**TASK, "contact": "{call}"}),
    Row("work:review", "eino", {"review-review_on": "2026-07-20"}, TASK),
    Row(
        "work:merge",
        "eino",
        {"merge-number": "{other_number}", "merge-reason": "sama asia"},
        TASK,
        world="merge",
    ),
    Row(
        "work:split",
        "eino",
        {
            "split-title": "Toinen",
            "split-contacts": "{call}",
            "split-reason": "eri asia",
        },
        TASK,
        world="split",
    ),
    Row(
        "work:claim",
        "aino",
        {"claim-reason": "vaatii korvausta", "claim-review_on": "2026-07-20"},
        {"work": "{unclaimed}"},
    ),
    Row(
        "work:claim-review", "aino", {"claim-review-review_on": "2026-07-25"}, COMPLAINT
    ),
    Row("work:claim-end", "aino", {}, COMPLAINT, world="claim-end"),
    Row(
        "work:letter",
        "aino",
        {
            "letter-language": "fi",
            "letter-subject": "Vastaus",
            "letter-body": "Hyvä asiakas",
        },
        COMPLAINT,
        world="letter",
    ),
    Row(
        "work:letter-mail",
        "aino",
        {"letter-mail-to": "1", "purpose": "complaints"},
        COMPLAINT,
        changes=False,
    ),
    Row("work:letter-pdf", "aino", {"purpose": "complaints"}, COMPLAINT, changes=False),
]
FIND = {"field": "tel", "value": "045 555 0101", "purpose": "retta:service"}
CUSTOMERS = [
    Row("customers:find", "eino", FIND, answers=ASKS_AGAIN, changes=False),
    Row(
        "customers:of_contact",
        "eino",
        {"people-purpose": "service"},
        {"contact": "{call}"},
        answers=ASKS_AGAIN,
        changes=False,
    ),
    Row("customers:again", "eino", WHOM, changes=False),
    Row(
        "customers:merge",
        "eino",
        {**WHOM, **OTHER, "reason": "kertoi itse"},
        world="merge",
    ),
    Row(
        "customers:split",
        "eino",
        {**WHOM, "other_field": "customer_no", "other_value": "77", "reason": "muun"},
        world="split",
    ),
    Row(
        "customers:exclude",
        "eino",
        {**WHOM, "contact": "{call}", "reason": "muun"},
        world="exclude",
    ),
    Row(
        "customers:undo",
        "eino",
        {**WHOM, "customer": "{customer}", "number": "1"},
        world="undo",
    ),
]
LIST = {"call_list": "{list_id}"}
CALL_LISTS = [
    Row(
        "call_lists:new",
        "elli",
        {
            "stands_on": "sok-mara:business-register:correctness:6(1)(f)",
            "controller": "sok",
            "ends_on": "2026-07-20",
            "file": "{file}",
        },
        stranger="raili",
        answers=ASKS_AGAIN,
    ),
    Row("call_lists:call", "elli", {}, LIST, stranger="raili"),
    Row(
        "call_lists:result",
        "elli",
        {"result": "no-answer"},
        {**LIST, "entry": "{entry_id}"},
        stranger="raili",
    ),
    Row("call_lists:end", "elli", {}, LIST, stranger="raili"),
    Row(
        "call_lists:objection",
        "elli",
        {"register": "sok-mara", "tel": "040 555 0111"},
        stranger="raili",
        answers=ASKS_AGAIN,
    ),
]
PAPER = {"paper": "{paper_id}"}
PLACE = {"place": "{place}"}
PAPERS = [
    Row(
        "papers:register",
        "eino",
        {
            "address": "asiakaspalvelu@retta.example",
            "kind": "letter",
            "direction": "inbound",
            "received_on": "2026-07-01",
            "sheets": "1",
            "place": "{place}",
            "custodian": "{eino}",
        },
        query="?register=retta",
        answers=ASKS_AGAIN,
    ),
    Row(
        "papers:places",
        "aino",
        {"register": "retta", "name": "Kaappi 5", "lock": "key"},
        answers=ASKS_AGAIN,
    ),
    Row("papers:close", "aino", {}, PLACE, changes=False),
    Row("papers:check", "eino", {"seen": "{paper_id}"}, PLACE),
    Row("papers:move", "eino", {"place": "{place}", "custodian": "{aino}"}, PAPER),
    Row(
        "papers:destroyed",
        "aino",
        {"way": "din-66399-p-4", "destroyed_on": "2026-07-01", "did": "on"},
        PAPER,
    ),
    Row("papers:second", "aino", {"saw": "yes"}, PAPER, changes=False),
]
LISTENED = {
    "playlist": "{playlist_id}",
    "position": "{place_of_mail}",
    "opening": "{listening}",
}
TRAINING = [
    Row("training:draw", "tiina", FORM, answers=ASKS_AGAIN),
    Row(
        "training:form",
        "tiina",
        {f"name-0-{code}": "Selkeys" for code in ("fi", "sv", "en")},
        {"register": "retta"},
    ),
    Row(
        "training:open",
        "tiina",
        {},
        {"playlist": "{playlist_id}", "position": "{place_of_mail}"},
        answers=ASKS_AGAIN,
    ),
    Row("training:evaluate", "tiina", {**GRADES, "agent": "{eino}"}, LISTENED),
    Row("training:comment", "tiina", {"moment": "0:00", "text": "Hyvä!"}, LISTENED),
]
WEBHOOK = {"webhook": "{webhook_id}"}
WEBHOOKS = [
    Row(
        "webhooks:list",
        "admin",
        {
            "register": "retta",
            "url": "https://hooks.example/two",
            "recipient": "processors",
            "events": "work.opened",
        },
    ),
    Row("webhooks:secret", "admin", {"renew": "1"}, WEBHOOK),
    Row("webhooks:pause", "admin", {}, WEBHOOK),
    Row("webhooks:remove", "admin", {}, WEBHOOK),
    Row("webhooks:retry", "admin", {}, {**WEBHOOK, "message": "{message_id}"}),
]
NOBODY = next(iter(ASSIGNMENTS))
QUEUE = {"queue": "{queue}"}
NAMES = {f"name_{code}": "Palvelu" for code in ("fi", "sv", "en")}
SETTINGS = {
    "register": "retta",
    "slug": "toinen",
    **NAMES,
    "assignment": NOBODY,
    "respond_minutes": "10",
    "solve_minutes": "20",
}
QUEUES = [
    Row("queues:new", "admin", SETTINGS),
    Row("queues:show", "admin", SETTINGS, QUEUE),
    Row("queues:retire", "admin", {}, QUEUE),
    Row("queues:reopen", "admin", {}, QUEUE, changes=False),
    Row("queues:member", "admin", {"staff": "{aino}", "available": "on"}, QUEUE),
    Row("queues:member-remove", "admin", {}, {**QUEUE, "member": "{eino}"}),
]
CALL = {"call": "{ringing}"}
CALLS = [
    Row("calls:pop", "eino", {}, CALL, changes=False),
    Row("calls:work", "eino", {"kind": "task"}, CALL),
    Row("calls:note", "eino", {"{ringing}-text": "Soita takaisin"}, CALL),
    Row(
        "calls:extensions",
        "admin",
        {"person": "{eino}", "register": "retta", "number": "202"},
    ),
    Row("calls:take", "admin", {}, {"extension": "{extension}"}),
]
ROWS = [
    *WORK,
    *CUSTOMERS,
    *CALL_LISTS,
    *PAPERS,
    *TRAINING,
    *WEBHOOKS,
    *QUEUES,
    *CALLS,
]
ONLY_READ = {
    "work:list",
    "work:show",
    "queues:list",
    "call_lists:list",
    "call_lists:show",
    "papers:list",
    "papers:show",
    "papers:printed",
    "papers:certificate",
    "training:list",
    "training:show",
    "training:listen",
    "webhooks:show",
    "calls:list",
    "calls:live",
}
"""Routes that answer no POST, which is tried."""
