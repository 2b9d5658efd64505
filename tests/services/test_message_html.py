"""HTML of strangers: nothing runs, nothing is loaded, nothing deceives."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.services import message_html

PAYLOADS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href=' &#1;javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='/logout'>x</a>",
    "<a href='//evil.example.com'>x</a>",
    "<iframe src='https://evil.example.com'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='x'></object><embed src='x'>",
    "<form action='https://evil.example.com'><input name=a><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example.com'>",
    "<base href='https://evil.example.com/'>",
    "<link rel=stylesheet href='https://evil.example.com/x.css'>",
    "<style>@import 'https://evil.example.com/x.css'</style>",
    "<div style='background:url(https://evil.example.com/x)'>x</div>",
    "<table background='https://evil.example.com/x'><tr><td>x</td></tr></table>",
    "<video src='https://evil.example.com/x' poster='x'></video><audio src=x>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>x",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "<a href='https://a.example.com' target=_top onclick=alert(1)>x</a>",
    '<a href="https://a.example.com/?\'><img src=x onerror=alert(1)>">x</a>',
]
ALLOWED = {
    "a": {"rel"},
    "img": {"alt", "src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
FORBIDDEN = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "svg",
    "math",
    "meta",
    "link",
    "base",
    "video",
    "audio",
    "template",
    "textarea",
    "title",
}


class Inspector(HTMLParser):
    """Lists the tags and attributes a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def dangers(html: str) -> list[object]:
    """Return whatever in ``html`` could run, load, submit or lead astray."""
    inspector = Inspector()
    inspector.feed(html)
    found: list[object] = [tag for tag in inspector.tags if tag in FORBIDDEN]
    for tag, name, value in inspector.attributes:
        loads = name == "src" and not re.fullmatch(r"cid:\d+", value)
        if name not in ALLOWED.get(tag, set()) or loads:
            found.append((tag, name, value))
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs_loads_or_submits(payload: str) -> None:
    assert dangers(message_html.sanitise(payload).html) == []


@given(st.lists(st.sampled_from(PAYLOADS), max_size=4), st.text(max_size=10))
def test_no_mixture_of_payloads_survives(payloads: list[str], glue: str) -> None:
    assert dangers(message_html.sanitise(glue.join(payloads)).html) == []


@given(st.lists(st.sampled_from("<>/=\"'& abhrefimgsrcp!-"), max_size=80).map("".join))
def test_no_text_survives_as_danger(html: str) -> None:
    assert dangers(message_html.sanitise(html).html) == []


def test_ordinary_formatting_stays() -> None:
    html = "<p>Hei <b>Maija</b>,</p><ul><li>yksi</li></ul>"

    assert message_html.sanitise(html).html == html


def test_remote_images_are_counted_and_their_words_kept() -> None:
    html = (
        '<img src="https://t.example.com/1.gif" alt="Logo"><img src="//t/2.gif">'
        '<img src="cid:logo"><img src="data:image/png;base64,AA"><img alt="x">'
    )

    safe = message_html.sanitise(html)

    assert safe.remote_blocked == 2
    assert safe.html.count("src") == 1
    assert "t.example.com" not in safe.html
    assert 'alt="Logo"' in safe.html


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://evil.example.com/a?b=c&amp;d", "evil.example.com"),
        ("https://bank.example@evil.example.com/", "evil.example.com"),
        ("mailto:a@example.fi", "a@example.fi"),
        ("tel:+358455550101", "+358455550101"),
        ("https://a：b@c.example/", "https://a：b@c.example/"),
    ],
)
def test_a_link_says_where_it_leads(href: str, target: str) -> None:
    html = message_html.sanitise(f'<a href="{href}">https://pankki.example</a>').html

    assert f"<small>[{target}]</small>" in html
    assert "href" not in html


def test_links_are_listed_beside_the_text() -> None:
    html = '<a href="https://a.example/?x=1&amp;y">täältä <b>nyt</b></a><a>ei</a>'

    assert message_html.sanitise(html).links == (
        ("täältä nyt", "https://a.example/?x=1&y"),
    )


def test_pictures_of_the_message_are_numbered_and_filled_in() -> None:
    html = '<img src="cid:a%40b"><img src="CID:c"><img src="cid:a@b"><p>src="cid:0"</p>'

    safe = message_html.sanitise(html)
    shown = message_html.with_pictures(safe.html, {0: "data:image/png;base64,AA"})

    assert safe.cids == ("a@b", "c")
    assert shown == (
        '<img src="data:image/png;base64,AA"><img src="">'
        '<img src="data:image/png;base64,AA"><p>src="cid:0"</p>'
    )


def test_pictures_beyond_the_limit_are_left_out() -> None:
    html = "".join(f'<img src="cid:{n}">' for n in range(50))

    safe = message_html.sanitise(html)

    assert len(safe.cids) == message_html.MOST_PICTURES
    assert safe.html.count("src=") == message_html.MOST_PICTURES


def test_a_link_that_leads_nowhere_says_nothing() -> None:
    assert "<small>" not in message_html.sanitise("<a href='/x'>x</a>").html


def test_quotations_are_folded_once() -> None:
    html = "<p>oma</p><blockquote>a<blockquote>b</blockquote></blockquote>"

    assert message_html.sanitise(html).html == (
        "<p>oma</p><details><summary>…</summary>"
        "<blockquote>a<blockquote>b</blockquote></blockquote></details>"
    )


def test_words_are_one_block_a_line() -> None:
    html = (
        "<style>p{}</style><p>Hei <b>sinä</b><br>a &amp; b</p><div>c\n d</div>"
        "<img alt='kuva'><img>"
    )

    assert message_html.to_text(html) == "Hei sinä\na & b\n\nc d\nkuva"


def test_cells_of_a_table_stay_apart() -> None:
    html = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"

    assert message_html.to_text(html).split("\n") == ["a b", "", "c"]


@pytest.mark.parametrize("html", ["<div>" * 20_000, "x" * (message_html.LARGEST + 1)])
def test_what_could_keep_a_processor_busy_is_too_large(html: str) -> None:
    assert message_html.is_too_large(html)


def test_what_is_too_large_still_has_words() -> None:
    html = "<div>" * 20_000 + "a &lt; b"

    assert message_html.to_text(html).strip() == "a < b"
