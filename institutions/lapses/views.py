"""The list of lapses, the page of one, asking for a suspension and deciding about it."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.desk import formats
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.verbs import DOWNLOAD
from institutions.actions import ending_suspensions, suspending
from institutions.actions.writing_lapse_letters import letters_of
from institutions.lapses import describing, gate
from institutions.lapses.forms import AskForm, DecideForm, EndForm, GiveUpForm, ReportForm
from institutions.lapses.lists import LAPSES
from institutions.lapses.verbs import ASK, DECIDE, END, GIVE_UP, REPORT, VIEW
from institutions.models import Lapse
from institutions.standing.views import METHODS, answer


def seen(request: Request, pk: UUID) -> Lapse:
    """Return a lapse within scope. Raises Http404."""
    return get_object_or_404(Lapse.objects.visible_to(request.actor).for_list(), pk=pk)


@staff_page(VIEW.code)
@require_GET
def lapse_list(request: Request) -> HttpResponse:
    """The lapses the posting may see."""
    return list_page(request, LAPSES)


@staff_page(VIEW.code)
@require_GET
def lapse(request: Request, pk: UUID) -> HttpResponse:
    """One lapse: what is lost, since when, what stops, the letter, the time for asking."""
    row = seen(request, pk)
    context = {
        "row": row,
        "facts": describing.facts_of(row, request.actor),
        "letter": letters_of(row).first(),
        "may_download": request.actor.may(DOWNLOAD.code),
        "clock": describing.clock(row),
        "consequence": describing.consequence_of(row),
        "entries": recent(row.stream),
    }
    return show(request, describing.detail_of(row, request.actor), "overview", "lapses/lapse.html", context)


@staff_page(VIEW.code)
@require_GET
def lapse_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a lapse."""
    return show_trail(request, describing.detail_of(seen(request, pk), request.actor))


@staff_page(ASK.code)
@require_http_methods(METHODS)
def lapse_ask(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask for a suspension for rectification."""
    row = seen(request, pk)
    form = AskForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: suspending.ask_suspension(pk, by=request.actor, **given))
    asked_by = _("To be asked for by %(day)s.") % {"day": formats.prose_date(row.ask_by)} if row.ask_by else ""
    words: dict[str, str | bool] = {
        "heading": _("Ask for a suspension for rectification"),
        "named": f"{row.institution}　{describing.place_of(row)}",
        "asked": asked_by,
        "consequence": _("The organ decides. The item stays stopped until the condition is kept again."),
        "button": _("Send the application"),
    }
    return _answer(request, form, row, done, _("The application is before the organ."), words)


@staff_page(DECIDE.code)
@require_http_methods(METHODS)
def lapse_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about a suspension for rectification."""
    row = seen(request, pk)
    form = DecideForm(typed(request), initial={"version": row.trail_seq, "until": row.asked_until})
    done = attempt(request, form, lambda _given: suspending.decide_suspension(pk, by=request.actor, **form.given()))
    words: dict[str, str | bool] = {
        "heading": _("Decide about a suspension for rectification"),
        "named": f"{row.institution}　{describing.place_of(row)}",
        "asked": row.plan,
        "consequence": _("Granted, the item is barred until the last day. Refused, it stays stopped."),
        "button": _("Record the decision"),
        "grave": True,
    }
    return _answer(request, form, row, done, _("The decision is on record."), words)


@staff_page(REPORT.code)
@require_http_methods(METHODS)
def lapse_report(request: Request, pk: UUID) -> HttpResponseBase:
    """Report that the condition of a suspended item is kept again."""
    row = seen(request, pk)
    form = ReportForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: ending_suspensions.report_kept(pk, by=request.actor, **given))
    words: dict[str, str | bool] = {
        "heading": _("Report that the condition is kept again"),
        "named": f"{row.institution}　{describing.place_of(row)}",
        "consequence": _("The organ looks at it and decides. Until then the item stays suspended."),
        "button": _("Send the report"),
    }
    return _answer(request, form, row, done, _("The report is before the organ."), words)


@staff_page(GIVE_UP.code)
@require_http_methods(METHODS)
def lapse_give_up(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask to give up the item whose condition is lost."""
    row = seen(request, pk)
    form = GiveUpForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: ending_suspensions.give_up(pk, by=request.actor, **given))
    words: dict[str, str | bool] = {
        "heading": _("Ask to give the item up"),
        "named": f"{row.institution}　{describing.place_of(row)}",
        "consequence": _("The organ decides. Granted, the item leaves the scope of the licence."),
        "button": _("Send the request"),
        "grave": True,
    }
    return _answer(request, form, row, done, _("The request is before the organ."), words)


@staff_page(END.code)
@require_http_methods(METHODS)
def lapse_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide whether the item resumes or is deregistered."""
    row = seen(request, pk)
    offered = gate.outcomes_of(row, timezone.localdate())
    form = EndForm(typed(request), offered=offered or (gate.SEND_BACK,), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: ending_suspensions.end_suspension(pk, by=request.actor, **given))
    words: dict[str, str | bool] = {
        "heading": _("Decide whether the item resumes"),
        "named": f"{row.institution}　{describing.place_of(row)}",
        "asked": row.report,
        "consequence": _("Resumed, its bar is lifted. Deregistered, it leaves the scope of the licence from today on."),
        "button": _("Record the decision"),
        "grave": True,
    }
    return _answer(request, form, row, done, _("The decision is on record."), words)


def _answer(
    request: Request, form: Form, row: Lapse, done: object, said: str, words: dict[str, str | bool]
) -> HttpResponseBase:
    above = describing.place_of(row)
    return answer(request, form, row.get_absolute_url(), done, said, words, above)
