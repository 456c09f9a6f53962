"""The components of every page as template tags and filters: ``{% load portal %}``.

Formatting follows the interface rules: a date always stands in <time>, missing is —, a document number never breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, TypeVar

from django import template
from django.forms import BaseForm, BaseFormSet
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.desk import formats
from foundation.desk.charts import contract, drawing
from foundation.desk.charts.days import ArithmeticLine, DayRuler
from foundation.desk.error_summary import problems_of
from foundation.desk.spoken import spoken, spoken_mark
from foundation.desk.telephones import telephone_links

register = template.Library()
# {{ row.source_text|spoken }} marks the Chinese in an English page; {{ label|spoken_mark }} is the attribute alone.
register.filter(spoken)
register.filter(spoken_mark)
register.filter(telephone_links)
register.filter(formats.listed)

Moment = TypeVar("Moment", date, datetime, date | datetime)
STATES = {"open", "due", "late", "ok", "hold", "void"}
Number = float | Decimal | None


def _time(moment: date | datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


_day = lru_cache(maxsize=4096)(_time)  # lists show the same days again and again


def _written(moment: Moment | None, writer: Callable[[Moment], str]) -> SafeString:
    if not moment:
        return SafeString(formats.MISSING)
    # Moments that are equal can be written in different zones, so that only days are remembered.
    return (_time if isinstance(moment, datetime) else _day)(moment, writer(moment))


@register.filter
def prose_date(moment: date | datetime | None) -> SafeString:
    """11月15日, 2024年11月15日 in another year."""
    return _written(moment, formats.prose_date)


@register.filter
def full_date(moment: date | datetime | None) -> SafeString:
    """2024年11月15日, also in the running year (papers, receipts)."""
    return _written(moment, partial(formats.prose_date, with_year=True))


@register.filter
def deadline(moment: date | datetime | None) -> SafeString:
    """11月12日（星期二）, for a date by which something is due."""
    return _written(moment, formats.deadline_date)


@register.filter
def table_date(moment: date | datetime | None) -> SafeString:
    """2024-11-15."""
    return _written(moment, formats.table_date)


@register.filter
def short_date(moment: date | datetime | None) -> SafeString:
    """11-15."""
    return _written(moment, formats.short_date)


@register.filter
def clock_time(moment: datetime | None) -> SafeString:
    """08:00."""
    return _written(moment, formats.clock_time)


@register.filter
def prose_moment(moment: datetime | None) -> SafeString:
    """11月15日08:00."""
    return _written(moment, formats.prose_moment)


@register.filter
def table_moment(moment: datetime | None) -> SafeString:
    """2024-11-15 08:00."""
    return _written(moment, formats.table_moment)


@register.filter
def fact_value(value: Any) -> Any:
    """A fact as a page prints it: a date in words, anything else as it is."""
    return prose_date(value) if isinstance(value, date) else spoken(value)


@register.filter
def colon(label: Any) -> SafeString:
    """A label with the colon of the language of the page."""
    return format_html("{}{}", label, "：" if formats.in_chinese() else ": ")


@register.filter
def bracketed(text: Any) -> SafeString:
    """A note in the brackets of the language of the page, as it stands behind a text."""
    return format_html("（{}）" if formats.in_chinese() else " ({})", text)


@register.simple_tag
def comma() -> str:
    """What stands between words of a list in the language of the page."""
    return "、" if formats.in_chinese() else ", "


@register.filter
def thousands(value: Number, decimals: int = 0) -> str:
    """131,440; — when missing. ``{{ rate|thousands:2 }}`` is 0.68."""
    return formats.number(value, decimals)


@register.filter
def percent(ratio: float | None, decimals: int = 1) -> str:
    """87.6% from 0.876."""
    return formats.percent(ratio, decimals)


@register.filter
def change(ratio: float | None, decimals: int = 1) -> str:
    """+7.1%, −3.8%."""
    return formats.change(ratio, decimals)


@register.filter
def suppressed(value: int | None) -> str:
    """A count for the public; below five it is 〈5."""
    return formats.suppressed(value)


@register.simple_tag(name="doc_no")
@register.filter(name="doc_no")
def doc_no(number: str | None) -> SafeString:
    """A document number: half-width brackets, no automatic spaces; a phone may break it after the year only."""
    if not number:
        return SafeString(formats.MISSING)
    before, bracket, after = number.partition("〕")
    if not bracket:
        return format_html('<span class="pt-no">{}</span>', number)
    return format_html('<span class="pt-no"><span>{}〕</span><span>{}</span></span>', before, after)


@register.simple_tag
def state(kind: str, word: str) -> SafeString:
    """``{% state "late" _("Overdue") %}``: shape and word. Kinds: open, due, late, ok, hold, void."""
    if kind not in STATES:
        raise ValueError(f"Unknown state {kind!r}; one of {sorted(STATES)}.")
    return _state(kind, conditional_escape(word))


@lru_cache(maxsize=512)
def _state(kind: str, word: SafeString) -> SafeString:
    return format_html('<span class="pt-st{}">{}</span>', f" pt-st--{kind}" if kind != "open" else "", word)


@register.simple_tag
def law(article: str, href: str = "") -> SafeString:
    """``{% law "《程序通则》第二十八条" url %}``: the article a rule rests on."""
    if not article:
        return SafeString("")
    if href:
        return format_html('<a class="pt-law"{} href="{}">{}</a>', spoken_mark(article), href, article)
    return format_html('<span class="pt-law"{}>{}</span>', spoken_mark(article), article)


@register.simple_tag
def html_lang() -> str:
    """The lang attribute: it selects mainland glyph forms for Chinese."""
    language = get_language() or "zh-hans"
    return "zh-CN" if language.startswith("zh") else language


@register.simple_tag
def title_with_errors(title: str, form: BaseForm | BaseFormSet[Any] | None = None) -> str:
    """The page title; after a refused form it begins with how many things need changing."""
    count = len(problems_of(form)) if form is not None else 0
    return _("%(count)d to change: %(title)s") % {"count": count, "title": title} if count else title


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | BaseFormSet[Any], *more: BaseForm) -> Mapping[str, Any]:
    """All errors of a form (and further forms of the page) in the order of the fields, each linked to its field."""
    return {"problems": [problem for each in (form, *more) for problem in problems_of(each)]}


@register.inclusion_tag("components/figure.html")
def figure(figure: contract.Figure) -> Mapping[str, Any]:
    """One figure of the strip with its definition, ruler and sentence."""
    return {"figure": figure}


@register.inclusion_tag("components/ruler.html")
def ruler(ruler: contract.Ruler) -> Mapping[str, Any]:
    """A ruler with its three numbers."""
    return {"ruler": ruler}


@register.inclusion_tag("components/definition.html")
def definition(name: str, definition: contract.Definition) -> Mapping[str, Any]:
    """The definition of a figure, one click away."""
    return {"name": name, "definition": definition}


@register.inclusion_tag("components/city_map.html")
def city_map(city_map: contract.CityMap) -> Mapping[str, Any]:
    """The map of the cities: links with name and value, legend."""
    return {"map": city_map, "shapes": drawing.map_shapes(city_map)}


@register.inclusion_tag("components/figures_table.html")
def figures_table(table: contract.Table) -> Mapping[str, Any]:
    """A table of figures with links, bars and a total, in a named region that scrolls sideways."""
    total = drawing.table_rows(table, [table.total]) if table.total else ""
    return {"table": table, "rows": drawing.table_rows(table, table.rows), "total": total}


@register.inclusion_tag("components/months.html")
def months_chart(months: contract.Months, chart_id: str = "months") -> Mapping[str, Any]:
    """The months as a chart with its data table; the page must load js/charts.js."""
    return {"months": months, "data_id": f"{chart_id}-data", "data": months.chart_data()}


@register.inclusion_tag("components/day_ruler.html")
def day_ruler(ruler: DayRuler | None, lines: tuple[ArithmeticLine, ...], calendar: str = "") -> Mapping[str, Any]:
    """The days of a deadline with the arithmetic under them; ``calendar`` names the edition in use."""
    counts_days = any(line.days for line in lines)
    return {"ruler": ruler, "lines": lines, "calendar": calendar, "counts_days": counts_days}


@register.filter
def svg_picture(svg: str) -> SafeString:
    """A picture made by the portal's own QR library, without its XML declaration. Never for text of users."""
    start = svg.find("<svg")
    if start < 0:
        raise ValueError("Not an SVG picture.")
    return SafeString(svg[start:])


@register.filter
def joined(parts: list[str]) -> SafeString:
    """Facts in one line, each in its own span, separated by the style sheet."""
    return format_html_join("", "<span>{}</span>", ((part,) for part in parts if part))
