"""docs/work.md says what may follow what, as the program has it."""

import re

import pytest

from seloste.domain.work_item import TABLE, WorkKind
from tests.architecture.paths import DOCS

ROW = re.compile(r"\| `([a-z]+)` \| `([a-z]+)` \| `([a-z]+)` \|")
HEADING = {
    WorkKind.TASK: "### Task",
    WorkKind.FEEDBACK: "### Feedback",
    WorkKind.COMPLAINT: "### Complaint",
}


@pytest.mark.parametrize("kind", WorkKind)
def test_the_page_has_every_move_and_no_other(kind: WorkKind) -> None:
    page = (DOCS / "work.md").read_text(encoding="utf-8")
    section = re.split(r"\n##", page.partition(HEADING[kind] + "\n")[2])[0]

    written = {(state, move): then for state, move, then in ROW.findall(section)}

    moves = {(s.value, m.value): then.value for (s, m), then in TABLE[kind].items()}
    assert written == moves
