"""Acts on many rows: the page that asks for the reason, and the page that says what became of each row."""

import uuid
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts.doors import Request, own_page
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.once import KeyReused
from foundation.desk.forms import BulkForm
from foundation.desk.lists import bulk as bulk_acts
from foundation.desk.lists.declaring import BulkAct, ListSpec
from foundation.desk.lists.registry import known
from foundation.desk.models import BulkLine, BulkRun
from foundation.desk.views.lists import address_of, posted, seen_list

NAMED = 20
KEY_LENGTH = 64
LINES = 200


@own_page
@require_POST
def ask(request: Request, code: str, act: str) -> HttpResponseBase:
    """Say how many rows are meant and ask for one reason; with `confirmed` order the act.

    When other rows match than were counted on this page, it is shown again with the new number.
    """
    spec, chosen = _chosen(request, code, act)
    rows = bulk_acts.meant(
        spec,
        request.actor,
        request.POST.get("query", ""),
        everything=request.POST.get("all") == "1",
        keys=request.POST.getlist("row"),
    )
    form = BulkForm(request.POST if "confirmed" in request.POST else None, act=chosen)
    key = _key(request.POST.get("key", ""))
    total = rows.count()
    if form.is_bound and form.is_valid():
        changed = request.POST.get("expected") != str(total)
        try:
            if changed and not bulk_acts.ordered_before(request.actor, key):
                raise RuleBroken(
                    _("Other rows match now than when you were asked. Look at the number and decide anew.")
                )
            run = bulk_acts.order(spec, chosen, rows, by=posted(request), reason=form.cleaned_data["reason"], key=key)
        except KeyReused as reused:
            return redirect("bulk_run", pk=reused.answer["run"])
        except RuleBroken as refused:
            for finding in refused.findings:
                form.add_error(finding.field if finding.field in form.fields else None, str(finding.message))
        else:
            return redirect("bulk_run", pk=run)
    return render(
        request, "desk/bulk_ask.html", _question(spec, chosen, rows, form, key, total), status=_status(form, total)
    )


def _chosen(request: Request, code: str, act: str) -> tuple[ListSpec, BulkAct]:
    spec = seen_list(request, code)
    chosen = spec.act(act)
    if chosen is None:
        raise Http404
    if not request.actor.may(chosen.verb):
        raise NotAllowed(chosen.verb, request.actor.why_not(chosen.verb))
    return spec, chosen


def _key(sent: str) -> str:
    """The word by which an order sent twice is one; a new one where none was sent."""
    return sent if 0 < len(sent) <= KEY_LENGTH and "\0" not in sent else str(uuid.uuid4())


def _status(form: BulkForm, total: int) -> int:
    return 422 if form.is_bound or not 0 < total <= bulk_acts.MOST else 200


def _question(
    spec: ListSpec, chosen: BulkAct, rows: bulk_acts.Meant, form: BulkForm, key: str, total: int
) -> dict[str, Any]:
    named = list(rows.rows.order_by(*next(iter(spec.orders.values())).by)[:NAMED])
    return {
        "spec": spec,
        "act": chosen,
        "rows": rows,
        "form": form,
        "key": key,
        "total": total,
        "possible": 0 < total <= bulk_acts.MOST,
        "too_many": total > bulk_acts.MOST,
        "most": bulk_acts.MOST,
        "named": [spec.label_of(row) for row in named],
        "unnamed": total - len(named),
        "back": address_of(spec, rows.query),
        "title": str(chosen.label),
    }


@own_page
@require_GET
def run(request: Request, pk: UUID) -> HttpResponse:
    """What became of each row of an order of one's own."""
    found = _own_run(request, pk)
    spec = known(found.list_code)
    act = spec.act(found.act)
    refused = found.lines.filter(outcome=BulkLine.Outcome.REFUSED).count()
    page = Paginator(found.lines.order_by("-outcome", "position"), LINES).get_page(request.GET.get("page"))
    context = {
        "run": found,
        "spec": spec,
        "title": act.label if act else found.act,
        "refused": refused,
        "carried_out": found.done - refused,
        "page": page,
        "job": None if found.finished_at else _job(found),
        "back": address_of(spec, found.query),
    }
    return render(request, "desk/bulk_run.html", context)


@own_page
@require_GET
def progress(request: Request, pk: UUID) -> HttpResponse:
    """The running order alone; when it has ended the whole page is read anew."""
    found = _own_run(request, pk)
    response = render(request, "components/job.html", {"job": _job(found)})
    if found.finished_at:
        response.headers["HX-Refresh"] = "true"
    return response


def _own_run(request: Request, pk: UUID) -> BulkRun:
    return get_object_or_404(BulkRun.objects.visible_to(request.actor), pk=pk)


def _job(found: BulkRun) -> dict[str, Any]:
    return {
        "id": found.pk,
        "title": _("Being carried out"),
        "done": found.done,
        "total": found.total,
        "unit": _("rows"),
        "running": True,
        "poll_url": reverse("bulk_progress", args=[found.pk]),
    }
