"""Keep the translations of the pages: ``python tools/messages.py``.

Collects every message of the code and the templates, adds new ones to the
catalogues of ``src/seloste/web/locale`` (and takes out those no longer used),
fills in English, and compiles. What is left to translate is listed; the exit
status is 1 until nothing is. No gettext is needed.
"""

import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.template import Context, Engine
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/seloste"
TEMPLATES = SOURCE / "web/templates"
LOCALE = SOURCE / "web/locale"
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the same input gives the same file
LANGUAGES = ("fi", "sv", "en")
LAZY = {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

type MessageId = str | tuple[str, ...]


def collected() -> Catalog:
    """Return every message there is, with where it stands."""
    catalog = Catalog(project="Seloste", charset="utf-8", fuzzy=False)
    for message, context, place in (*in_code(), *in_templates()):
        catalog.add(message, context=context, locations=[(place, 0)])
    return catalog


def in_code() -> Iterator[tuple[MessageId, str | None, str]]:
    """Yield the messages of the Python code."""
    for path in sorted(SOURCE.rglob("*.py")):
        with path.open("rb") as file:
            for _, message, _, context in extract(
                "python", file, keywords={**DEFAULT_KEYWORDS, **LAZY}
            ):
                yield message, context, str(path.relative_to(ROOT))


def in_templates() -> Iterator[tuple[MessageId, str | None, str]]:
    """Yield the messages of the templates, as Django itself reads them."""
    engine = template_engine()
    for path in sorted(TEMPLATES.rglob("*.html")):
        nodes = engine.from_string(path.read_text("utf-8")).nodelist
        place = str(path.relative_to(ROOT))
        for kind in (TranslateNode, BlockTranslateNode):
            for node in nodes.get_nodes_by_type(kind):
                yield *node_message(node), place


def node_message(node: Node) -> tuple[MessageId, str | None]:
    """Return what a tag looks up, and in which context."""
    if isinstance(node, BlockTranslateNode):
        message = block_message(node)
    elif isinstance(node, TranslateNode):
        message = str(node.filter_expression.var.literal)
    else:
        raise TypeError(node)
    context = node.message_context
    return message, context.resolve(Context()) if context else None


def block_message(block: BlockTranslateNode) -> MessageId:
    """Return what ``blocktranslate`` looks up, with its plural if it has one."""
    singular, _ = block.render_token_list(block.singular)
    if not block.plural:
        return str(singular)
    plural, _ = block.render_token_list(block.plural)
    return str(singular), str(plural)


def template_engine() -> Engine:
    """Return an engine that knows the tags our templates use."""
    if not settings.configured:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
        django.setup()
    return Engine(
        libraries={
            "static": "django.templatetags.static",
            "i18n": "django.templatetags.i18n",
            "seloste": "seloste.web.templatetags.seloste",
            "words": "seloste.web.templatetags.words",
            "decisions": "seloste.web.templatetags.decisions",
            "player": "seloste.web.templatetags.player",
            "rights": "seloste.web.templatetags.rights",
            "work": "seloste.web.templatetags.work",
        },
        builtins=[
            "django.templatetags.i18n",
            "seloste.web.templatetags.seloste",
            "seloste.web.templatetags.words",
        ],
    )


def folder(language: str) -> Path:
    """Return where a language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES"


def read(language: str) -> Catalog:
    """Return a language's catalogue; an empty one where there is none yet."""
    path = folder(language) / "django.po"
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, messages: Catalog) -> Catalog:
    """Return a language's catalogue with exactly ``messages`` in it."""
    catalog = read(language)
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = f"# Seloste in {catalog.locale.english_name}."
    catalog.project, catalog.version = "Seloste", ""
    catalog.creation_date = catalog.revision_date = SOME_DAY
    catalog.last_translator = catalog.language_team = ""
    catalog.msgid_bugs_address = ""
    if language == "en":
        for message in catalog:
            if message.id:
                message.string = message.id
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """Return the compiled catalogue; the same one always gives the same bytes."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that have no translation, or one to be looked at."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if not isinstance(string, list | tuple) else tuple(string)


def main() -> None:
    """Collect, write and compile; say what is left to translate."""
    messages = collected()
    left = 0
    for language in LANGUAGES:
        catalog = updated(language, messages)
        folder(language).mkdir(parents=True, exist_ok=True)
        with (folder(language) / "django.po").open("wb") as file:
            write_po(file, catalog, width=88, sort_output=True, no_location=True)
        (folder(language) / "django.mo").write_bytes(compiled(catalog))
        for message in untranslated(catalog):
            left += 1
            print(f"{language}: {message}")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
