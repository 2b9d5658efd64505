"""The description of what people's keys open is true: schemathesis tries all of it.

Every other request names what is there, so that right answers are tried too.
"""

import itertools
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from seloste.domain.staff import Actor, Role
from tests.web.api.keys import key_of
from tests.web.api.matrix import ROWS
from tests.web.api.test_description import check, described, requests
from tests.web.people import granted, invited

EXAMPLES = 6


def everything() -> Actor:
    """Return somebody who may do all there is to do."""
    person = invited("kaikki", "Kaikki")
    for role in Role:
        granted(person, role)
    return person


def test_whatever_a_program_sends_the_answer_is_described(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    program = key_of(everything())
    schema = described(program)
    seen: set[int] = set()
    turn = itertools.count()

    for row in ROWS:
        found = schema[f"/api/v1{row.path}"][row.method]

        @given(case=requests(found))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def run(case: Any) -> None:
            if next(turn) % 2:
                given_ = case.path_parameters or {}
                case.path_parameters = {
                    name: ids.get(name, one) for name, one in given_.items()
                }
            seen.add(check(case, program))

        run()

    assert {200, 404, 422} <= seen
