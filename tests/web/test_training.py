"""Pages of training: drawing, listening, judging the service, and own feedback."""

import re
from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.evaluation import USUAL
from seloste.domain.staff import Actor, Role
from seloste.records.models import Comment, Evaluation, Playlist
from tests.web.kept import acts
from tests.web.people import SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("sources_of_retta")

FORM = {
    "purpose": "retta:quality",
    "since": "2026-06-01",
    "until": "2026-07-01",
    "size": "5",
}
GRADES = {f"grade-{one.id}": "4" for one in USUAL}


@pytest.fixture
def trainer(tiina: Actor, signed_in: SignedIn) -> Client:
    """The browser of Tiina, a trainer."""
    return signed_in(tiina)


@pytest.fixture
def playlist(trainer: Client, maijas_call: UUID) -> str:
    """The address of a sample with Maija's call."""
    return str(trainer.post("/training/draw/", FORM).headers["Location"])


@pytest.fixture
def listening(trainer: Client, playlist: str) -> str:
    """The address at which the call is open to Tiina."""
    return str(trainer.post(f"{playlist}1/open/").headers["Location"])


@pytest.mark.parametrize("address", ["/training/", "/training/draw/"])
@pytest.mark.parametrize("person", ["eino", "aino", "onni", "admin"])
def test_samples_are_for_trainers_only(
    request: pytest.FixtureRequest, signed_in: SignedIn, person: str, address: str
) -> None:
    browser = signed_in(request.getfixturevalue(person))

    assert browser.get(address).status_code == 403


@pytest.mark.parametrize("person", ["aino", "onni", "admin"])
def test_feedback_is_for_those_who_serve_and_train(
    request: pytest.FixtureRequest, signed_in: SignedIn, person: str
) -> None:
    browser = signed_in(request.getfixturevalue(person))

    assert browser.get("/my-feedback/").status_code == 403


def test_no_sample_yet_says_what_to_do(trainer: Client) -> None:
    page = trainer.get("/training/").content.decode()

    assert "/training/draw/" in page
    assert "empty" in page


def test_drawing_leads_to_the_playlist(trainer: Client, playlist: str) -> None:
    page = trainer.get(playlist).content.decode()

    assert Playlist.objects.get().pool == 1
    assert "Kuuntele" in page
    assert "Maija" not in page
    assert playlist in trainer.get("/training/").content.decode()


def test_nothing_to_draw_is_said_on_the_form(
    trainer: Client, maijas_call: UUID
) -> None:
    answer = trainer.post("/training/draw/", {**FORM, "channel": "chat"})

    assert answer.status_code == 200
    assert not Playlist.objects.exists()
    assert 'role="alert"' in answer.content.decode()


def test_playlist_of_another_register_does_not_exist(
    signed_in: SignedIn, playlist: str
) -> None:
    other = granted(invited("tero", "Tero"), Role.TRAINER, "sok-mara")

    assert signed_in(other).get(playlist).status_code == 404


def test_opening_leaves_a_trace_and_plays(trainer: Client, listening: str) -> None:
    page = trainer.get(listening).content.decode()

    assert acts("content.opened") == 1
    assert "data-player" in page
    assert "Maija Meikäläinen" not in page


def test_comment_is_shown_at_its_moment(trainer: Client, listening: str) -> None:
    answer = trainer.post(f"{listening}comment/", {"moment": "0:00", "text": "Hyvä!"})

    assert answer.status_code == 302
    assert 'data-seek-to="0"' in trainer.get(listening).content.decode()


@pytest.mark.parametrize("moment", ["9:00", "pian", "1:75"])
def test_comment_outside_the_call_is_refused_beside_the_field(
    trainer: Client, listening: str, moment: str
) -> None:
    answer = trainer.post(f"{listening}comment/", {"moment": moment, "text": "Hyvä!"})

    assert "id_moment_error" in answer.content.decode()
    assert not Comment.objects.exists()


def test_evaluation_reaches_the_agent_who_answers(
    trainer: Client, eino: Actor, signed_in: SignedIn, listening: str
) -> None:
    given = {**GRADES, "agent": str(eino.staff_id), "well": "Rauhallinen"}

    assert trainer.post(f"{listening}evaluate/", given).status_code == 302

    agent = signed_in(eino)
    [address] = set(
        re.findall(
            r"/my-feedback/[0-9a-f-]{36}/", agent.get("/my-feedback/").content.decode()
        )
    )
    assert "Rauhallinen" in agent.get(address).content.decode()
    assert agent.post(address, {"text": "Kiitos!"}).status_code == 302
    assert Evaluation.objects.get().acknowledged_at
    assert "Kiitos!" in agent.get(address).content.decode()
    assert acts("evaluation.answered") == 1


def test_missing_grade_is_said_beside_its_field(
    trainer: Client, eino: Actor, listening: str
) -> None:
    given = {**GRADES, "agent": str(eino.staff_id), "grade-opening": ""}

    answer = trainer.post(f"{listening}evaluate/", given)

    assert "id_grade-opening_error" in answer.content.decode()
    assert not Evaluation.objects.exists()


def test_feedback_of_somebody_else_does_not_exist(
    trainer: Client, eino: Actor, signed_in: SignedIn, listening: str
) -> None:
    trainer.post(f"{listening}evaluate/", {**GRADES, "agent": str(eino.staff_id)})
    other = granted(invited("elli", "Elli"), Role.AGENT, "retta")

    address = f"/my-feedback/{Evaluation.objects.get().id}/"

    assert signed_in(other).get(address).status_code == 404


def test_form_gets_a_new_version(trainer: Client) -> None:
    words = {
        f"name-0-{code}": name
        for code, name in (("fi", "Selkeys"), ("sv", "Tydlighet"), ("en", "Clarity"))
    }

    answer = trainer.post("/training/form/retta/", words)

    assert answer.status_code == 302
    assert "Selkeys" in trainer.get("/training/form/retta/").content.decode()
    assert acts("evaluation-form.changed") == 1


def test_form_of_another_register_is_not_theirs(trainer: Client) -> None:
    assert trainer.get("/training/form/sok-mara/").status_code == 403


def test_form_without_words_in_swedish_is_refused(trainer: Client) -> None:
    answer = trainer.post("/training/form/retta/", {"name-0-fi": "Selkeys"})

    assert answer.status_code == 200
    assert acts("evaluation-form.changed") == 0
