"""Pages of work: who finds what, what each button does, and what never leaks."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.records.models import AuditLeaf, Hold, Note, SealedObject, WorkItem
from seloste.services import queues, work_items, work_words
from seloste.services.queues import QueueSettings
from seloste.services.work_items import NewWork
from tests.services import deliveries
from tests.web.kept import acts, kept
from tests.web.people import NOW, SETUP, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

TITLE = "Vesivahinko keittiössä"


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


@pytest.fixture
def task(eino: Actor, maijas_mail: UUID) -> WorkItem:
    """A task of Eino's on Maija's mail."""
    return opened(eino, WorkKind.TASK, maijas_mail)


@pytest.fixture
def complaint(aino: Actor, maijas_call: UUID) -> WorkItem:
    """A complaint that Aino wrote down."""
    return opened(aino, WorkKind.COMPLAINT, maijas_call, title="Väärä lasku")


def opened(who: Actor, kind: WorkKind, *contacts: UUID, title: str = TITLE) -> WorkItem:
    wanted = NewWork(
        register="retta",
        kind=kind,
        words=WorkWords(title=title),
        contact_ids=contacts,
        controller="retta",
    )
    work_id = work_items.open_work(wanted, desk=wiring.desk(), actor=who, now=NOW)
    return WorkItem.objects.get(pk=work_id)


def words_of(work: WorkItem) -> WorkWords:
    return work_words.open_words(work, wiring.desk())


def posted(browser: Client, work: WorkItem, act: str, **given: object) -> str:
    answer = browser.post(f"/work/{work.id}/{act}", given)
    assert answer.status_code in {200, 302}, answer.content.decode()[:2000]
    if answer.status_code == 302:
        answer = browser.get(answer.headers["Location"])
    return answer.content.decode()


def test_empty_list_says_so(browser: Client) -> None:
    assert "Ei avoimia töitä" in browser.get("/work/").content.decode()


def test_list_shows_titles_states_and_counts(browser: Client, task: WorkItem) -> None:
    page = browser.get("/work/").content.decode()

    assert TITLE in page
    assert str(task.number) in page


@pytest.mark.parametrize("tab", ["open", "mine", "nobody", "late", "closed"])
def test_each_tab_opens_and_filters_stay(
    browser: Client, task: WorkItem, tab: str
) -> None:
    page = browser.get(f"/work/?tab={tab}&kind=task&register=retta&queue=zzz")

    assert page.status_code == 200


def test_work_is_opened_from_a_contact_and_shown_on_it(
    browser: Client, maijas_mail: UUID
) -> None:
    form = browser.get(f"/work/on/{maijas_mail}/?kind=feedback").content.decode()
    assert 'value="feedback" selected' in form

    answer = browser.post(
        f"/work/on/{maijas_mail}/",
        {"kind": "task", "title": TITLE, "description": "Soita", "priority": "high"},
    )

    work = WorkItem.objects.get()
    assert answer.headers["Location"] == f"/work/{work.id}/"
    assert TITLE in browser.get(f"/contacts/{maijas_mail}/").content.decode()
    assert work.priority == "high"
    assert words_of(work).description == "Soita"


def test_work_without_a_contact_names_its_controller(browser: Client) -> None:
    answer = browser.post(
        "/work/new/?register=retta",
        {"kind": "task", "title": TITLE, "priority": "normal", "controller": "retta"},
    )

    assert answer.status_code == 302
    assert WorkItem.objects.get().controller.key == "retta"


@pytest.mark.parametrize(
    "given", [{"title": ""}, {"due_on": "2026-06-30"}, {"kind": "nothing"}]
)
def test_refused_new_work_says_why_beside_the_field(
    browser: Client, maijas_mail: UUID, given: dict[str, str]
) -> None:
    usual = {"kind": "task", "title": TITLE, "priority": "normal"}

    page = browser.post(f"/work/on/{maijas_mail}/", usual | given)

    assert "invalid-feedback" in page.content.decode()
    assert not WorkItem.objects.exists()


def test_page_shows_what_it_keeps_and_is_noted(browser: Client, task: WorkItem) -> None:
    page = browser.get(f"/work/{task.id}/").content.decode()

    assert TITLE in page
    assert str(task.links.get().contact_id) in page
    assert "eikä mitään muuta" in page
    assert acts("work.read") == 1


def test_moves_are_buttons_and_closing_asks_how_it_ended(
    browser: Client, task: WorkItem
) -> None:
    page = posted(browser, task, "move/take/")
    assert "Odota asiakasta" in page

    refused = posted(browser, task, "end/close/", **{"end-outcome": ""})
    assert "invalid-feedback" in refused
    posted(browser, task, "end/close/", **{"end-outcome": "done", "end-words": "Ok"})

    task.refresh_from_db()
    assert (task.state, task.outcome) == ("closed", "done")
    assert words_of(task).outcome == "Ok"
    assert not Hold.objects.filter(released_at=None).exists()


def test_everything_on_the_page_does_what_it_says(
    browser: Client, eino: Actor, task: WorkItem
) -> None:
    queue = queues.set_queue(
        QueueSettings("retta", "palvelu", "Palvelu", "Service", "Service"),
        actor=SETUP,
        now=NOW,
    )
    posted(browser, task, "steps/", text="Soita")
    posted(browser, task, "steps/0/", text="Soita", to="done")
    posted(browser, task, "notes/", **{"note-text": "Soitettu"})
    posted(
        browser,
        task,
        "assign/",
        **{"whose-queue": str(queue), "whose-assignee": str(eino.staff_id)},
    )
    plan = {
        "plan-due_on": "2026-07-10",
        "plan-remind_on": "2026-07-08",
        "plan-priority": "high",
    }
    posted(browser, task, "plan/", **plan)
    page = posted(
        browser,
        task,
        "describe/",
        **{"words-title": "Uusi otsikko", "words-description": "Teksti"},
    )

    task.refresh_from_db()
    assert words_of(task).checklist[0].done
    assert (task.queue_id, task.assignee_id) == (queue, eino.staff_id)
    assert (str(task.due_on), task.priority) == ("2026-07-10", "high")
    for words in ("Soitettu", "Uusi otsikko", "Teksti", "Palvelu"):
        assert words in page


def test_contacts_are_linked_by_number_and_unlinked(
    browser: Client, task: WorkItem, maijas_call: UUID
) -> None:
    browser.post(f"/work/on/{maijas_call}/link/", {"number": task.number})
    assert task.links.count() == 2

    posted(browser, task, f"unlink/{maijas_call}/")

    assert task.links.count() == 1


def test_linking_to_a_number_that_is_not_there_says_so(
    browser: Client, maijas_call: UUID
) -> None:
    answer = browser.post(f"/work/on/{maijas_call}/link/", {"number": 99}, follow=True)

    assert "Sitä ei ole" in answer.content.decode()


def test_merge_and_split_from_the_page(
    browser: Client, eino: Actor, task: WorkItem, maijas_mail: UUID
) -> None:
    second = kept(deliveries.mail(source_id="<2@example.fi>"))
    other = opened(eino, WorkKind.TASK, second, title="Sama asia")
    wrong = {"merge-number": "7", "merge-reason": "sama"}
    assert "invalid-feedback" in posted(browser, task, "merge/", **wrong)

    right = {"merge-number": str(other.number), "merge-reason": "sama"}
    posted(browser, task, "merge/", **right)
    split = {
        "split-title": "Oma asia",
        "split-contacts": [str(maijas_mail)],
        "split-reason": "kaksi",
    }
    posted(browser, other, "split/", **split)

    task.refresh_from_db()
    assert task.merged_into_id == other.id
    assert WorkItem.objects.filter(links__contact=maijas_mail).count() == 1


def test_a_complaint_is_answered_claimed_and_looked_at(
    aino: Actor, signed_in: SignedIn, complaint: WorkItem
) -> None:
    browser = signed_in(aino)
    letter = {
        "letter-language": "fi",
        "letter-recipient": "Maija Meikäläinen",
        "letter-subject": "Vastaus",
        "letter-body": "Hei",
    }
    assert "Vastaus" in posted(browser, complaint, "letter/", **letter)
    file = browser.post(f"/work/{complaint.id}/letter.pdf", {"purpose": "complaints"})
    assert file.content.startswith(b"%PDF")
    assert file.headers["Content-Disposition"].startswith("attachment")

    claim = {"claim-reason": "Korvaus", "claim-review_on": "2026-08-01"}
    posted(browser, complaint, "claim/", **claim)
    late = {"claim-review-review_on": "2030-01-01"}
    assert "invalid-feedback" in posted(browser, complaint, "claim/review/", **late)
    posted(
        browser, complaint, "claim/review/", **{"claim-review-review_on": "2026-09-01"}
    )
    posted(browser, complaint, "review/", **{"review-review_on": "2026-08-15"})
    complaint.refresh_from_db()
    assert complaint.claim_hold is not None
    assert complaint.claim_hold.released_at is None
    posted(browser, complaint, "claim/end/")

    complaint.claim_hold.refresh_from_db()
    assert complaint.claim_hold.released_at is not None


def test_bulk_shows_what_it_will_do_before_it_does_it(
    browser: Client, eino: Actor, task: WorkItem
) -> None:
    feedback = opened(eino, WorkKind.FEEDBACK)
    given = {"work": [str(task.id), str(feedback.id)], "act": "close"}
    usual = {"outcome": "done", "priority": "normal", "queue": "", "assignee": ""}

    shown = browser.post("/work/bulk/", given | usual).content.decode()
    task.refresh_from_db()
    assert task.state == "new"
    assert "Sen tila ei salli tätä." in shown
    browser.post("/work/bulk/do/", given | usual)

    task.refresh_from_db()
    feedback.refresh_from_db()
    assert (task.state, feedback.state) == ("closed", "new")


def test_bulk_with_nothing_chosen_leads_back(browser: Client) -> None:
    answer = browser.post("/work/bulk/", {"act": "take", "work": ["no-id"]})

    assert answer.headers["Location"] == "/work/"


def test_no_title_leaks_to_whom_the_work_does_not_exist_for(
    browser: Client, complaint: WorkItem, maijas_call: UUID
) -> None:
    pages = [
        browser.get("/work/?tab=open"),
        browser.get("/work/?tab=nobody&kind=complaint"),
        browser.get(f"/contacts/{maijas_call}/"),
        browser.get("/"),
        browser.get("/holds/"),
    ]

    for page in pages:
        assert "Väärä lasku" not in page.content.decode()
        assert str(complaint.id) not in page.content.decode()
    assert browser.get(f"/work/{complaint.id}/").status_code == 404
    assert acts("work.denied") == 1


def test_trainer_has_no_such_pages(
    tiina: Actor, signed_in: SignedIn, task: WorkItem, maijas_mail: UUID
) -> None:
    browser = signed_in(tiina)

    assert browser.get("/work/").status_code == 403
    assert TITLE not in browser.get(f"/contacts/{maijas_mail}/").content.decode()


WRITES = [
    "move/acknowledge/",
    "end/decide/",
    "assign/",
    "plan/",
    "describe/",
    "notes/",
    "steps/",
    "steps/0/",
    "review/",
    "claim/",
    "claim/review/",
    "claim/end/",
    "merge/",
    "split/",
    "letter/",
    "letter/mail/",
    "letter.pdf",
]
FILLED = {
    "end-outcome": "rejected",
    "whose-queue": "",
    "plan-priority": "high",
    "words-title": "x",
    "note-text": "x",
    "text": "x",
    "review-review_on": "2026-08-01",
    "claim-reason": "x",
    "claim-review_on": "2026-08-01",
    "claim-review-review_on": "2026-08-01",
    "merge-number": "1001",
    "merge-reason": "x",
    "split-title": "x",
    "split-reason": "x",
    "letter-language": "fi",
    "letter-subject": "x",
    "letter-body": "x",
}


@pytest.mark.parametrize("act", [*WRITES, "unlink/{contact}/"])
def test_what_is_not_ones_own_is_changed_by_no_address(
    browser: Client, complaint: WorkItem, act: str
) -> None:
    contact = complaint.links.get().contact_id
    before = everything()

    answer = browser.post(f"/work/{complaint.id}/{act.format(contact=contact)}", FILLED)
    nobody = browser.post(f"/work/{uuid4()}/{act.format(contact=contact)}", FILLED)

    assert (answer.status_code, nobody.status_code) == (404, 404)
    assert everything() == before


def test_foreign_contacts_and_work_are_never_tied_together(
    browser: Client, task: WorkItem, complaint: WorkItem, soks_call: UUID
) -> None:
    before = everything()

    linked = browser.post(f"/work/on/{soks_call}/link/", {"number": task.number})
    onto = browser.post(
        f"/work/on/{kept(deliveries.mail(source_id='<9@x.fi>'))}/link/",
        {"number": complaint.number},
    )
    new = browser.post(f"/work/on/{soks_call}/", {"kind": "task", "title": "x"})

    assert (linked.status_code, new.status_code) == (404, 404)
    assert onto.status_code == 302
    assert WorkItem.objects.count() == 2
    assert task.links.count() + complaint.links.count() == 2
    assert before[0] == everything()[0]


def everything() -> tuple[object, ...]:
    """Return what nobody may change: work, notes, holds and what they keep."""
    return (
        sorted(WorkItem.objects.values_list("pk", "state", "version", "queue")),
        Note.objects.count(),
        sorted(Hold.objects.values_list("pk", "review_by")),
        SealedObject.objects.filter(work_item__isnull=False).count(),
        AuditLeaf.objects.filter(action__startswith="work.")
        .exclude(action__in=["work.denied", "work.read"])
        .count(),
    )


def test_queue_pages_are_the_administrators(
    admin: Actor, browser: Client, signed_in: SignedIn, eino: Actor
) -> None:
    ylermi = signed_in(admin)
    given = {
        "register": "retta",
        "slug": "palvelu",
        "name_fi": "Palvelu",
        "name_sv": "Service",
        "name_en": "Service",
        "assignment": "round-robin",
        "respond_minutes": "60",
        "solve_minutes": "600",
        "opens_0": "09:00",
        "closes_0": "17:00",
        "skills": "ruotsi, laskutus",
    }
    assert browser.get("/queues/").status_code == 403
    wrong = ylermi.post("/queues/new/", given | {"closes_0": "08:00"})
    assert "Sulkeutuu avaamisen jälkeen." in wrong.content.decode()

    answer = ylermi.post("/queues/new/", given)
    [queue] = queues.queues("retta")
    assert answer.headers["Location"] == f"/queues/{queue.pk}/"
    assert queue.hours == {"0": ["09:00", "17:00"]}
    assert queue.skills == ["laskutus", "ruotsi"]
    member = {"staff": str(eino.staff_id), "skills": "ruotsi", "available": "on"}
    ylermi.post(f"/queues/{queue.pk}/members/", member)
    page = ylermi.get(f"/queues/{queue.pk}/").content.decode()
    assert "Eino" in page
    ylermi.post(f"/queues/{queue.pk}/members/{eino.staff_id}/remove/")

    assert queue.members.count() == 0
    assert "Palvelu" in ylermi.get("/queues/").content.decode()
    assert acts("queue.changed") == 3


def test_hold_of_work_is_released_with_the_work_only(
    aino: Actor, signed_in: SignedIn, browser: Client, complaint: WorkItem
) -> None:
    hold = complaint.hold_id
    assert hold is not None
    assert browser.get(f"/holds/{hold}/").status_code == 404
    assert browser.post(f"/holds/{hold}/release/").status_code == 404

    answer = signed_in(aino).post(f"/holds/{hold}/release/", follow=True)

    assert "kuuluu avoimeen työhön" in answer.content.decode()
    assert Hold.objects.get(pk=hold).released_at is None
