"""The months of the year beside those of last year."""

from datetime import date

from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Month, Months
from foundation.desk.formats import MONTHS_EN, in_chinese, number
from foundation.kpi.dashboard.gathering import Facts
from foundation.kpi.dashboard.wording import against, base_in_words, until
from foundation.kpi.drilling import link
from foundation.kpi.periods import MONTHS, Span, month_end


def months(facts: Facts) -> Months:
    """The series of the flow that the page shows."""
    scene, period = facts.scene, facts.scene.period
    counts = facts.answers.counts("months", scene.shown)
    series = tuple(_month(facts, number_, counts) for number_ in range(1, MONTHS + 1))
    running = period.today.month - 1 if period.today.year == period.year else None
    partial = running is not None and period.today != month_end(period.today)
    label = series[running].label if running is not None else ""
    return Months(
        title=_("Opinions issued by month") if scene.shown == "cases.issued" else _("Cases accepted by month"),
        lead=_lead(facts),
        unit=_("opinions") if scene.shown == "cases.issued" else _("cases"),
        now_name=_("year %(year)s") % {"year": period.year},
        last_name=_("year %(year)s") % {"year": period.year - 1},
        months=series,
        running=running if partial else None,
        running_label=_("%(month)s (to the %(day)s)") % {"month": label, "day": period.today.day} if partial else "",
        now_key=_("%(year)s (%(month)s to the %(day)s)")
        % {"year": period.year, "month": label, "day": period.today.day}
        if partial
        else "",
    )


def month_name(month: int) -> str:
    """1月, Jan."""
    return f"{month}月" if in_chinese() else MONTHS_EN[month - 1][:3]


def _month(facts: Facts, month: int, counts: dict[str, int]) -> Month:
    scene, year = facts.scene, facts.scene.period.year
    first, last = date(year, month, 1), date(year - 1, month, 1)
    has_come = first <= scene.period.today
    return Month(
        label=month_name(month),
        now=counts.get(first.isoformat(), 0) if has_come else None,
        last=counts.get(last.isoformat(), 0),
        now_href=_href(facts, first) if has_come else "",
        last_href=_href(facts, last),
    )


def _href(facts: Facts, first: date) -> str:
    return link(facts.scene.shown, facts.scene.asked, span=Span(first, month_end(first)))


def _lead(facts: Facts) -> str:
    now, last = facts.total("now", facts.scene.shown), facts.total("last", facts.scene.shown)
    values = {"day": until(facts.scene.period.span), "now": number(now), "last": number(last)}
    values["base"] = base_in_words(facts.scene.against)
    if not last:
        return _("%(now)s to %(day)s; no figure for %(base)s.") % values
    return _("%(now)s to %(day)s, %(change)s against %(base)s (%(last)s).") % {
        **values,
        "change": against(now, last),
    }
