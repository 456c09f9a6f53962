"""One entrustment: filing it in a long form with drafts, its page, and recording its withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import accepting, deciding, filing
from cases.actions.agreeing_decisions import LONGER
from cases.actions.completing import why_not_decided
from cases.actions.unsealing import RevealedEntrustment, reveal_entrustment
from cases.agreements.choices import AGREEING, LIMIT
from cases.agreements.forms import AcceptForm
from cases.agreements.grounds import risks
from cases.entrustments.describing import (
    acceptance_of,
    clock_on,
    completions_of,
    detail_of,
    facts_of,
    refusal_of,
    stated_of,
)
from cases.entrustments.forms import ROWS, RefuseForm, Sheet, WithdrawForm, with_rows
from cases.entrustments.grounds import DUTY
from cases.entrustments.states import ACCEPT as ACCEPT_STEP
from cases.entrustments.states import UNDECIDED
from cases.gate import asked_in, judge, may_accept
from cases.models import Entrustment
from cases.verbs import ACCEPT, FILE, REFUSE, REVEAL, VIEW, WITHDRAW_ENTRUSTMENT
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import Answer
from foundation.desk.actions import drafting
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_looks, show_trail
from foundation.desk.filling import drafts, registry
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.filling.middleware import query_of
from foundation.desk.models import Draft
from institutions.models import Institution

FORM = "entrustment"


@staff_page(FILE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_new(request: Request) -> HttpResponseBase:
    """Write an entrustment: save drafts, add rows, look at what the law will check, file."""
    institution = Institution.objects.visible_to(request.actor).select_related("organisation").first()
    if institution is None:
        raise Http404
    if request.method != "POST":
        return _unsent(request, institution)
    act = request.POST.get("act", "")
    if drafts.in_background(request):
        return drafts.autosave(request, request.actor, FORM, Sheet(institution, request.POST, quiet=True).labels())
    if act == "save":
        return _save(request, institution)
    if act == "file":
        return _file(request, institution)
    data: QueryDict = request.POST
    added = act.removeprefix("add_")
    if added in ROWS:
        data = with_rows(request.POST, added, more=1) or data
    return _page(request, Sheet(institution, data, quiet=True), added=added)


def _unsent(request: Request, institution: Institution) -> HttpResponse:
    """The empty form, a draft, or what was typed before the session ended."""
    kept = typed(request)
    draft = drafts.draft_asked(request, request.actor, FORM)
    if kept is not None:
        return _page(request, Sheet(institution, kept, quiet=True))
    if draft is not None:
        return _page(request, Sheet(institution, query_of(draft.fields), quiet=True), draft=draft)
    if request.GET.get("draft"):
        messages.warning(request, _("This draft does not exist any more: it was sent, discarded, or has expired."))
    return _page(request, Sheet(institution))


def _save(request: Request, institution: Institution) -> HttpResponseBase:
    """Save a draft by button. What another window changed is shown; sending again saves this window's text."""
    window, sheet = drafts.window_of(request), Sheet(institution, request.POST, quiet=True)
    try:
        draft = drafting.save_draft(
            FORM, drafts.typed_fields(request.POST), by=request.actor, pk=window.pk, version=window.version
        )
    except drafting.DraftChanged as changed:
        differing = drafts.differences(changed.draft, request.POST, sheet.labels()) if changed.draft else []
        rivals = {"rival": changed.draft, "rivals": differing, "draft_gone": changed.draft is None}
        return _page(request, sheet, draft=changed.draft, rivals=rivals, status=409)
    messages.success(request, _("Draft saved. You find it on this page for 30 days."))
    return redirect(f"{reverse('entrustment_new')}?draft={draft.pk}")


def _file(request: Request, institution: Institution) -> HttpResponseBase:
    sheet, window = Sheet(institution, request.POST), drafts.window_of(request)

    def act(_given: dict[str, Any]) -> Answer:
        filed = filing.file(sheet.filing(), institution, by=request.actor)
        if window.pk is not None:
            drafting.discard(window.pk, by=request.actor)
        return {"code": filed.code, "url": reverse("entrustment", args=[filed.pk])}

    answer = attempt_once(request, sheet.main, act, scope=FORM, show=sheet.show) if sheet.is_valid() else None
    if answer is None:
        return _page(request, sheet, status=422)
    if answer["fresh"]:
        messages.success(request, _("The entrustment is filed. Its code is %(code)s.") % answer)
    return redirect(answer["url"])


