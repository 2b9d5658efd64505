"""Every refusal has a code of its own, and docs/errors.md explains each."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

import seloste
from seloste.domain.errors import SelosteError
from tests.architecture.paths import DOCS, table

NOT_IMPORTED = re.compile(r"\.migrations\b|\.config\.(wsgi|asgi)$")


def import_everything() -> None:
    for module in pkgutil.walk_packages(seloste.__path__, "seloste."):
        if not NOT_IMPORTED.search(module.name):
            importlib.import_module(module.name)


def refusals(root: type[SelosteError] = SelosteError) -> Iterator[type[SelosteError]]:
    for refusal in root.__subclasses__():
        if refusal.__module__.startswith("seloste."):
            yield refusal
        yield from refusals(refusal)


def own_codes() -> list[str]:
    import_everything()
    return [
        refusal.__dict__["code"]
        for refusal in set(refusals())
        if "code" in refusal.__dict__
    ]


def test_every_code_is_used_once() -> None:
    repeated = [code for code, count in Counter(own_codes()).items() if count > 1]

    assert not repeated


def test_every_code_is_written_in_kebab_case() -> None:
    odd = [
        code
        for code in own_codes()
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    ]

    assert not odd


def test_every_code_is_documented_and_none_that_is_not_there() -> None:
    documented = set(table(DOCS / "errors.md"))

    assert documented == set(own_codes())


def test_every_documented_code_says_what_happened_and_what_to_do() -> None:
    incomplete = [
        code
        for code, cells in table(DOCS / "errors.md").items()
        if "" in cells or len(cells) != 2
    ]

    assert not incomplete


def test_the_codes_are_in_alphabetical_order() -> None:
    codes = list(table(DOCS / "errors.md"))

    assert codes == sorted(codes)
