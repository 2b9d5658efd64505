"""The example notices, parsed once for all tests of what is made of them."""

from functools import cache

from seloste.domain.notice import Notice
from seloste.services.notices import document
from tests.architecture.paths import ROOT

EXAMPLES = ("retta", "sok-mara", "model")


@cache
def example(name: str) -> Notice:
    """Return an example notice."""
    return document.load(ROOT / "examples" / f"{name}.yaml")
