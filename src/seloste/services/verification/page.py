"""A report as one page that needs nothing else, in Finnish, Swedish and English.

Every text is escaped here; the page has no script and loads nothing.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from seloste.domain.notice import Language
from seloste.domain.verification import Evidence, Report, Result
from seloste.domain.verification_words.verdicts import HEADINGS, VERDICTS

NAMES = {Language.FI: "Suomeksi", Language.SV: "På svenska", Language.EN: "In English"}


def page(reports: Sequence[Report]) -> str:
    """Return the page of some registers; it shows one language at a time."""
    links = "".join(
        f'<a href="#{language}" lang="{language}">{name}</a>'
        for language, name in NAMES.items()
    )
    sections = "\n".join(_section(reports, language) for language in Language)
    return (
        "<!doctype html>\n"
        '<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(_heading('title', Language.FI))}</title>\n"
        f"<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<nav aria-label="Suomi, svenska, English">{links}</nav>\n'
        f"<main>\n{sections}\n</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text("utf-8")


def _heading(key: str, language: Language) -> str:
    return HEADINGS[key].in_(language)


def _section(reports: Iterable[Report], language: Language) -> str:
    body = "\n".join(_register(report, language) for report in reports)
    return (
        f'<section id="{language}" lang="{language}">\n'
        f"<h1>{escape(_heading('title', language))}</h1>\n{body}\n</section>"
    )


def _register(report: Report, language: Language) -> str:
    """Return one register: how it stands, then every promise."""
    counts = "".join(
        f'<li class="{verdict.value.lower()}"><b>{count}</b> '
        f"{escape(VERDICTS[verdict.value].in_(language))}</li>"
        for verdict, count in report.counts.items()
    )
    results = "\n".join(_result(result, language) for result in report.results)
    return (
        f"<h2>{escape(report.name.in_(language))}</h2>\n"
        f'<p class="quiet">{escape(_heading("notice", language))} {report.version} · '
        f"{report.at.isoformat(timespec='seconds')} · "
        f"{escape(_heading('log', language))} {report.log_size}: "
        f"<code>{report.log_root[:16]}</code></p>\n"
        f'<ul class="counts">{counts}</ul>\n{results}'
    )


def _result(result: Result, language: Language) -> str:
    evidence = "".join(_evidence(one, language) for one in result.evidence)
    verdict = result.verdict.value
    return (
        f'<article class="{verdict.lower()}">\n'
        f"<header><h3>{escape(result.promise_id)}</h3>"
        f'<span class="quiet">{escape(_heading("article", language))} '
        f"{escape(result.article)}</span>"
        f'<strong title="{escape(VERDICTS[verdict].in_(language))}">{verdict}</strong>'
        f"</header>\n<p>{escape(result.text.in_(language))}</p>\n"
        f"<ul>{evidence}</ul>\n"
        f'<p class="quiet">{escape(_heading("command", language))}: '
        f"<code>{escape(result.command)}</code></p>\n</article>"
    )


def _evidence(one: Evidence, language: Language) -> str:
    ids = f"<br><code>{escape(', '.join(one.ids))}</code>" if one.ids else ""
    verdict = one.verdict.value
    return (
        f'<li class="{verdict.lower()}"><b>{verdict}</b> '
        f"<span>{escape(one.text.in_(language))}{ids}</span></li>"
    )
