"""Why can I (not) see this, why may I (not) do that: the rule and the delegation rows, in words."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from foundation.accounts.acting import AnyActor, PostedActor
from foundation.accounts.doors import Request, own_page
from foundation.accounts.models import Organisation
from foundation.accounts.queries import delegations
from foundation.accounts.roles import Role
from foundation.accounts.scoping import Scope, rule_of, visible
from foundation.accounts.verbs import Verb, all_verbs
from foundation.desk.work.heaps import heap_of
from foundation.law import queries as law

# Records that pages show, by the names of their models; those of apps to come appear when they are there.
RECORDS: dict[str, Any] = {
    "cases.Case": _("Cases"),
    "cases.Entrustment": _("Entrustments"),
    "institutions.Institution": _("Institutions"),
    "appraisers.Appraiser": _("Appraisers"),
    "exchange.Import": _("Ledger imports"),
    "documents.StoredFile": _("Files"),
    "accounts.Organisation": _("Organisations"),
    "accounts.Posting": _("Postings"),
    "accounts.Notice": _("Notices"),
}


@own_page
@require_GET
def why(request: Request) -> HttpResponse:
    """The rule by which the present posting sees records, who holds an act, and why a heap of work is there."""
    today = timezone.localdate()
    labels = {label: name for label, name in RECORDS.items() if _model(label) is not None}
    chosen = request.GET.get("records", "")
    row_key = request.GET.get("row", "")
    model = _model(chosen) if chosen in labels else None
    verb = next((each for each in all_verbs() if each.code == request.GET.get("verb", "")), None)
    heap = heap_of(request.actor, request.GET.get("heap", "")) if isinstance(request.actor, PostedActor) else None
    context = {
        "heap": heap,
        "records": labels,
        "chosen": chosen if model is not None else "",
        "rule": rule_of(model, request.actor) if model is not None else None,
        "row": _seen_row(model, request.actor, row_key) if model is not None and row_key else None,
        "row_asked": bool(row_key) and model is not None,
        "verbs": all_verbs(),
        "verb": verb,
        "held": verb is not None and request.actor.may(verb.code),
        "refusal": request.actor.why_not(verb.code) if verb is not None and not request.actor.may(verb.code) else "",
        "holders": _holders(verb, today) if verb is not None else [],
        "today": today,
    }
    return render(request, "administration/why.html", context)


def _seen_row(model: type[models.Model], actor: AnyActor, key: str) -> dict[str, Any] | None:
    """Return the one record asked about with what places it, if the actor sees it; else None, absent or not."""
    try:
        value = model._meta.pk.to_python(key)
    except ValidationError:
        return None
    row = visible(model._default_manager.all(), actor).filter(pk=value).first()
    return {"words": str(row), "url": _page(row), "places": _places(row)} if row is not None else None


def _page(row: models.Model) -> str:
    address = getattr(row, "get_absolute_url", None)
    return str(address()) if address is not None else ""


def _places(row: models.Model) -> list[tuple[Any, str]]:
    """Return what the rule looks at: city, county and institution of the record, in words."""
    scope = getattr(type(row), "scope", None)
    if not isinstance(scope, Scope):
        return []
    found: list[tuple[Any, str]] = []
    for label, column in ((_("City"), scope.city), (_("County"), scope.county)):
        code = getattr(row, column, "") if column else ""
        division = law.division(code) if code else None
        if division is not None:
            found.append((label, division.name))
    key = getattr(row, scope.institution, None) if scope.institution else None
    body = Organisation._base_manager.filter(pk=key).first() if key is not None else None
    return [*found, (_("Institution or organisation"), body.name)] if body is not None else found


def _model(label: str) -> type[models.Model] | None:
    app_label, _dot, name = label.partition(".")
    config = apps.app_configs.get(app_label)
    return config.models.get(name.lower()) if config is not None else None


def _holders(verb: Verb, today: Any) -> list[dict[str, Any]]:
    """Return who holds an act today: role, level, since when, by what."""
    return [
        {
            "role": Role(row.role).label,
            "level": Organisation.Level(row.level).label if row.level != "none" else "",
            "row": row,
        }
        for row in delegations(verb.code, today)
    ]
