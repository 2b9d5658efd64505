"""Disclosures: who may receive what under the two notices, written out by hand."""

import itertools
from dataclasses import replace

import pytest

from seloste.domain import disclosure
from seloste.domain.disclosure import (
    DisclosureRefused,
    DisclosureState,
    Form,
    Step,
    Wanted,
)
from seloste.domain.notice import Notice
from seloste.services.notices import document
from tests.services.desks import EXAMPLES

ALLOWED = {
    ("prepared", "approve"): "approved",
    ("prepared", "refuse"): "refused",
    ("approved", "hand-over"): "handed-over",
    ("approved", "refuse"): "refused",
}
REFUSED = set(itertools.product(DisclosureState, Step)) - ALLOWED.keys()
INSURER = Wanted("insurer", "legal-defence", "Vakuutus Oy", claim=True)
POLICE = Wanted("authorities", "rights", "Poliisi", statute="806/2011", document=True)
GROUP = Wanted("group", "development", "Retta Kiinteistö Oy", form=Form.FIGURES)


@pytest.fixture(scope="module")
def retta() -> Notice:
    return document.load(EXAMPLES / "retta.yaml")


@pytest.fixture(scope="module")
def sok() -> Notice:
    return document.load(EXAMPLES / "sok-mara.yaml")


def refused(notice: Notice, wanted: Wanted) -> str:
    with pytest.raises(DisclosureRefused) as caught:
        disclosure.allow(notice, wanted)
    return caught.value.reason


def test_an_insurer_receives_for_a_claim_under_retta(retta: Notice) -> None:
    allowed = disclosure.allow(retta, INSURER)

    assert (allowed.recipient.id, allowed.basis) == ("insurer", "6(1)(f)")


def test_an_insurer_is_no_recipient_under_sok(sok: Notice) -> None:
    assert refused(sok, replace(INSURER, purpose="parties-rights")) == (
        "unknown-recipient"
    )


@pytest.mark.parametrize("recipient", ["insurer", "counsel", "agent"])
def test_without_an_open_claim_none_of_them_receives(
    retta: Notice, recipient: str
) -> None:
    assert refused(retta, replace(INSURER, recipient=recipient, claim=False)) == (
        "no-claim"
    )


def test_a_purpose_the_recipient_does_not_have_is_refused(retta: Notice) -> None:
    assert refused(retta, replace(INSURER, purpose="quality")) == "unknown-purpose"


def test_a_recipient_is_named(retta: Notice) -> None:
    assert refused(retta, replace(INSURER, name=" ")) == "no-name"


@pytest.mark.parametrize("register", ["retta", "sok"])
def test_an_authority_receives_on_a_statute_and_a_written_request(
    register: str, request: pytest.FixtureRequest
) -> None:
    notice: Notice = request.getfixturevalue(register)

    assert disclosure.allow(notice, POLICE).basis == "6(1)(c)"
    assert refused(notice, replace(POLICE, statute="")) == "no-statute"
    assert refused(notice, replace(POLICE, statute="the law")) == "bad-statute"
    assert refused(notice, replace(POLICE, document=False)) == "no-document"


def test_the_group_learns_figures_and_nothing_about_people(retta: Notice) -> None:
    assert disclosure.allow(retta, GROUP).recipient.kind == "group"
    assert refused(retta, replace(GROUP, form=Form.CONTENT)) == "only-figures"


def test_the_group_receives_content_for_a_claim_only(retta: Notice) -> None:
    wanted = replace(GROUP, purpose="legal-defence", form=Form.CONTENT)

    assert refused(retta, wanted) == "no-claim"
    assert disclosure.allow(retta, replace(wanted, claim=True)).basis == "6(1)(f)"


def test_a_group_company_without_a_purpose_of_the_notice_is_refused(
    retta: Notice,
) -> None:
    assert refused(retta, replace(GROUP, purpose="service")) == "unknown-purpose"


def test_a_processor_acts_for_us_and_is_no_recipient_of_a_disclosure(
    retta: Notice,
) -> None:
    assert refused(retta, replace(INSURER, recipient="processors")) == (
        "not-a-disclosure"
    )


@pytest.mark.parametrize(("pair", "expected"), ALLOWED.items())
def test_every_allowed_move_leads_where_it_should(
    pair: tuple[str, str], expected: str
) -> None:
    assert disclosure.move(DisclosureState(pair[0]), Step(pair[1])) == expected


@pytest.mark.parametrize(("state", "step"), sorted(REFUSED))
def test_every_other_move_is_refused(state: DisclosureState, step: Step) -> None:
    with pytest.raises(DisclosureRefused, match="no-such-move"):
        disclosure.move(state, step)


def test_one_person_does_not_act_twice() -> None:
    disclosure.check_second("staff:a", "staff:b")

    with pytest.raises(DisclosureRefused, match="same-person"):
        disclosure.check_second("staff:a", "staff:a")
