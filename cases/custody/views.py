"""The list of materials, the custody on the pages of cases and entrustments, and the acts on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import correcting_custody, keeping_materials
from cases.custody import gate
from cases.custody.describing import awaited_of, custody_of, receiving_wish
from cases.custody.dossier import Dossier, seen
from cases.custody.forms import ConsentForm, CorrectForm, DestroyForm, KeepForm, ReceiveForm, ReturnForm
from cases.custody.lists import MATERIALS, number_of
from cases.custody.purposes import CONSENT as CONSENT_FILE
from cases.custody.purposes import PHOTO
from cases.custody.verbs import CONSENT, CORRECT, DESTROY, GIVE_BACK, KEEP, RECEIVE
from cases.describing import detail_of as case_detail
from cases.entrustments.describing import detail_of as entrustment_detail
from cases.models import CustodyEntry, Material
from cases.verbs import REVEAL, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import Answer
from foundation.desk.detail.acts import offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import add_findings, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.actions import storing
from foundation.documents.refusals import FileRefused
from foundation.documents.verbs import DOWNLOAD

METHODS = ["GET", "HEAD", "POST"]


@staff_page(VIEW.code)
@require_GET
def material_list(request: Request) -> HttpResponse:
    """The materials the posting may see."""
    return list_page(request, MATERIALS)


@staff_page(VIEW.code)
@require_GET
def case_custody(request: Request, pk: UUID) -> HttpResponse:
    """The custody of the materials of a case."""
    return _shown(request, _seen(request, pk, of_a_case=True))


@staff_page(VIEW.code)
@require_GET
def entrustment_custody(request: Request, pk: UUID) -> HttpResponse:
    """The custody of the materials of an entrustment, also of one that became no case."""
    return _shown(request, _seen(request, pk, of_a_case=False), as_entrustment=True)


@staff_page(REVEAL.code)
@require_POST
def case_custody_open(request: Request, pk: UUID) -> HttpResponse:
    """The custody of materials with the names of who brought and fetched them, once, the reason being on record."""
    dossier = _seen(request, pk)
    try:
        names = correcting_custody.open_names(dossier, by=request.actor, reason=request.POST.get("reason", ""))
    except RuleBroken as refusal:
        return _shown(request, dossier, findings=refusal.findings, status=422)
    return _shown(request, dossier, names=names)


@staff_page(RECEIVE.code)
@require_http_methods(METHODS)
def material_receive(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a material came into the hands of the institution."""
    dossier = _seen(request, pk)
    asked = request.GET.get("line", "")
    first = {**_now(), "line": asked if asked.isdecimal() else None}
    form = ReceiveForm(typed(request), request.FILES or None, lines=list(awaited_of(dossier)), initial=first)

    def act(document: Any) -> Material:
        return keeping_materials.receive(pk, by=request.actor, document=document, **form.given())

    words = {
        "heading": _("Record the receipt of a material"),
        "consequence": _("Its chain of custody begins. The portal stamps when it was recorded."),
        "button": _("Record the receipt"),
    }
    findings = [*gate.of_receiving(dossier)]
    return _acted(request, form, dossier, act, words, purpose=PHOTO.code, barred=findings, article=gate.PARTICULARS)


