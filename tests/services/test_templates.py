"""Templates of replies: kept by those who may, versioned, audited, filled in."""

from dataclasses import replace
from uuid import uuid4

import pytest

from seloste.domain.reply_template import Blank, TemplateRefused
from seloste.domain.staff import Actor, Role
from seloste.records.models import AuditLeaf, Template
from seloste.services import audit, templates
from seloste.services.access import NotFound
from seloste.services.templates import TemplateText
from tests.services.conftest import NOW
from tests.services.talks import me, worker

THANKS = TemplateText(
    register="retta",
    word="kiitos",
    name="Kiitos palautteesta",
    kind="reply",
    text_fi="Hei {customer_name}, kiitos.",
    text_sv="Hej {customer_name}, tack.",
    text_en="Dear {customer_name}, thank you.",
)


@pytest.fixture
def aino(registers: None) -> Actor:
    return worker("aino", Role.RECORDS_MANAGER)


def test_a_template_is_kept_and_filled_in_in_every_language(aino: Actor) -> None:
    templates.set_template(THANKS, actor=aino, now=NOW)

    offered = templates.filled("retta", {Blank.CUSTOMER_NAME: "Maija"})

    assert offered[0].texts == {
        "fi": "Hei Maija, kiitos.",
        "sv": "Hej Maija, tack.",
        "en": "Dear Maija, thank you.",
    }


def test_every_change_is_a_version_and_a_trace(aino: Actor) -> None:
    row = templates.set_template(THANKS, actor=aino, now=NOW)

    changed = replace(THANKS, text_fi="Hei.")
    templates.set_template(changed, actor=aino, now=NOW, template_id=row.pk)

    assert Template.objects.get().version == 2
    leaves = AuditLeaf.objects.filter(action="template.changed")
    assert leaves.count() == 2


def test_a_template_whose_trace_cannot_be_written_is_not_kept(
    aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise audit.LeafRefused("broken by the test")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(audit.LeafRefused):
        templates.set_template(THANKS, actor=aino, now=NOW)

    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"word": "Iso Sana"}, "bad-word"),
        ({"word": ""}, "bad-word"),
        ({"name": " "}, "no-name"),
        ({"text_sv": " "}, "no-text"),
        ({"text_en": "x" * 20_001}, "too-long"),
        ({"text_fi": "Hei {custmer_name}"}, "unknown-blank"),
    ],
)
def test_a_template_that_would_not_do_is_refused(
    aino: Actor, changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(TemplateRefused, match=reason):
        templates.set_template(replace(THANKS, **changes), actor=aino, now=NOW)

    assert not Template.objects.exists()


def test_a_word_is_given_once(aino: Actor) -> None:
    templates.set_template(THANKS, actor=aino, now=NOW)

    with pytest.raises(TemplateRefused, match="word-taken"):
        templates.set_template(THANKS, actor=aino, now=NOW)


@pytest.mark.parametrize("role", [Role.AGENT, Role.TRAINER, Role.DPO])
def test_others_keep_no_templates(registers: None, role: Role) -> None:
    with pytest.raises(NotFound):
        templates.set_template(THANKS, actor=worker("eino", role), now=NOW)


def test_nobody_changes_templates_of_another_register(aino: Actor) -> None:
    row = templates.set_template(THANKS, actor=aino, now=NOW)
    sanna = worker("sanna", Role.RECORDS_MANAGER, register="sok-mara")

    with pytest.raises(NotFound):
        templates.set_active(row.pk, active=False, actor=sanna, now=NOW)
    with pytest.raises(NotFound):
        templates.one(row.pk, staff_id=me(sanna), now=NOW)
    with pytest.raises(NotFound):
        templates.set_template(
            replace(THANKS, register="sok-mara"),
            actor=sanna,
            now=NOW,
            template_id=row.pk,
        )


def test_a_withdrawn_template_is_not_offered(aino: Actor) -> None:
    row = templates.set_template(THANKS, actor=aino, now=NOW)
    assert templates.filled("retta", {})

    templates.set_active(row.pk, active=False, actor=aino, now=NOW)

    assert templates.filled("retta", {}) == ()


def test_a_template_that_is_not_there_is_not_changed(aino: Actor) -> None:
    with pytest.raises(NotFound):
        templates.set_active(uuid4(), active=True, actor=aino, now=NOW)
