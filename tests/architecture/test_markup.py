"""Nothing written by a stranger is believed to be markup (ASVS 1.2.1, 1.2.3)."""

import re

from tests.architecture.paths import ROOT, SOURCE, modules

BELIEVES = re.compile(r"\bmark_safe\b|\bformat_html_join\b")
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|\bautoescape\s+off\b")
CLAIMS = re.compile(r"def __html__\b")
MAY_CLAIM = {
    "src/seloste/services/public_notices.py",  # written by the phrase catalogue
    "src/seloste/web/messages/views.py",  # sanitised by services.message_html
}


def places(pattern: re.Pattern[str], *suffixes: str) -> set[str]:
    files = (file for suffix in suffixes for file in SOURCE.rglob(f"*{suffix}"))
    return {
        str(file.relative_to(ROOT))
        for file in files
        if "vendor" not in file.parts
        and pattern.search(file.read_text(encoding="utf-8"))
    }


def test_no_template_shows_text_unescaped() -> None:
    assert places(UNESCAPED, ".html", ".txt", ".xml") == set()


def test_no_module_declares_text_to_be_markup() -> None:
    assert modules()
    assert places(BELIEVES, ".py") == set()


def test_only_what_was_sanitised_calls_itself_markup() -> None:
    assert places(CLAIMS, ".py") == MAY_CLAIM


def test_what_is_looked_for_is_found() -> None:
    assert UNESCAPED.search("{{ text|safe }}")
    assert UNESCAPED.search("{% autoescape off %}")
    assert BELIEVES.search("return mark_safe(text)")
