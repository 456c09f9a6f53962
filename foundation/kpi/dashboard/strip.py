"""The strip of figures at the head of the page."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.desk.charts.contract import Figure, FigurePart
from foundation.desk.charts.rulers import ruler
from foundation.desk.formats import number, percent
from foundation.kpi.catalogue import Value, compute, kpi_of
from foundation.kpi.dashboard.definitions import definition, target_label
from foundation.kpi.dashboard.gathering import RECENT, Facts, working_days_late, working_days_left
from foundation.kpi.dashboard.wording import against, base_in_words, bold, days, linked, sentences
from foundation.kpi.drilling import link
from foundation.kpi.intervals import is_open, wilson
from foundation.kpi.targets import AimedAt

_EXPIRING_PARTS = (
    ("institutions.expiring_90", gettext_lazy("Practice licences")),
    ("institutions.expiring_30", gettext_lazy("of these within 30 days")),
    ("institutions.expiring_7", gettext_lazy("of these within 7 days")),
    ("appraisers.expiring_90", gettext_lazy("Practice certificates (people)")),
    ("accreditations.expiring_90", gettext_lazy("Accreditations")),
)


def figures(facts: Facts) -> tuple[Figure, ...]:
    """The figures of the strip; those about today only while the period runs."""
    strip = [case_volume(facts), complaint_rate(facts), turnaround(facts), on_time(facts)]
    if facts.scene.period.is_running:
        strip += [overdue(facts), expiring(facts)]
    if facts.total("reviews", "annual_reviews.opened"):
        strip.append(annual_review(facts))
    return tuple(strip)


def case_volume(facts: Facts) -> Figure:
    """Cases accepted in the period, against target and pace where the area has a target for the year."""
    kpi, scene = kpi_of("case_volume"), facts.scene
    target = facts.targets.get("case_volume") if scene.period.kind == "year" else None
    accepted, last = facts.total("now", "cases.accepted"), facts.total("last", "cases.accepted")
    issued, span = facts.total("now", "cases.issued"), scene.period.span
    parts: list[str] = []
    drawn = None
    if target:
        aim = int(target.value)
        expected = facts.pace.expected(aim) if scene.period.is_running else None
        drawn = ruler([accepted], target=aim, pace=expected, pace_label=_("due by today"), target_label=_("target"))
        parts = _progress(facts, accepted, aim, expected)
    else:
        parts.append(_compared(facts, accepted, last))
    parts.append(
        format_html(
            _("Opinions issued: {issued}."),
            issued=linked(number(issued), link("cases.issued", scene.asked, span=span) if issued else ""),
        )
    )
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=number(accepted),
        href=link("cases.accepted", scene.asked, span=span) if accepted else "",
        unit=str(kpi.unit),
        target=target_label(target),
        ruler=drawn,
        sentence=sentences(*parts),
        definition=definition(kpi, target),
    )


def _progress(facts: Facts, accepted: int, aim: int, expected: int | None) -> list[str]:
    """How far towards the target, by working days, and what is still needed."""
    parts: list[str] = [format_html(_("{share} of the target."), share=bold(percent(accepted / aim)))]
    if accepted >= aim or expected is None:
        return parts
    ahead = accepted - expected
    text = _("By working days {expected} were due by today, ahead by {gap}.")
    if ahead < 0:
        text = _("By working days {expected} were due by today, behind by {gap}.")
    parts.append(format_html(text, expected=number(expected), gap=bold(number(abs(ahead)))))
    left = working_days_left(facts)
    if left:
        parts.append(
            _("%(left)s working days left, %(needed)s a day needed (last %(days)s: %(recent)s a day).")
            % {
                "left": left,
                "needed": number(-(-(aim - accepted) // left)),
                "days": RECENT,
                "recent": number(facts.total("recent", "cases.accepted") / RECENT),
            }
        )
    return parts


def _compared(facts: Facts, now: int, last: int) -> str:
    base = base_in_words(facts.scene.against)
    if not last:
        return _("No figure for %(base)s.") % {"base": base}
    return _("%(change)s against %(base)s (%(last)s).") % {
        "base": base,
        "change": against(now, last),
        "last": number(last),
    }


def complaint_rate(facts: Facts) -> Figure:
    """The valid complaint rate with its counts and what chance alone allows, or in words why there is none."""
    kpi, scene = kpi_of("complaint_rate"), facts.scene
    target = facts.targets.get(kpi.code)
    waiting = "" if kpi.is_fed else _("The register of complaints does not feed this figure yet.")
    found = compute(kpi, facts.answers, "now", target) if kpi.is_fed else Value(kpi, None, fed=False)
    upper = number(found.numerator)
    code = kpi.codes[0]
    opens = found.numerator and facts.opens(code)
    rows = link(code, scene.asked, span=scene.period.span) if opens else ""
    counts = format_html(
        _("{upper} valid complaints, {lower} opinions issued."),
        upper=linked(upper, rows),
        lower=number(found.denominator),
    )
    sentence: SafeString | str = ""
    if found.number is None and kpi.is_fed:
        waiting = format_html(_("No rate: {counts}"), counts=counts)
    elif found.number is not None:
        sentence = sentences(counts, _by_chance(found, kpi.arithmetic.per, target))  # type: ignore[union-attr]  # a Rate
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=None if found.number is None else number(float(found.number), 2),
        href=rows,
        unit=str(kpi.unit),
        target=target_label(target),
        waiting=waiting,
        sentence=sentence,
        definition=definition(kpi, target),
    )


def _by_chance(found: Value, per: int, target: AimedAt | None) -> str:
    """Say which rates are compatible with the counts, so that one complaint more is not read as a trend."""
    low, high = (per * end for end in wilson(found.numerator, found.denominator))
    text = _("With these counts the rate lies between %(low)s and %(high)s (95 %% interval).")
    if target is not None and is_open(low, high, float(target.value)):
        text = _(
            "With these counts the rate lies between %(low)s and %(high)s (95 %% interval): whether the target is met "
            "cannot be told yet."
        )
    return text % {"low": number(low, 2), "high": number(high, 2)}


def turnaround(facts: Facts) -> Figure:
    """Median and 90th percentile of the net turnaround, gross beside it, the whole of last year for comparison."""
    kpi, scene = kpi_of("turnaround"), facts.scene
    net = compute(kpi, facts.answers, "days")
    gross = compute(kpi_of("turnaround_gross"), facts.answers, "days")
    last = compute(kpi, facts.answers, "days last")
    if net.number is None or net.high is None:
        waiting = _("No opinion with a known turnaround was issued in this period.")
        return Figure(kpi.code, str(kpi.name), None, waiting=waiting, definition=definition(kpi, None))
    parts = [
        format_html(_("9 of 10 opinions within {high} working days."), high=bold(days(net.high))),
        _("Time limit: %(limit)s.") % {"limit": facts.limit} if facts.limit else "",
        _("Gross: %(median)s／%(high)s.") % {"median": days(gross.number), "high": days(gross.high)},
        _("For comparison, %(base)s: %(median)s／%(high)s.")
        % {
            "base": base_in_words(scene.against),
            "median": days(last.number),
            "high": days(last.high),
        }
        if last.number is not None
        else "",
    ]
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=days(net.number),
        href=link("cases.turnaround", scene.asked, span=scene.period.span.whole_months()),
        unit=str(kpi.unit),
        ruler=ruler(
            [float(net.number)],
            interval=(float(net.number), float(net.high)),
            target=facts.limit,
            interval_label=_("up to the 90th percentile"),
            target_label=_("time limit"),
        ),
        sentence=sentences(*parts),
        definition=definition(kpi, None),
    )


def on_time(facts: Facts) -> Figure:
    """The share of opinions issued by their last day, with both counts and last year's share."""
    kpi, scene = kpi_of("on_time_share"), facts.scene
    found, last = compute(kpi, facts.answers, "on time"), compute(kpi, facts.answers, "on time last")
    if found.number is None:
        waiting = _("No opinion whose last day is known was issued in this period.")
        return Figure(kpi.code, str(kpi.name), None, waiting=waiting, definition=definition(kpi, None))
    kept, late = kpi.codes
    missed = found.denominator - found.numerator
    rows = {code: link(code, scene.asked, span=scene.period.span) for code in kpi.codes}
    parts = [
        format_html(
            _("{kept} on time, {late} late, of {all} opinions whose last day is known."),
            kept=linked(number(found.numerator), rows[kept] if found.numerator else ""),
            late=linked(number(missed), rows[late] if missed else ""),
            all=number(found.denominator),
        ),
        _share_by_chance(found),
        _("For comparison, %(base)s: %(share)s%%.")
        % {"base": base_in_words(scene.against), "share": number(float(last.number), 1)}
        if last.number is not None
        else "",
    ]
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=number(float(found.number), 1),
        href=rows[kept] if found.numerator else "",
        unit=str(kpi.unit),
        sentence=sentences(*parts),
        definition=definition(kpi, None),
    )


