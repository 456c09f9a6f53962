"""The page of the standing conditions of an institution, with what will be lost soon and what would be lost."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.verbs import VIEW as VIEW_CASES
from foundation.accounts.acting import AnyActor
from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.page import show
from foundation.desk.lists.showing import list_page
from foundation.law.queries import division
from governance.standing import wording
from governance.standing.consequences import consequences_of, open_at_url
from governance.standing.foresight import HORIZONS, AtClass, Foreseen, Stop, cases_of, foresee
from governance.standing.gathering import picture_of
from governance.standing.lists import FORESIGHT
from governance.standing.what_if import WhatIfForm, outcome_of
from institutions.describing import detail_of
from institutions.models import Accreditation, Institution
from institutions.standing.conditions import Answer, Condition, coming, judge, lost_since, rules_on
from institutions.verbs import VIEW

MOST: Final = 200
"""Certificates on one page; more end within half a year nowhere but in a flood of wrong data."""

FORESEEN: Final = 180
"""Calendar days within which losses are foreseen."""


@staff_page(VIEW)
@require_GET
def institution_conditions(request: Request, pk: UUID) -> HttpResponse:
    """Every condition of an institution today, what will be lost within half a year, and a what-if."""
    institution = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    today, picture = timezone.localdate(), picture_of(institution)
    answers = judge(picture, today)
    lines = wording.lines_of(answers)
    missing = [each for each in answers if each.answer is Answer.LOST]
    form = WhatIfForm(request.GET if "day" in request.GET else None, picture, today)
    outcome = outcome_of(picture, form.question()) if form.is_bound and form.is_valid() else None
    following = consequences_of(institution, picture, outcome, request.actor) if outcome is not None else None
    context: dict[str, Any] = {
        "institution": institution,
        "staff": wording.staff_of(picture, today),
        "lines": lines,
        "columns": [each.label for each in wording.COLUMNS],
        "finding": wording.finding_of(lines, missing),
        "others": [
            (wording.TONES[each.answer], wording.place_of(each), each.rule.condition.label, wording.said(each))
            for each in answers
            if each.rule.condition not in wording.COLUMNS
        ],
        "missing": [
            (wording.place_of(each), lost_since(picture, each.place, today), wording.said(each), wording.cited(each))
            for each in missing
        ],
        "coming": [
            (each.day, (each.day - today).days, wording.place_of(each.judged), each.judged.rule.condition.label,
             wording.said(each.judged), each.judged.stops)
            for each in coming(picture, today, today + timedelta(days=FORESEEN))
        ],
        "foreseen": FORESEEN,
        "rules": [rules_on(today)[each] for each in Condition if each in rules_on(today)],
        "form": form,
        "outcome": outcome,
        "following": following,
        "elsewhere": [(each, wording.stop_words(each)) for each in (following.stops if following else ())],
        "county": getattr(division(institution.county_code), "name", ""),
        "supposed": [
            (wording.place_of(each), each.rule.condition.label, wording.said(each), each.stops)
            for each in (outcome.lost if outcome else ())
        ],
    }  # fmt: skip
    return show(request, detail_of(institution, request.actor), "conditions", "standing/conditions.html", context)


@staff_page(VIEW)
@require_GET
def accreditation_foresight(request: Request) -> HttpResponse:
    """What stops when the accreditations end that end within 180, 90, 30 or 7 days."""
    today = timezone.localdate()
    days = horizon_of(request.GET.get("days", ""))
    rows = Accreditation.objects.visible_to(request.actor).expiring(today, days).for_list()
    foreseen = foresee(list(rows.order_by("valid_until", "id")[:MOST]), today)
    stopping = [each for each in foreseen if each.stops]
    concerned, unsure = cases_of(stopping)
    context = {
        "foreseen": [
            (
                each,
                [
                    (stop, wording.stop_words(stop), cases_at(each, stop, request.actor),
                     classes_at(each, stop, request.actor))
                    for stop in each.stops
                ],
            )
            for each in foreseen
        ],
        "narrow": "" if days == max(HORIZONS) else f"?ends={days}",  # the list holds the widest horizon of itself
        "stopped": sum(len(each.stopped) for each in foreseen),
        "horizons": [(each, each == days) for each in HORIZONS],
        "days": days,
        "count": len(foreseen),
        "items": sum(len(each.stops) for each in stopping),
        "cases": concerned,
        "unsure": unsure,
        "alone": sum(stop.able == 0 for each in stopping for stop in each.stops),
        "counties": sorted(
            {str(getattr(division(each.row.institution.county_code), "name", ""))
             for each in stopping for stop in each.stops if stop.able_in_county == 0}
        ),
    }  # fmt: skip
    return render(request, "standing/foresight.html", context)


@staff_page(VIEW)
@require_GET
def accreditation_foresight_list(request: Request) -> HttpResponse:
    """The same as a list with conditions and exports, one certificate a row."""
    return list_page(request, FORESIGHT)


def cases_at(each: Foreseen, stop: Stop, actor: AnyActor) -> str:
    """Return where the open cases of an item that stops are listed; empty for who may not look at cases."""
    if not actor.may(VIEW_CASES.code):
        return ""
    asked = {"institution": each.row.institution_id, "open_in": stop.category}
    return f"{reverse('case_list')}?{urlencode(asked)}"


def classes_at(each: Foreseen, stop: Stop, actor: AnyActor) -> list[tuple[AtClass, str]]:
    """Return the classes above an item that stops as which open cases are recorded, and where these are listed."""
    may = actor.may(VIEW_CASES.code)
    return [(at, open_at_url(each.row.institution_id, at) if may else "") for at in stop.at_class]


def horizon_of(asked: str) -> int:
    """Return the horizon that an address names, the widest where it names none."""
    return next((each for each in HORIZONS if str(each) == asked), HORIZONS[0])
