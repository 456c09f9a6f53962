"""The form of the institution: confirm or dispute each line, keep a draft, submit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.actions import drafting
from foundation.desk.filling import drafts
from foundation.desk.filling.attempting import attempt_once, status_of, typed
from foundation.desk.filling.middleware import query_of
from foundation.desk.filling.versions import changed
from foundation.desk.models import Draft
from governance.annual_review import gate
from governance.annual_review.actions import submitting
from governance.annual_review.drafts import FORM
from governance.annual_review.forms import FillForm
from governance.annual_review.lines import digest_of, lines_today, openable
from governance.annual_review.models import AnnualReview
from governance.annual_review.states import WITH_INSTITUTION
from governance.annual_review.verbs import SUBMIT


@staff_page(SUBMIT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def annual_review_fill(request: Request) -> HttpResponseBase:
    """Fill in the annual review that the address, the form or a draft names, else the most urgent one."""
    draft = drafts.draft_asked(request, request.actor, FORM)
    review = _asked(request, draft)
    if review is None:
        messages.info(request, _("No annual review waits for your institution."))
        return redirect("annual_review_list")
    act = request.POST.get("act", "")
    if review.state not in WITH_INSTITUTION and act != "submit":  # what is submitted too late stays on its page
        messages.info(request, _("This annual review has been submitted; it can be read here."))
        return redirect(review)
    if request.method != "POST":
        return _unsent(request, review, draft)
    if drafts.in_background(request):
        return drafts.autosave(request, request.actor, FORM, _form(request, review, request.POST).labels())
    if act == "save":
        return _save(request, review)
    return _submit(request, review) if act == "submit" else _page(request, _quiet(_form(request, review, request.POST)))


def _asked(request: Request, draft: Draft | None) -> AnnualReview | None:
    """The review that is meant. Raises Http404 for one out of scope."""
    seen = AnnualReview.objects.visible_to(request.actor).for_list()
    drafted = draft.fields.get("review", [""])[0] if draft is not None else ""
    named = request.POST.get("review") or request.GET.get("review") or drafted
    if not named:
        return seen.with_institution().order_by("due_on", "pk").first()
    try:
        return get_object_or_404(seen, pk=UUID(named))
    except ValueError:
        return get_object_or_404(seen.none())


def _form(request: Request, review: AnnualReview, data: QueryDict | None = None) -> FillForm:
    return FillForm(data, review=review, lines=openable(lines_today(review), request.actor), actor=request.actor)


def _of_draft(request: Request, review: AnnualReview, draft: Draft) -> FillForm:
    """The text of a draft with today's figures and version: the page shows today's figures beside it."""
    lines = openable(lines_today(review), request.actor)
    fresh = {"version": str(review.trail_seq), "figures": digest_of(lines)}
    data = changed(query_of(draft.fields), fresh)
    return _quiet(FillForm(data, review=review, lines=lines, actor=request.actor))


def _quiet(form: FillForm) -> FillForm:
    """Show what was typed without saying yet what is wrong with it."""
    form.full_clean()
    form.errors.clear()
    return form


def _unsent(request: Request, review: AnnualReview, draft: Draft | None) -> HttpResponse:
    """The form as it was left: what was typed before the session ended, the draft asked for, or the newest one."""
    kept = typed(request)
    if kept is not None:
        return _page(request, _quiet(_form(request, review, kept)))
    if draft is None and not request.GET.get("draft"):
        draft = next((each for each in _own(request) if each.fields.get("review") == [str(review.pk)]), None)
    if draft is not None:
        return _page(request, _of_draft(request, review, draft), draft=draft)
    if request.GET.get("draft"):
        messages.warning(request, _("This draft does not exist any more: it was sent, discarded, or has expired."))
    return _page(request, _form(request, review))


def _own(request: Request) -> list[Draft]:
    return list(Draft.objects.visible_to(request.actor).of_form(FORM).order_by("-updated_at")[:10])


def _save(request: Request, review: AnnualReview) -> HttpResponseBase:
    """Save a draft by button. What another window changed is shown; sending again saves this window's text."""
    window, form = drafts.window_of(request), _quiet(_form(request, review, request.POST))
    try:
        draft = drafting.save_draft(
            FORM, drafts.typed_fields(request.POST), by=request.actor, pk=window.pk, version=window.version
        )
    except drafting.DraftChanged as rival:
        differing = drafts.differences(rival.draft, request.POST, form.labels()) if rival.draft else []
        rivals = {"rival": rival.draft, "rivals": differing, "draft_gone": rival.draft is None}
        return _page(request, form, draft=rival.draft, rivals=rivals, status=409)
    messages.success(request, _("Draft saved. You find it on this page for 30 days."))
    return redirect(f"{reverse('annual_review_fill')}?draft={draft.pk}")


def _submit(request: Request, review: AnnualReview) -> HttpResponseBase:
    form, window = _form(request, review, request.POST), drafts.window_of(request)

    def act(given: dict[str, Any]) -> Answer:
        done = submitting.submit(
            review.pk,
            by=request.actor,
            version=given["version"],
            figures=given["figures"],
            said=form.said(),
            statement=given["statement"],
        )
        if window.pk is not None:
            drafting.discard(window.pk, by=request.actor)
        return {"url": done.get_absolute_url(), "late": done.is_late}

    answer = attempt_once(request, form, act, scope=FORM)
    if answer is None:
        form.data = changed(form.data, {"figures": digest_of(form.lines)})  # the values that the page shows now
        return _page(request, form, status=status_of(request, form))
    if answer["fresh"]:
        messages.success(request, _("Submitted. The city reviews it and proposes a result to the province."))
    return redirect(answer["url"])


def _page(
    request: Request,
    form: FillForm,
    *,
    draft: Draft | None = None,
    rivals: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    window = drafts.Window() if rivals and rivals["draft_gone"] else drafts.window_of(request)
    own = Draft.objects.visible_to(request.actor).of_form(FORM)
    stored = draft or (own.filter(pk=window.pk).first() if window.pk else None)
    review = form.review
    context = {
        "form": form,
        "review": review,
        "barred": gate.submitting_barred(review, timezone.localdate()),
        "is_late": timezone.localdate() > review.due_on,
        **drafts.context_of(draft, window),
        "stored": stored,
        **(rivals or {}),
    }
    return render(request, "annual_review/fill.html", context, status=status)