def _share_by_chance(found: Value) -> str:
    low, high = (100 * end for end in wilson(found.numerator, found.denominator))
    return _("95 %% interval: %(low)s to %(high)s %%.") % {"low": number(low, 1), "high": number(high, 1)}


def overdue(facts: Facts) -> Figure:
    """Overdue cases today, beside the open ones."""
    kpi, scene = kpi_of("overdue"), facts.scene
    late, open_now = facts.total("overdue", "cases.overdue"), facts.total("today", "cases.open")
    share = percent(late / open_now, 2) if open_now else ""
    parts = [
        format_html(
            _("{share} of {open} open cases.") if late else _("{open} open cases, none of them overdue."),
            share=share,
            open=linked(number(open_now), link("cases.open", scene.asked) if open_now else ""),
        ),
        format_html(_("The longest is {days} working days late."), days=bold(working_days_late(facts))) if late else "",
    ]
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=number(late),
        href=link("cases.overdue", scene.asked) if late else "",
        unit=str(kpi.unit),
        tone="zhu" if late else "",
        ruler=ruler([late], kinds=("late",)) if late else None,
        sentence=sentences(*parts),
        definition=definition(kpi, None),
    )


def annual_review(facts: Facts) -> Figure:
    """How many of the annual reviews opened in the period are decided."""
    kpi, scene = kpi_of("annual_review_progress"), facts.scene
    found = compute(kpi, facts.answers, "reviews")
    rows = {code: link(code, scene.asked, span=scene.period.span) if facts.opens(code) else "" for code in kpi.codes}
    done, opened = kpi.codes
    counts = format_html(
        _("{done} of {opened} annual reviews are decided."),
        done=linked(number(found.numerator), rows[done] if found.numerator else ""),
        opened=linked(number(found.denominator), rows[opened]),
    )
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=None if found.number is None else number(float(found.number), 1),
        href=rows[done] if found.numerator else "",
        unit=str(kpi.unit),
        sentence=sentences(counts),
        definition=definition(kpi, None),
    )


def expiring(facts: Facts) -> Figure:
    """Licences and certificates that end soon."""
    kpi, scene = kpi_of("expiring_licences"), facts.scene
    soon, all_of_them = (
        facts.total("today", "institutions.expiring_90"),
        facts.total("today", "institutions.registered"),
    )
    parts = []
    for code, name in _EXPIRING_PARTS:
        value = facts.total("today", code)
        parts.append(FigurePart(str(name), number(value), link(code, scene.asked) if value else ""))
    return Figure(
        code=kpi.code,
        name=str(kpi.name),
        value=number(soon),
        href=link("institutions.expiring_90", scene.asked) if soon else "",
        unit=str(kpi.unit),
        tone="zhe" if facts.total("today", "institutions.expiring_7") else "",
        parts=tuple(parts),
        sentence=_("Of %(institutions)s institutions and %(appraisers)s appraisers.")
        % {
            "institutions": number(all_of_them),
            "appraisers": number(facts.total("today", "appraisers.registered")),
        },
        definition=definition(kpi, None),
    )
