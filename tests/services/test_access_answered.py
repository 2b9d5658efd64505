"""An access request from receipt to the destroyed answer, as people do it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from seloste.domain.identity import MatchState
from seloste.domain.rights_decision import Outcome
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import IdentityMatch, RightsDecisionLine, SealedObject
from seloste.services import (
    notes,
    package_building,
    package_delivery,
    package_reviews,
    packages,
    rights_decisions,
    rights_moves,
)
from seloste.services.rights_decisions import Deciding
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers, deliveries, requests
from tests.services.conftest import NOW
from tests.services.works import opened, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, pdf=FakePdfMaker())


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def test_the_person_gets_all_of_theirs_and_nothing_of_anybody_else(
    desk: Desk, aino: Actor, onni: Actor, tmp_path: Path
) -> None:
    mail, call = answers.mail(desk), answers.call(desk)
    other = answers.mail(
        desk,
        source_id="<muu@example.fi>",
        parties=(replace(deliveries.MAIJA, mailto="muu@example.fi", name="Muu"),),
    )
    answers.certified(call, aino, onni, desk=desk)
    notes.write_on_contact(mail, "Lupasimme soittaa", desk=desk, actor=aino, now=NOW)
    opened(desk, aino, mail, title="Asiakkaan vesivahinko")
    request_id = requests.identified(desk, aino)
    for one in (mail, call):
        IdentityMatch.objects.create(
            request_id=request_id, contact_id=one, state=MatchState.CONFIRMED
        )
    requests.looked_for(request_id, aino)
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    rights_decisions.decide(Deciding(request_id), desk=desk, actor=aino, now=NOW)
    answers.marked(request_id, desk=desk, actor=aino, second=onni)
    rights_moves.review(request_id, actor=aino, now=NOW)
    package_id = packages.ask(
        request_id, with_audio=True, desk=desk, actor=aino, now=NOW
    )
    package_building.work_on(package_id, desk=desk, now=NOW)
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    offer = package_delivery.offer(package_id, desk=desk, actor=aino, now=NOW)

    download = package_delivery.fetch(
        answers.token_of(offer), offer.code, desk=desk, now=NOW
    )
    files = answers.unzipped(b"".join(download.pieces))

    data = json.loads(files["data.json"])
    report = files["report.html"].decode()
    assert len(data["contacts"]) == 2
    for canary in (
        "kanarialintu-7f3a",
        "vesi tulee katosta",
        "Lupasimme soittaa",
        "Asiakkaan vesivahinko",
    ):
        assert canary in report
    assert [data for path, data in files.items() if path.endswith(".wav")] == [
        deliveries.wav(12.0)
    ]
    assert "muu@example.fi" not in b"".join(files.values()).decode(errors="replace")
    assert str(other) not in json.dumps(data)

    package_building.work_on(package_id, desk=desk, now=NOW)
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)
    assert not SealedObject.objects.filter(kind="package").exists()
    assert requests.row(request_id).state == "closed"


def test_what_is_decided_to_be_kept_back_is_not_even_listed(
    desk: Desk, aino: Actor
) -> None:
    mail = answers.mail(desk)
    request_id = requests.identified(desk, aino)
    IdentityMatch.objects.create(
        request_id=request_id, contact_id=mail, state=MatchState.CONFIRMED
    )
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    message = SealedObject.objects.get(contact=mail, kind="message")
    rights_decisions.decide(
        Deciding(
            request_id, overruled={message.pk: Outcome.KEEP}, reason="liikesalaisuus"
        ),
        desk=desk,
        actor=aino,
        now=NOW,
    )
    assert RightsDecisionLine.objects.filter(outcome=Outcome.KEEP).count() == 1

    listed = package_reviews.begin(request_id, desk=desk, actor=aino, now=NOW)

    assert listed == 0
