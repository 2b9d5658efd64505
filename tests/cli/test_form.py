"""``seloste form``: public forms, and links to the anonymous question."""

import pytest

from seloste import wiring
from seloste.cli.form import form
from seloste.domain.form import FormRefused
from seloste.records.models import FormSite
from seloste.services import satisfaction
from seloste.services.access import NotFound
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
NAMES = ("--name-fi", "Palaute", "--name-sv", "Respons", "--name-en", "Feedback")
ADD = ("add", "palaute", "--register", "retta", "--address", "retta.example", *NAMES)


def test_a_form_is_added_and_listed(run: Run) -> None:
    added = run(form, *ADD, "--ask", "email=required", "--ask", "topic")

    assert added.stdout == "http://127.0.0.1:8000/feedback/palaute/\n"
    assert FormSite.objects.get().fields == {"topic": "optional", "email": "required"}
    assert run(form, "list").stdout == "palaute\tretta\tretta.example\topen\n"


def test_a_form_is_closed(run: Run) -> None:
    run(form, *ADD)

    run(form, *ADD, "--closed")

    assert run(form, "list").stdout.endswith("closed\n")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--ask", "hetu"), "unknown-field"),
        (("--frame", "http://example.fi"), "bad-ancestor"),
        (("--queue", "muu"), "unknown-queue"),
        (("--address", "muu.example"), "unknown-address"),
        (("--register", "sok-mara"), "not-promised"),
        (("--register", "muu"), "unknown-register"),
        (("--name-fi", ""), "no-name"),
    ],
)
def test_a_form_that_cannot_be_is_refused(
    run: Run, more: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(FormRefused) as refusal:
        run(form, *ADD, *more)

    assert refusal.value.reason == reason
    assert not FormSite.objects.exists()


def test_a_form_keeps_its_address(run: Run) -> None:
    run(form, *ADD)

    with pytest.raises(FormRefused, match="name-taken"):
        run(form, *ADD, "--address", "isannointi.retta.example")


def test_links_to_the_question_are_printed(run: Run) -> None:
    printed = run(form, "ask", "--register", "retta", "--count", "3").stdout.split()

    assert len(set(printed)) == 3
    token = printed[0].rstrip("/").rpartition("/")[2]
    assert satisfaction.register_of(token, now=wiring.clock().now()) == "retta"


def test_a_queue_that_is_not_there_is_refused(run: Run) -> None:
    with pytest.raises(NotFound):
        run(form, "ask", "--register", "retta", "--queue", "muu")
