"""The delegation table of the three levels: who may do what, dated and printable."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisal_portal.administration.forms import DelegationForm
from foundation.accounts.actions.delegating import give, take
from foundation.accounts.catalogue import AMEND_DELEGATION, READ_LAW
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.models import Delegation, Organisation
from foundation.accounts.queries import decided_changes, delegations_at, roles_of_level
from foundation.accounts.roles import Role
from foundation.accounts.verbs import all_verbs
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt_once, status_of, typed


@staff_page(READ_LAW.code)
@require_GET
def matrix(request: Request) -> HttpResponse:
    """One level on one day: a row an act, a column a role."""
    level = request.GET.get("level", "")
    if level not in Organisation.Level.values:
        level = Organisation.Level.PROVINCE.value
    on, day_is_wrong = _day(request.GET.get("on", ""))
    held = delegations_at(level, on)
    roles = roles_of_level(level)
    context = {
        "level": level,
        "level_name": Organisation.Level(level).label
        if level != "none"
        else _("Institutions and case-handling organs"),
        "levels": [
            {
                "href": f"?level={code}&on={on.isoformat()}",
                "text": label if code != "none" else _("Institutions and case-handling organs"),
                "current": code == level,
            }
            for code, label in Organisation.Level.choices
        ],
        "on": on,
        "day_is_wrong": day_is_wrong,
        "roles": roles,
        "rows": [
            {"verb": verb, "cells": [held.get((verb.code, role.value)) for role in roles]} for verb in all_verbs()
        ],
        "changes": [(row, _role_words(row)) for row in decided_changes(level, on)],
        "may_amend": request.actor.may(AMEND_DELEGATION.code),
    }
    return render(request, "administration/delegation.html", context, status=422 if day_is_wrong else 200)


@staff_page(AMEND_DELEGATION.code)
@require_http_methods(["GET", "POST"])
def amend(request: Request) -> HttpResponseBase:
    """Give a verb to a role, or take it."""
    form = DelegationForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        change = {"give": give, "take": take}[given["what"]]
        row = change(by=request.actor, **{name: value for name, value in given.items() if name != "what"})
        return {"level": row.level}

    answer = attempt_once(request, form, act, scope="delegation_amend")
    if answer is not None:
        if answer["fresh"]:
            messages.success(
                request, _("The delegation table is amended. It works from its day on, also in open sessions.")
            )
        return redirect(f"{request.path.removesuffix('amend/')}?level={answer['level']}")
    return render(request, "administration/delegation_amend.html", {"form": form}, status=status_of(request, form))


def _day(text: str) -> tuple[Any, bool]:
    """Read the day of the address; today, and whether the text was no day."""
    today = timezone.localdate()
    if not text:
        return today, False
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return day or today, day is None


def _role_words(row: Delegation) -> str:
    return str(Role(row.role).label)