def _page(
    request: Request,
    sheet: Sheet,
    *,
    draft: Draft | None = None,
    added: str = "",
    rivals: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    verdict = judge(asked_in(sheet.so_far(), sheet.institution, today))
    window = drafts.Window() if rivals and rivals["draft_gone"] else drafts.window_of(request)
    own = Draft.objects.visible_to(request.actor).of_form(FORM)
    current = draft.pk if draft else window.pk
    stored = draft or (own.filter(pk=current).first() if current else None)
    context = {
        "sheet": sheet,
        "form": sheet.main,
        "subjects": sheet.rows["subjects"],
        "materials": sheet.rows["materials"],
        "institution": sheet.institution,
        "verdict": verdict,
        "open_findings": [each for each in verdict.findings if each.code.endswith("_missing")],
        "hard_findings": [each for each in verdict.findings if not each.code.endswith("_missing")],
        "added": added,
        "own_drafts": registry.shown([each for each in own[:10] if each.pk != current]),
        **drafts.context_of(draft, window),
        "stored": stored,
        **(rivals or {}),
    }
    return render(request, "cases/entrustment_new.html", context, status=status)


def _visible(request: Request, pk: UUID) -> Entrustment:
    return get_object_or_404(Entrustment.objects.visible_to(request.actor).for_page(), pk=pk)


def _came_late(request: Request, row: Entrustment, *, states: frozenset[str] = UNDECIDED) -> bool:
    """Say so where nothing is left to decide; who has typed something already keeps it on the page of his answer."""
    if row.state in states or request.method == "POST":
        return False
    messages.info(request, why_not_decided(row).message)
    return True


@staff_page(VIEW.code)
@require_GET
def entrustment_page(request: Request, pk: UUID) -> HttpResponse:
    """The page of an entrustment within scope."""
    return _shown(request, _visible(request, pk))


@staff_page(REVEAL.code)
@require_POST
def entrustment_reveal(request: Request, pk: UUID) -> HttpResponse:
    """The page with what is sealed, once, after the reason is on record."""
    row = _visible(request, pk)
    try:
        revealed = reveal_entrustment(row, by=request.actor, reason=request.POST.get("reason", ""))
    except RuleBroken as refusal:
        return _shown(request, row, findings=refusal.findings, status=422)
    return _shown(request, row, revealed=revealed)


@staff_page(WITHDRAW_ENTRUSTMENT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_withdraw(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that the client has withdrawn; cannot be undone, so that it is asked on a page of its own."""
    row = _visible(request, pk)
    if _came_late(request, row):
        return redirect("entrustment", pk=pk)
    form = WithdrawForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: filing.withdraw(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The withdrawal is on record. The time for the decision has stopped."))
        return redirect("entrustment", pk=pk)
    client = row.client_name
    context = {"form": form, "row": row, "client": client, "is_open": row.state in UNDECIDED}
    return render(request, "cases/entrustment_withdraw.html", context, status=status_of(request, form))


@staff_page(ACCEPT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_accept(request: Request, pk: UUID) -> HttpResponseBase:
    """Accept the entrustment; what the gate finds stands beside the button before it is pressed."""
    row, today = _visible(request, pk), timezone.localdate()
    if _came_late(request, row, states=ACCEPT_STEP.sources):
        return redirect("entrustment", pk=pk)
    first = {"version": row.trail_seq, "effective_on": today}
    form = AcceptForm(typed(request), institution=row.institution_id, initial=first)
    case = attempt(request, form, lambda _given: accepting.accept(pk, by=request.actor, **form.given()))
    if case is not None:
        messages.success(request, _("Accepted under %(number)s. The letter is being written.") % {"number": case})
        return redirect("entrustment", pk=pk)
    is_open = row.state in ACCEPT_STEP.sources
    verdict = may_accept(row, today) if is_open else None
    context = {
        "form": form,
        "row": row,
        "client": row.client_name,
        "verdict": verdict,
        "stated": stated_of(row),
        "risks": risks(today),
        "limit_article": LIMIT,
        "article": AGREEING,
        "may_go_on": verdict is not None and all(finding.overridable for finding in verdict.findings),
    }
    return render(request, "cases/entrustment_accept.html", context, status=status_of(request, form))


@staff_page(REFUSE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def entrustment_refuse(request: Request, pk: UUID) -> HttpResponseBase:
    """Refuse the entrustment on a legal ground; cannot be undone, so that it is asked on a page of its own."""
    row, today = _visible(request, pk), timezone.localdate()
    if _came_late(request, row):
        return redirect("entrustment", pk=pk)
    form = RefuseForm(typed(request), on=today, initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: deciding.refuse(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The refusal is on record. The notice to the client is being written."))
        return redirect("entrustment", pk=pk)
    is_open = row.state in UNDECIDED
    context = {
        "form": form,
        "row": row,
        "client": row.client_name,
        "is_open": is_open,
        "verdict": may_accept(row, today) if is_open else None,
        "duty": DUTY,
    }
    return render(request, "cases/entrustment_refuse.html", context, status=status_of(request, form))


def _shown(
    request: Request,
    row: Entrustment,
    *,
    revealed: RevealedEntrustment | None = None,
    findings: list[Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    is_open = row.state in UNDECIDED
    today = timezone.localdate()
    context = {
        "row": row,
        "facts": facts_of(row, request.actor),
        "clock": clock_on(row),
        "verdict": may_accept(row, today) if is_open else None,
        "subjects": list(row.subjects.all()),
        "materials": list(row.materials.all()),
        "refusal": refusal_of(row, request.actor),
        "completions": completions_of(row, request.actor),
        "decision_times": list(row.agreed_decisions.all()),
        "decision_article": LONGER,
        "acceptance": acceptance_of(row, request.actor),
        "revealed": revealed,
        "findings": findings,
        "may_reveal": request.actor.may(REVEAL.code),
        "entries": recent(row.stream),
        "today": today,
    }
    return show(request, detail_of(row, request.actor), "overview", "cases/entrustment.html", context, status=status)


@staff_page(VIEW.code)
@require_GET
def entrustment_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of an entrustment, page by page."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


@staff_page(VIEW_LOOKS.code)
@require_GET
def entrustment_looks(request: Request, pk: UUID) -> HttpResponse:
    """Who opened what is sealed of an entrustment."""
    return show_looks(request, detail_of(_visible(request, pk), request.actor))
