"""The opinion of a case: its tab, writing it, signing, reviewing, sending back, issuing, and opening its text."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import issuing_opinion, preparing_opinion
from cases.actions.reading_opinion import OpenedOpinion, read_version
from cases.describing import detail_of
from cases.models import Case, Opinion
from cases.opinions.describing import chain_of, findings_of
from cases.opinions.forms import ReadForm, ReturnForm, ReviewForm, SignForm, TextsForm, VersionSeen
from cases.opinions.gate import shortfall
from cases.opinions.texts import LABELS
from cases.verbs import (
    DRAFT_OPINION,
    ISSUE_OPINION,
    READ_OPINION,
    RETURN_OPINION,
    REVIEW_OPINION,
    SIGN_OPINION,
    VIEW,
)
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import StaleState
from foundation.audit.once import Answer
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed


@staff_page(VIEW.code)
@require_GET
def case_opinion(request: Request, pk: UUID) -> HttpResponse:
    """The chain of the opinion: levels, versions, what was issued."""
    return _tab(request, _visible(request, pk))


@staff_page(READ_OPINION.code)
@require_POST
def case_opinion_read(request: Request, pk: UUID) -> HttpResponse:
    """The same page with the text of a version, once, after the reason is on record."""
    case, form = _visible(request, pk), ReadForm(request.POST)
    text = attempt(request, form, lambda given: read_version(case, by=request.actor, **given))
    return _tab(request, case, form=form, text=text, status=status_of(request, form))


def _tab(
    request: Request,
    case: Case,
    *,
    form: ReadForm | None = None,
    text: OpenedOpinion | None = None,
    status: int = 200,
) -> HttpResponse:
    chain = chain_of(case, request.actor)
    number = chain.opinion.version if chain.opinion else 1
    initial = {"number": number, "reason": _purpose(request, in_preparation=chain.issued is None)}
    context = {
        "case": case,
        "chain": chain,
        "may_read": chain.opinion is not None and request.actor.may(READ_OPINION.code),
        "form": form or ReadForm(initial=initial),
        "text": text,
        "parts": _parts(text) if text else [],
    }
    return show(request, detail_of(case, request.actor), "opinion", "cases/opinion.html", context, status=status)


def _purpose(request: Request, *, in_preparation: bool) -> str:
    """The reason that goes without saying for those in the chain; others write theirs."""
    in_chain = in_preparation and any(
        request.actor.may(verb.code) for verb in (SIGN_OPINION, REVIEW_OPINION, ISSUE_OPINION)
    )
    return _("To read before signing") if in_chain else ""


def _parts(text: OpenedOpinion) -> list[tuple[Any, Any]]:
    return [(label, value) for name, label in LABELS.items() if (value := getattr(text.texts, name))]


@staff_page(DRAFT_OPINION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_write(request: Request, pk: UUID) -> HttpResponseBase:
    """Write a version: keep it, or put it before the appraisers; the text of the last one is taken over on request."""
    case = _visible(request, pk)
    opinion = Opinion.objects.visible_to(request.actor).filter(case=case).first()
    version = opinion.trail_seq if opinion else 0
    if request.method == "POST" and request.POST.get("act") == "take":
        return _taken_over(request, case, opinion, version)
    ready = request.POST.get("act") == "submit"
    form = TextsForm(typed(request), initial={"version": version}, ready=ready or request.method != "POST")

    def act(given: dict[str, Any]) -> Answer:
        done = preparing_opinion.write_version(
            pk, by=request.actor, version=given["version"], texts=form.texts(), ready=ready
        )
        return {"version": done.version}

    try:
        answer = attempt_once(request, form, act, scope="opinion")
    except StaleState:
        return _overtaken(request, case, opinion, version)
    if answer is None:
        return _writing(request, case, opinion, form, status=status_of(request, form))
    said = _("Version %(version)s is put before the appraisers.") if ready else _("Version %(version)s is kept.")
    messages.success(request, said % answer)
    return redirect("case_opinion", pk=pk)


def _taken_over(request: Request, case: Case, opinion: Opinion | None, version: int) -> HttpResponse:
    text = read_version(case, by=request.actor, reason=_("To go on writing the opinion"))
    given = {name: getattr(text.texts, name) for name in LABELS}
    form = TextsForm(initial={**given, "version": version})
    return _writing(request, case, opinion, form, taken=text.version.number)


def _overtaken(request: Request, case: Case, opinion: Opinion | None, version: int) -> HttpResponse:
    """Somebody put down a version meanwhile: what was typed stays, and sending it again makes it the next one."""
    data = request.POST.copy()
    data["version"] = str(version)
    form = TextsForm(data)
    words = _("Somebody changed the opinion in the meantime. Your text is still here; sent again, it is a new version.")
    form.add_error(None, words)
    return _writing(request, case, opinion, form, status=409)


def _writing(
    request: Request,
    case: Case,
    opinion: Opinion | None,
    form: TextsForm,
    *,
    taken: int | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": case,
        "opinion": opinion,
        "form": form,
        "taken": taken,
        "findings": findings_of(case, opinion, request.actor, DRAFT_OPINION.code),
    }
    return render(request, "cases/opinion_write.html", context, status=status)


class _Step:
    """One page on which a step of the chain is asked: words, form, verb."""

    def __init__(
        self, title: Any, button: Any, told: Any, consequence: Any, form: type[VersionSeen], act: Callable[..., Any]
    ) -> None:
        self.title, self.button, self.told, self.consequence = title, button, told, consequence
        self.form, self.act = form, act


_STEPS = {
    SIGN_OPINION.code: _Step(
        gettext_lazy("Sign the opinion"),
        gettext_lazy("Sign as appraiser"),
        gettext_lazy("Your signature is on record."),
        gettext_lazy(
            "You answer in person for the opinion. Your signature belongs to this version and is void as soon as a new "
            "one is put down; the last signature hands it to the reviewer."
        ),
        SignForm,
        preparing_opinion.sign,
    ),
    REVIEW_OPINION.code: _Step(
        gettext_lazy("Sign the review"),
        gettext_lazy("Sign the review"),
        gettext_lazy("Your review is on record."),
        gettext_lazy("You agree to procedure and opinion. Where you do not, return the version instead."),
        ReviewForm,
        preparing_opinion.review,
    ),
    RETURN_OPINION.code: _Step(
        gettext_lazy("Return it to the appraisers"),
        gettext_lazy("Return it"),
        gettext_lazy("The version is returned; the appraisers put down a new one."),
        gettext_lazy("The sign-offs of this version stay on file; the chain begins anew with the next version."),
        ReturnForm,
        preparing_opinion.send_back,
    ),
    ISSUE_OPINION.code: _Step(
        gettext_lazy("Sign and issue the opinion"),
        gettext_lazy("Sign and issue the opinion"),
        gettext_lazy("The opinion is issued. The paper is being printed."),
        gettext_lazy(
            "The opinion gets its number and the code of its public check, the time limit stops, and the case ends. "
            "This cannot be undone."
        ),
        VersionSeen,
        issuing_opinion.issue,
    ),
}


def _step(request: Request, pk: UUID, verb: str) -> HttpResponseBase:
    case, step = _visible(request, pk), _STEPS[verb]
    opinion = Opinion.objects.visible_to(request.actor).filter(case=case).first()
    form: forms.Form = step.form(typed(request), initial={"version": opinion.trail_seq if opinion else 0})
    done = attempt(request, form, lambda given: step.act(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, step.told)
        return redirect("case_opinion", pk=pk)
    context = {
        "case": case,
        "opinion": opinion,
        "step": step,
        "form": form,
        "findings": findings_of(case, opinion, request.actor, verb),
        "shortfall": shortfall(case, timezone.localdate()) if verb == ISSUE_OPINION.code else "",
    }
    return render(request, "cases/opinion_step.html", context, status=status_of(request, form))


@staff_page(SIGN_OPINION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_sign(request: Request, pk: UUID) -> HttpResponseBase:
    """Sign at the first level."""
    return _step(request, pk, SIGN_OPINION.code)


@staff_page(REVIEW_OPINION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_review(request: Request, pk: UUID) -> HttpResponseBase:
    """Agree at the second level."""
    return _step(request, pk, REVIEW_OPINION.code)


@staff_page(RETURN_OPINION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_return(request: Request, pk: UUID) -> HttpResponseBase:
    """Send a version back from the second or third level."""
    return _step(request, pk, RETURN_OPINION.code)


@staff_page(ISSUE_OPINION.code)
@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion_issue(request: Request, pk: UUID) -> HttpResponseBase:
    """Issue at the third level."""
    return _step(request, pk, ISSUE_OPINION.code)


def _visible(request: Request, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).for_page(), pk=pk)
