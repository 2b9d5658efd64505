"""Every promise gets one verdict, and a report can be signed and proved."""

import json
from collections import Counter
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.notice import Enforce
from seloste.domain.staff import Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, SealedObject
from seloste.services import audit
from seloste.services.notices import store
from seloste.services.notices.store import NoticeNotInForce
from seloste.services.verification import (
    PromiseUnknown,
    record_run,
    sign,
    signed_bytes,
    verify,
)
from seloste.services.verification.checks import CHECKS
from tests.services.conftest import NOW, SETUP
from tests.services.desks import EXAMPLES
from tests.services.verification.conftest import employ

EXPECTED = {
    "retta": [f"R-{number:02}" for number in range(1, 39)],
    "sok-mara": [f"S-{number:02}" for number in range(1, 25)],
}

pytestmark = pytest.mark.usefixtures("kept")


@pytest.mark.parametrize("register", EXPECTED)
def test_every_promise_gets_exactly_one_verdict(desk: Desk, register: str) -> None:
    report = verify(register, desk=desk, now=NOW)

    assert [result.promise_id for result in report.results] == EXPECTED[register]
    assert report.verdict is Verdict.GAP
    assert all(result.evidence for result in report.results)
    assert not [
        result.promise_id
        for result in report.results
        if max(Counter(result.evidence).values()) > 1
    ]


def test_every_promise_of_the_model_gets_a_verdict(desk: Desk) -> None:
    text = (EXAMPLES / "model.yaml").read_text(encoding="utf-8")
    version = store.publish(text=text, actor=SETUP, now=NOW, key_backup_days=7).version
    register = version.notice.register

    report = verify(register, desk=desk, now=NOW)

    assert len(report.results) == len(version.notice.promises)
    assert report.verdict is not Verdict.BROKEN


def test_every_way_of_keeping_a_promise_has_a_check() -> None:
    assert set(CHECKS) == set(Enforce)


def test_the_command_gathers_the_same_evidence_again(desk: Desk) -> None:
    whole = verify("retta", desk=desk, now=NOW)
    expected = next(one for one in whole.results if one.promise_id == "R-17")

    [again] = verify("retta", desk=desk, now=NOW, promises=["R-17"]).results

    assert again == expected
    assert again.command == "seloste verify --register retta --promise R-17"


def test_a_promise_nobody_made_is_refused(desk: Desk) -> None:
    with pytest.raises(PromiseUnknown):
        verify("retta", desk=desk, now=NOW, promises=["R-17", "R-99"])


def test_a_register_without_a_notice_is_refused(desk: Desk) -> None:
    with pytest.raises(NoticeNotInForce):
        verify("nobody", desk=desk, now=NOW)


def test_verifying_reads_no_content_and_changes_nothing(desk: Desk) -> None:
    employ("onni", Role.DPO)
    before = (AuditLeaf.objects.count(), SealedObject.objects.count())

    verify("retta", desk=desk, now=NOW)

    assert (AuditLeaf.objects.count(), SealedObject.objects.count()) == before


def test_a_report_is_signed_by_the_key_of_the_log(desk: Desk) -> None:
    report = verify("sok-mara", desk=desk, now=NOW, promises=["S-14"])

    signature = sign(report, signer=desk.signer)

    message = signed_bytes(report)
    assert message.startswith(b"seloste verification 1\n{")
    assert desk.signer.verify(message=message, signature=signature)
    changed = message.replace(b"PROVED", b"BROKEN")
    assert not desk.signer.verify(message=changed, signature=signature)


def test_what_is_signed_is_the_report_in_canonical_form(desk: Desk) -> None:
    report = verify("sok-mara", desk=desk, now=NOW, promises=["S-14"])

    _, _, body = signed_bytes(report).partition(b"\n")

    assert json.loads(body) == report.to_json()
    assert body.decode() == json.dumps(
        report.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def test_no_report_names_a_person(desk: Desk, kept: dict[str, UUID]) -> None:
    for register in EXPECTED:
        text = signed_bytes(verify(register, desk=desk, now=NOW)).decode()

        assert "Maija" not in text
        assert "+358455550101" not in text


def test_a_changed_log_is_left_as_it_was_found(desk: Desk) -> None:
    AuditLeaf.objects.order_by("-seq")[0].delete()
    report = verify("retta", desk=desk, now=NOW, promises=["R-17"])
    assert not report.log_sound
    before = AuditLeaf.objects.count()

    record_run(report, actor=SETUP, now=NOW)

    assert AuditLeaf.objects.count() == before


def test_a_run_is_recorded(desk: Desk) -> None:
    report = verify("retta", desk=desk, now=NOW, promises=["R-17"])

    record_run(report, actor=SETUP, now=NOW)

    [leaf] = audit.latest(limit=1, action=Action.VERIFY_RUN)
    assert leaf.object_id == "register:retta"
    assert leaf.details["verdict"] == "PROVED"