@staff_page(KEEP.code)
@require_http_methods(METHODS)
def material_keep(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a material was moved, handed on, opened or used."""
    row, dossier = _material(request, pk)
    first = {**_now(), "version": row.trail_seq, "giver": row.holder, "seal": row.seal}
    form = KeepForm(typed(request), request.FILES or None, initial=first)
    words = {
        "heading": _("Record what happened to a material"),
        "consequence": _("A new entry of its chain. Using it up, or damaging it, needs the consent of the client."),
        "button": _("Record it"),
    }
    return _acted(
        request, form, dossier, _verb(request, form, keeping_materials.keep, pk), words, row=row, purpose=PHOTO.code
    )


@staff_page(CONSENT.code)
@require_http_methods(METHODS)
def material_consent(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that the client consented to damage or destruction."""
    row, dossier = _material(request, pk)
    form = ConsentForm(typed(request), request.FILES or None, initial={**_now(), "version": row.trail_seq})
    words = {
        "heading": _("Record a consent of the client"),
        "consequence": _("It allows what damages or destroys the material, until a correction strikes it out."),
        "button": _("Record the consent"),
    }
    act = _verb(request, form, keeping_materials.record_consent, pk)
    return _acted(request, form, dossier, act, words, row=row, purpose=CONSENT_FILE.code)


@staff_page(GIVE_BACK.code)
@require_http_methods(METHODS)
def material_return(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a material was given back."""
    row, dossier = _material(request, pk)
    first = {**_now(), "version": row.trail_seq, "giver": row.holder, "seal": row.seal}
    form = ReturnForm(typed(request), request.FILES or None, initial=first)
    words = {
        "heading": _("Record that a material is given back"),
        "consequence": _("It is not here any more, and its chain ends."),
        "button": pgettext("custody", "Record the return"),
    }
    act = _verb(request, form, keeping_materials.give_back, pk)
    return _acted(request, form, dossier, act, words, row=row, purpose=PHOTO.code)


@staff_page(DESTROY.code)
@require_http_methods(METHODS)
def material_destroy(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a material was destroyed."""
    row, dossier = _material(request, pk)
    first = {**_now(), "version": row.trail_seq, "giver": row.holder}
    form = DestroyForm(typed(request), request.FILES or None, on=timezone.localdate(), initial=first)
    words = {
        "heading": _("Record the destruction of a material"),
        "consequence": _("It is gone, and its chain ends. Most grounds need the consent of the client on record."),
        "button": _("Record the destruction"),
        "grave": True,
    }
    act = _verb(request, form, keeping_materials.destroy, pk)
    return _acted(request, form, dossier, act, words, row=row, purpose=PHOTO.code)


@staff_page(CORRECT.code)
@require_http_methods(METHODS)
def custody_correct(request: Request, pk: UUID) -> HttpResponseBase:
    """Correct an entry of a chain; its number stands in the address."""
    row, dossier = _material(request, pk)
    asked = request.POST.get("number", request.GET.get("entry", ""))
    wrong = row.entries.filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
    form = CorrectForm(typed(request), initial={"version": row.trail_seq, **_as_it_stands(wrong)})
    words = {
        "heading": _("Correct entry %(number)s of a chain") % {"number": wrong.number if wrong else "—"},
        "consequence": _("The wrong entry stays as it is; a new one names it and says what is right."),
        "button": _("Record the correction"),
    }
    barred = [] if form.is_bound else [*gate.of_countering(wrong)]

    def act(_document: Any) -> Material:
        return correcting_custody.correct(pk, by=request.actor, **form.given())

    return _acted(request, form, dossier, act, words, row=row, purpose=PHOTO.code, barred=barred, wrong=wrong)


def _as_it_stands(wrong: CustodyEntry | None) -> dict[str, Any]:
    if wrong is None:
        return {}
    at = timezone.localtime(wrong.happened_at)
    said = {name: getattr(wrong, name) for name in ("number", "giver", "holder", "place", "seal", "condition")}
    return {**said, "day": at.date(), "time": at.strftime("%H:%M")}


def _now() -> dict[str, Any]:
    now = timezone.localtime()
    return {"day": now.date(), "time": now.strftime("%H:%M")}


def _verb(request: Request, form: Any, verb: Callable[..., Material], pk: UUID) -> Callable[[Any], Material]:
    return lambda document: verb(pk, by=request.actor, document=document, **form.given())


def _acted(
    request: Request,
    form: BaseForm,
    dossier: Dossier,
    act: Callable[[Any], Material],
    words: dict[str, Any],
    *,
    purpose: str,
    row: Material | None = None,
    barred: list[Finding] | None = None,
    **more: Any,
) -> HttpResponseBase:
    """Carry out an act with its file, which is received before the transaction, or show the form."""
    back = row.get_absolute_url() if row is not None else _tab(dossier)
    scope = f"{words['heading']}:{row.pk if row is not None else dossier.row.pk}"
    try:
        upload = request.FILES.get("document")
        received = storing.receive(upload, purpose=purpose) if upload and form.is_valid() else None
    except FileRefused as refused:
        form.add_error("document", refused)
        done = None
    else:
        done = attempt_once(request, form, lambda _given: _answer(act(received)), scope=scope, show=_beside(form))
    if done is not None:
        if done["fresh"]:
            messages.success(request, _("It stands in the chain of the material %(name)s.") % {"name": done["name"]})
        return redirect(done["url"])
    context = {
        "form": form,
        "dossier": dossier,
        "row": row,
        "named": number_of(row) if row is not None else str(dossier.row),
        "back": back,
        "barred": barred or [],
        "article": gate.KEEPING,
        **words,
        **more,
    }
    return render(request, "cases/custody/act.html", context, status=status_of(request, form))


def _answer(row: Material) -> Answer:
    return {"url": row.get_absolute_url(), "name": row.name}


def _beside(form: BaseForm) -> Callable[[list[Finding]], None]:
    """Put findings about the moment beside its second field, the time."""

    def put(findings: list[Finding]) -> None:
        add_findings(form, [replace(each, field="time") if each.field == "happened_at" else each for each in findings])

    return put


def _shown(
    request: Request,
    dossier: Dossier,
    *,
    names: dict[UUID, str] | None = None,
    findings: list[Finding] | None = None,
    status: int = 200,
    as_entrustment: bool = False,
) -> HttpResponse:
    actor = request.actor
    if dossier.entrustment is not None and (as_entrustment or dossier.case is None):
        detail = entrustment_detail(dossier.entrustment, actor)
    elif dossier.case is not None:
        detail = case_detail(dossier.case, actor)
    detail.acts = offered(actor, receiving_wish(dossier))
    context = {
        "custody": custody_of(dossier, actor, names),
        "key": dossier.row.pk,
        "opened": names is not None,
        "findings": findings,
        "may_receive": actor.may(RECEIVE.code) and dossier.is_open,
        "may_reveal": actor.may(REVEAL.code),
        "may_download": actor.may(DOWNLOAD.code),
    }
    return show(request, detail, "custody", "cases/custody/tab.html", context, status=status)


def _seen(request: Request, pk: UUID, *, of_a_case: bool | None = None) -> Dossier:
    """Return the case or entrustment within scope; with `of_a_case` only as the one or the other. Raises Http404."""
    dossier = seen(pk, request.actor)
    if dossier is None or (of_a_case and dossier.case is None) or (of_a_case is False and dossier.entrustment is None):
        raise Http404
    return dossier


def _material(request: Request, pk: UUID) -> tuple[Material, Dossier]:
    """Return a material within scope with its case. Raises Http404."""
    row = get_object_or_404(Material.objects.visible_to(request.actor).for_list(), pk=pk)
    return row, _seen(request, row.key)


def _tab(dossier: Dossier) -> str:
    return reverse("case_custody" if dossier.case is not None else "entrustment_custody", args=[dossier.row.pk])
