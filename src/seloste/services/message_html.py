"""HTML of strangers, made safe to show inside a sandboxed frame.

nh3 (ammonia, html5ever) decides what stays, first and last. In between, links
become words that say where they lead, pictures of the message itself become
numbers, and quotations are folded. Nothing remote is ever loaded: opening a
message must not tell its sender that it was opened.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import nh3

type _Decides = Callable[[str, str, str], str | None]

LARGEST = 2**19
MOST_PICTURES = 12
_MOST_TAGS = 10_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words(
    """
    a abbr b bdi blockquote br caption center cite code col
    colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins
    kbd li ol p pre q s samp small span strike strong sub sup
    table tbody td tfoot th thead tr tt u ul var
    """
)
_ADDED_TAGS = frozenset({"details", "summary"})
_DROPPED_WITH_CONTENT = _words(
    """
    applet embed head iframe math noembed noframes noscript
    object script style svg template textarea title xmp
    """
)
_MOST_LINKS = 200
_PICTURE = re.compile(r"cid:(\d{1,3})")
_IMAGE_SOURCE = re.compile(r'(<img\b[^<>]*?\bsrc=")cid:(\d{1,3})"')
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+", re.IGNORECASE)
_START_TAG = re.compile(r"<[a-zA-Z]")
_BREAKS = _words(
    """
    br p div tr li h1 h2 h3 h4 h5 h6 blockquote table ul ol dl
    dt dd hr pre
    """
)


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """HTML that may be shown, and how many remote images it would have loaded.

    ``links`` are the words and addresses of links: in the HTML they lead nowhere.
    ``cids`` are the pictures of the message it shows, by their number in it.
    """

    html: str
    remote_blocked: int
    links: tuple[tuple[str, str], ...] = ()
    cids: tuple[str, ...] = ()


@dataclass(slots=True)
class _Filter:
    """Decides on attributes, counts what wanted to be loaded, numbers pictures."""

    remote: int = field(default=0)
    cids: list[str] = field(default_factory=list)

    def __call__(self, tag: str, attribute: str, value: str) -> str | None:
        if tag == "img" and attribute == "src":
            return self._picture(value.strip())
        if attribute == "href":
            return value if _LINK.fullmatch(value.strip()) else None
        return value

    def _picture(self, source: str) -> str | None:
        if source.lower().startswith("cid:"):
            cid = unquote(source[4:])
            if cid not in self.cids and len(self.cids) < MOST_PICTURES:
                self.cids.append(cid)
            return f"cid:{self.cids.index(cid)}" if cid in self.cids else None
        self.remote += not source.lower().startswith("data:")
        return None


def _last_filter(tag: str, attribute: str, value: str) -> str | None:
    """Let nothing pass but numbers of pictures and what the first filter let pass."""
    if attribute == "href":
        return None
    if tag == "img" and attribute == "src":
        return value if _PICTURE.fullmatch(value) else None
    return value


def is_too_large(html: str) -> bool:
    """Whether it could keep a processor busy: the parsers are quadratic in depth."""
    return len(html) > LARGEST or len(_START_TAG.findall(html)) > _MOST_TAGS


def sanitise(html: str) -> SafeHtml:
    """Return ``html`` without anything that runs, loads, submits or navigates."""
    attributes = _Filter()
    clean = _clean(html, tags=_TAGS, attributes=attributes)
    decorator = _Decorator()
    shown = decorator.decorate(clean)
    final = _clean(shown, tags=_TAGS | _ADDED_TAGS, attributes=_last_filter)
    return SafeHtml(
        final.strip(),
        attributes.remote,
        tuple(decorator.links[:_MOST_LINKS]),
        tuple(attributes.cids),
    )


def with_pictures(html: str, pictures: Mapping[int, str]) -> str:
    """Return sanitised HTML with the sources of its pictures; others stay empty."""

    def source(match: re.Match[str]) -> str:
        return f'{match[1]}{pictures.get(int(match[2]), "")}"'

    return _IMAGE_SOURCE.sub(source, html)


def to_text(html: str) -> str:
    """Return the words of ``html``, one block a line."""
    if is_too_large(html):
        return unescape(re.sub(r"<[^<>]*>", " ", html))
    return _Words().words(_clean(html, tags=_TAGS, attributes=_Filter()))


def _clean(html: str, *, tags: frozenset[str], attributes: _Decides) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=attributes,
        link_rel="noopener noreferrer nofollow",
        url_schemes=set(_SCHEMES) | {"cid", "data"},
    )


class _Decorator(HTMLParser):
    """Rewrites sanitised HTML: says where links lead, folds quotations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._target = ""
        self._words: list[str] = []
        self._quotes = 0
        self.links: list[tuple[str, str]] = []

    def decorate(self, html: str) -> str:
        """Return the rewritten HTML."""
        self.feed(html)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a start tag; fold the outermost quotation."""
        if tag == "blockquote":
            self._quotes += 1
            if self._quotes == 1:
                self._out.append("<details><summary>…</summary>")
        if tag == "a":
            self._target = dict(attrs).get("href") or ""
            self._words = []
        written = "".join(f' {n}="{escape(v or "")}"' for n, v in attrs)
        self._out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag; say after a link where it leads."""
        self._out.append(f"</{tag}>")
        if tag == "a" and (shown := shown_target(self._target)):
            self._out.append(f" <small>[{escape(shown)}]</small>")
            self.links.append((" ".join("".join(self._words).split()), self._target))
            self._target = ""
        if tag == "blockquote":
            self._quotes -= 1
            if self._quotes == 0:
                self._out.append("</details>")

    def handle_data(self, data: str) -> None:
        """Copy text."""
        self._out.append(escape(data, quote=False))
        if self._target:
            self._words.append(data)


class _Words(HTMLParser):
    """Gathers the words of sanitised HTML, one block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []

    def words(self, html: str) -> str:
        """Return the text."""
        self.feed(html)
        self.close()
        lines = (" ".join(line.split()) for line in "".join(self._out).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with a block; an image is its alternative text."""
        if tag in _BREAKS:
            self._out.append("\n")
        if tag == "img":
            self._out.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        """End a line with a block, and keep the cells of a row apart."""
        if tag in _BREAKS:
            self._out.append("\n")
        if tag in ("td", "th"):
            self._out.append(" ")

    def handle_data(self, data: str) -> None:
        """Take text; its line breaks are blanks in HTML."""
        self._out.append(data.replace("\n", " "))


def shown_target(href: str) -> str:
    """Return where a link leads: the host, which is what deceives."""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return href
    return (host or parts.path) if parts.scheme else ""
