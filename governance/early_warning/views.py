"""The pages of early warnings: their list, one warning, acknowledging it, the rules."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.acts import state_findings
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.lists.showing import list_page
from governance.early_warning import describing
from governance.early_warning.actions.acknowledging import acknowledge
from governance.early_warning.forms import AcknowledgeForm
from governance.early_warning.gate import not_of_the_owner
from governance.early_warning.lists import WARNINGS
from governance.early_warning.models import EarlyWarning
from governance.early_warning.permalinks import permalinks
from governance.early_warning.plain import in_words
from governance.early_warning.queries import rules_on
from governance.early_warning.states import ACKNOWLEDGING
from governance.early_warning.verbs import ACKNOWLEDGE, RULES, VIEW
from governance.early_warning.wording import said, where


@staff_page(VIEW.code)
@require_GET
def early_warning_list(request: Request) -> HttpResponse:
    """The warnings the posting may see."""
    return list_page(request, WARNINGS, "early_warning/list.html", may_read_rules=request.actor.may(RULES.code))


@staff_page(VIEW.code)
@require_GET
def early_warning(request: Request, pk: UUID) -> HttpResponse:
    """One warning: the figure that set it off, what to do, what became of it, every figure since."""
    row = _seen(request, pk)
    context = {
        "row": row,
        "said": said(row),
        "facts": describing.facts_of(row, request.actor),
        "path": describing.path_of(row),
        "links": permalinks(row, request.actor),
        "items": describing.items_of(row),
        "history": describing.history_of(row),
        "earlier": describing.earlier_of(row, request.actor),
        "rule": in_words(row.rule),
        "entries": recent(row.stream),
    }
    return show(request, describing.detail_of(row, request.actor), "overview", "early_warning/warning.html", context)


@staff_page(VIEW.code)
@require_GET
def early_warning_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a warning."""
    return show_trail(request, describing.detail_of(_seen(request, pk), request.actor))


@staff_page(ACKNOWLEDGE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def early_warning_acknowledge(request: Request, pk: UUID) -> HttpResponseBase:
    """Acknowledge a warning with a reason."""
    row = _seen(request, pk)
    form = AcknowledgeForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: acknowledge(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The warning is acknowledged. It closes by itself when its cause is gone."))
        return redirect(done)
    barred = state_findings(row, ACKNOWLEDGING) or list(not_of_the_owner(row, request.actor))
    context = {"form": form, "row": row, "said": said(row), "where": where(row), "barred": barred}
    return render(request, "early_warning/acknowledge.html", context, status=status_of(request, form))


@staff_page(RULES.code)
@require_GET
def early_warning_rules(request: Request) -> HttpResponse:
    """Every rule in force in plain words, with how many of its warnings stand."""
    codes = EarlyWarning.objects.visible_to(request.actor).standing().values_list("rule_code", flat=True)
    standing = Counter(codes)
    rules = [in_words(rule, standing[rule.code]) for rule in rules_on(timezone.localdate())]
    return render(request, "early_warning/rules.html", {"rules": rules})


def _seen(request: Request, pk: UUID) -> EarlyWarning:
    """Return a warning within scope. Raises Http404."""
    return get_object_or_404(EarlyWarning.objects.visible_to(request.actor).for_list(), pk=pk)
