"""The few tags that pages share: icons, times, and a link that keeps its filters."""

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/icons-3.51.0/icons.svg"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw an icon of ``tools/icons.txt``; it says nothing to a screen reader."""
    return format_html(
        '<svg class="icon {}" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        static(SPRITE),
        name,
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """Return the page's query with ``changes``; an empty value takes one away."""
    request: HttpRequest = context["request"]
    wanted = request.GET.copy()
    for key, value in changes.items():
        wanted.pop(key, None)
        if value not in {None, ""}:
            wanted[key] = str(value)
    return f"?{wanted.urlencode()}"
