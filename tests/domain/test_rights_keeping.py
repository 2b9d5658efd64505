"""How long requests are kept: as the notice says, or the standard where it does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from seloste.domain import rights_keeping
from seloste.domain.notice import Mode, Notice, Period
from seloste.domain.staff import Role
from seloste.services.notices import document

RETTA, SOK, MODEL = (
    document.load(Path(f"examples/{name}.yaml"))
    for name in ("retta", "sok-mara", "model")
)


def test_the_model_states_its_own_class() -> None:
    one = rights_keeping.class_for(MODEL)

    assert (one.id, one.promise, one.mode) == ("rights-request", "M-32", Mode.AT_MOST)
    assert one.period == Period(months=24)


@pytest.mark.parametrize(("notice", "promise"), [(RETTA, "R-27"), (SOK, "S-16")])
def test_a_notice_without_the_class_gets_the_standard(
    notice: Notice, promise: str
) -> None:
    one = rights_keeping.class_for(notice)

    assert (one.id, one.mode, one.period) == (
        "rights-request",
        Mode.AT_MOST,
        Period(months=24),
    )
    assert one.promise in {promise, "R-28"}


def test_a_notice_that_tells_of_no_right_has_a_promise_all_the_same() -> None:
    silent = replace(SOK, rights=())

    assert rights_keeping.class_for(silent).promise == SOK.promises[0].id


def test_the_purpose_is_the_one_the_law_gives() -> None:
    assert rights_keeping.purpose_for(RETTA).id == "rights"
    assert rights_keeping.handlers(RETTA) == {Role.RECORDS_MANAGER, Role.DPO}
