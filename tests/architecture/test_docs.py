"""The reference pages are those that ``make docs`` writes from the program."""

import click
import pytest
from tools.write_docs import PAGES, commands

from seloste.cli.main import COMMANDS, seloste
from tests.architecture.paths import DOCS

EVERY_COMMAND = dict(commands(seloste, ("seloste",)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_program_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"


def test_every_command_that_is_listed_is_built() -> None:
    built = {name.split()[1] for name in EVERY_COMMAND if " " in name}

    assert built == set(COMMANDS)


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_a_command_and_its_options_say_what_they_do(name: str) -> None:
    command = EVERY_COMMAND[name].command
    options = [option for option in command.params if isinstance(option, click.Option)]

    assert command.help
    assert not [option.name for option in options if not option.help]
