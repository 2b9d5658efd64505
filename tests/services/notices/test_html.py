import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from seloste.domain.notice import Language, Text
from seloste.domain.notice_text import compose
from seloste.services.notices import html
from tests.services.notices.examples import EXAMPLES, example

EVIL = '"><script>alert(1)</script>&lt;'
VOID = {"br", "link", "meta"}


class Page(HTMLParser):
    """Collects what a page is made of, and checks that its elements close."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def page(name: str, language: Language = Language.FI) -> str:
    return html.page(compose(example(name), language))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_a_page_is_whole_and_in_its_language(name: str, language: Language) -> None:
    made = Page(page(name, language))

    assert made.open == []
    assert made.all("html")[0]["lang"] == language
    assert len(made.all("h1")) == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_loads_nothing(name: str) -> None:
    made = Page(page(name))

    assert not made.all("script", "link", "img", "iframe", "form", "object")
    assert not [one for _, one in made.tags if "src" in one or "style" in one]
    assert not re.search(r"url\(|@import", page(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_within_the_page_leads_somewhere(name: str) -> None:
    made = Page(page(name))
    ids = [one["id"] for _, one in made.tags if "id" in one]
    inner = [one["href"] or "" for one in made.all("a")]

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in inner if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_promise_can_be_linked_to(name: str) -> None:
    ids = {one.get("id") for _, one in Page(page(name)).tags}

    assert {f"promise-{one.id}" for one in example(name).promises} <= ids


def test_headings_follow_one_another_without_a_gap() -> None:
    levels = [int(tag[1]) for tag, _ in Page(page("retta")).tags if tag in {"h1", "h2"}]

    assert levels[0] == 1
    assert set(levels[1:]) == {2}


def test_the_contents_list_every_section() -> None:
    document = compose(example("model"), Language.EN)
    listed = re.findall(r'<li><a href="#notice-([a-z]+)">', html.fragment(document))

    assert listed == [section.key for section in document.sections]


def test_nothing_that_a_notice_says_becomes_markup() -> None:
    text = Text(fi=EVIL, sv=EVIL, en=EVIL)
    notice = example("model")
    promises = tuple(replace(one, id=EVIL, text=text) for one in notice.promises)
    wild = replace(
        notice,
        name=text,
        explanations=(text,),
        security=(),
        subjects=text,
        controllers=(replace(notice.controllers[0], name=EVIL, address=EVIL),),
        promises=promises,
    )

    made = html.page(compose(wild, Language.FI))

    assert "<script" not in made
    assert Page(made).open == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;" in made


def test_the_table_names_each_cell_for_narrow_screens() -> None:
    labels = {one.get("data-label") for one in Page(page("retta")).all("td")}

    assert {"Säilytysaika", "Mitä sitten tapahtuu", "Peruste"} <= labels


def test_a_cell_of_several_lines_breaks_between_them() -> None:
    assert "alakohta).<br>" not in page("sok-mara")
    assert re.search(r"sopimussuhteeseen\.<br>Käsittely perustuu", page("retta"))


def test_an_address_is_a_link() -> None:
    link = '<a href="mailto:tietosuoja.mara@sok.fi">tietosuoja.mara@sok.fi</a>'

    assert link in page("sok-mara")


def test_the_other_languages_are_linked_where_they_are_known() -> None:
    document = compose(example("model"), Language.FI)

    made = html.page(document, others={Language.SV: "?language=sv&x=1"})

    assert '<a href="?language=sv&amp;x=1" hreflang="sv" lang="sv">På svenska' in made
    assert "hreflang" not in html.page(document)


def test_free_text_is_marked_on_the_page() -> None:
    assert page("retta").count('class="notice-explains"') == 1
