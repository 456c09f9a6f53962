"""Law on public pages: ``{% load statutes %}``. Numbers and articles come from the legal tables of today."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.desk.formats import MISSING, in_chinese
from foundation.desk.spoken import spoken_mark
from foundation.law.citations import in_numerals
from foundation.law.wording import Statutes

register = template.Library()
_KEPT = "_statutes_of_today"


def statutes_of(request: Any) -> Statutes:
    """The legal tables of today, read once a request."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, Statutes(timezone.localdate()))
    found: Statutes = getattr(request, _KEPT)
    return found


@register.simple_tag(takes_context=True)
def article(context: Context, source: str, number: str) -> SafeString:
    """``{% article "TZ" "28" %}``: the article as a link to its page; one known from memory carries its mark."""
    cited = statutes_of(context["request"]).cite(source, number)
    address = f"{reverse('statute', args=[source])}#article-{number}"
    mark = format_html(' <span class="pt-tag">{}</span>', _("to be confirmed")) if cited.to_be_confirmed else ""
    return format_html('<a class="pt-law" href="{}">{}</a>{}', address, cited.text, mark)


@register.simple_tag(takes_context=True)
def cited(context: Context, citation: str) -> SafeString:
    """``{% cited line.law %}``: a citation in Chinese as a verb writes it; one known from memory carries its mark."""
    if not citation:
        return SafeString("")
    mark = (
        format_html(' <span class="pt-tag">{}</span>', _("to be confirmed"))
        if statutes_of(context["request"]).is_unconfirmed(citation)
        else ""
    )
    return format_html('<span class="pt-law"{}>{}</span>{}', spoken_mark(citation), citation, mark)


@register.simple_tag(takes_context=True)
def limit(context: Context, code: str) -> str:
    """``{% limit "DL06" as days %}``: a time limit in words, 7 working days."""
    return statutes_of(context["request"]).limit(code)


@register.simple_tag(takes_context=True)
def extension(context: Context, code: str) -> str:
    """``{% extension "DL08" as more %}``: by how much the limit may be extended, 30 days."""
    return statutes_of(context["request"]).extension(code)


@register.simple_tag
def published(count: Any) -> SafeString | str:
    """A figure of a release: its text; the mark of what is held back, read aloud as “not published”; — for none."""
    if not count:
        return MISSING
    if not count.suppressed:
        return str(count.text)
    return format_html(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', count.text, _("not published")
    )


@register.simple_tag
def article_number(number: str) -> str:
    """第二十八条, or Article 28."""
    return in_numerals(f"第{number}条") if in_chinese() else _("Article %(number)s") % {"number": number}


@register.simple_tag
def ground(offered: Any) -> str:
    """An entry of a statutory list in the language of the page; statutory Chinese where no English is stored."""
    return str(offered.name_zh if in_chinese() else offered.name_en or offered.name_zh)
