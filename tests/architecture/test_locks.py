"""Rows that many refer to are locked without their key.

PostgreSQL looks up what a new row refers to when its transaction commits, by then
with the audit log locked. Whoever had locked the register's whole row and waits
for the log would wait for ever: a deadlock, and one of the two is undone.
"""

import re

from tests.architecture.paths import SOURCE

WHOLE = re.compile(r"Register\.objects\s*\.select_for_update\(\s*\)")


def test_a_register_is_locked_without_its_key() -> None:
    found = [
        path.name
        for path in SOURCE.rglob("*.py")
        if WHOLE.search(path.read_text("utf-8"))
    ]

    assert found == []


def test_the_look_finds_what_it_looks_for() -> None:
    assert WHOLE.search("Register.objects.select_for_update().get(pk=slug)")
