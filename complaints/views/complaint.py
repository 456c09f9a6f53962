"""One complaint: its page, what it says, its letters, who complained, its trail, who looked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from complaints import gate, letters
from complaints.actions import revealing
from complaints.describing import (
    allegations_of,
    clock_on,
    detail_of,
    facts_of,
    letters_of,
    path_of,
    rectifications_of,
    team_of,
)
from complaints.forms import AnswerForm, ReasonForm
from complaints.models import Complaint
from complaints.verbs import APPROVE_IDENTITY, ASK_IDENTITY, READ, VIEW
from complaints.views.fetching import visible
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.accounts.doors import Request, staff_page
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_looks, show_trail
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.documents.actions import reading
from foundation.documents.names import attachment_header
from foundation.documents.verbs import DOWNLOAD


@staff_page(VIEW.code)
@require_GET
def complaint_page(request: Request, pk: UUID) -> HttpResponse:
    """The page of a complaint within scope."""
    return _shown(request, visible(request, pk))


@staff_page(READ.code)
@require_POST
def complaint_read(request: Request, pk: UUID) -> HttpResponse:
    """The page with what the complaint says, once, after the look is on record."""
    row = visible(request, pk)
    return _shown(request, row, opened=revealing.read(row, by=request.actor))


def _shown(request: Request, row: Complaint, *, opened: revealing.Opened | None = None) -> HttpResponse:
    context = {
        "row": row,
        "facts": facts_of(row, request.actor),
        "path": path_of(row),
        "clock": clock_on(row),
        "allegations": allegations_of(row),
        "rectifications": rectifications_of(row, request.actor),
        "team": team_of(row),
        "inquiries": list(row.inquiries.select_related("posting__user__person").defer("findings")),
        "opened": opened,
        "may_read": request.actor.may(READ.code) and gate.competence(row, request.actor) is None,
        "entries": recent(row.stream),
    }
    return show(request, detail_of(row, request.actor), "overview", "complaints/complaint.html", context)


@staff_page(VIEW.code)
@require_GET
def complaint_letters(request: Request, pk: UUID) -> HttpResponse:
    """The letters of a complaint. Those to the complainant name him and lead on only after an approval."""
    row = visible(request, pk)
    opens = revealing.opens_for(row, request.actor, timezone.localdate()) is not None
    shown = letters_of(row, opens=opens, may_download=request.actor.may(DOWNLOAD.code))
    context = {"row": row, "letters": shown, "opens": opens}
    return show(request, detail_of(row, request.actor), "letters", "complaints/letters.html", context)


@staff_page(ASK_IDENTITY.code)
@require_safe
def complaint_letter(request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
    """Hand a letter to the complainant out to the officer whose request to see who complained was granted."""
    row = visible(request, pk)
    wanted = next((each for each in letters.to_complainant(row) if each.pk == file), None)
    if wanted is None or revealing.opens_for(row, request.actor, timezone.localdate()) is None:
        raise Http404
    revealing.hand_out_letter(row, by=request.actor, purpose=wanted.purpose)
    return StreamingHttpResponse(
        reading.hand_over(wanted, by=request.actor),
        headers={
            "Content-Type": wanted.media_type,
            "Content-Length": str(wanted.size),
            "Content-Disposition": attachment_header(wanted.name),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@staff_page(VIEW.code)
@require_GET
def complaint_identity(request: Request, pk: UUID) -> HttpResponse:
    """Who complained: under seal, with the requests to see it and the answers to them."""
    return _identity(request, visible(request, pk))


@staff_page(ASK_IDENTITY.code)
@require_POST
def complaint_identity_ask(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask to see who complained."""
    row = visible(request, pk)
    form = ReasonForm(typed(request))
    if attempt(request, form, lambda given: revealing.ask_identity(pk, by=request.actor, **given)) is None:
        return _identity(request, row, asking=form)
    messages.success(request, _("Asked. Another person of your organ decides; it waits in their work."))
    return redirect("complaint_identity", pk=pk)


@staff_page(APPROVE_IDENTITY.code)
@require_POST
def complaint_identity_answer(request: Request, pk: UUID) -> HttpResponseBase:
    """Grant or deny a request of somebody else to see who complained."""
    row = visible(request, pk)
    form = AnswerForm(typed(request))
    known = set(row.identity_requests.values_list("pk", flat=True))
    if form.is_valid() and form.cleaned_data["request"] not in known:
        raise Http404
    if attempt(request, form, lambda given: revealing.decide_identity(pk, by=request.actor, **given)) is None:
        return _identity(request, row, answering=form)
    messages.success(request, _("Your answer is on record."))
    return redirect("complaint_identity", pk=pk)


@staff_page(ASK_IDENTITY.code)
@require_POST
def complaint_identity_open(request: Request, pk: UUID) -> HttpResponse:
    """The page with who complained, once, after the look is on record."""
    row = visible(request, pk)
    return _identity(request, row, opened=revealing.open_identity(row, by=request.actor))


def _identity(
    request: Request,
    row: Complaint,
    *,
    asking: ReasonForm | None = None,
    answering: AnswerForm | None = None,
    opened: dict[str, str] | None = None,
) -> HttpResponse:
    actor = request.actor
    own_organ = gate.competence(row, actor) is None
    requests = list(
        row.identity_requests.select_related("asked_by__user__person", "decided_by__user__person").order_by("-asked_on")
    )
    own = actor.posting.pk if actor.posting else None
    waiting = next((each for each in requests if each.granted is None and each.asked_by.user_id != actor.user_id), None)
    open_request = any(each.granted is None and each.asked_by_id == own for each in requests)
    granted = revealing.opens_for(row, actor, timezone.localdate())
    may_ask = own_organ and actor.may(ASK_IDENTITY.code)
    may_answer = own_organ and actor.may(APPROVE_IDENTITY.code)
    context = {
        "row": row,
        "requests": requests,
        "granted": granted,
        "days": revealing.OPEN_DAYS,
        "opened": opened,
        "asking": asking or (ReasonForm() if may_ask and granted is None and not open_request else None),
        "answering": answering or (AnswerForm(initial={"request": waiting.pk}) if may_answer and waiting else None),
        "waiting": waiting,
        "why_asked": revealing.why_asked(waiting) if waiting and may_answer else "",
        "own_organ": own_organ,
    }
    status = status_of(request, *[form for form in (asking, answering) if form is not None])
    return show(request, detail_of(row, actor), "identity", "complaints/identity.html", context, status=status)


@staff_page(VIEW.code)
@require_GET
def complaint_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a complaint, page by page."""
    return show_trail(request, detail_of(visible(request, pk), request.actor))


@staff_page(VIEW_LOOKS.code)
@require_GET
def complaint_looks(request: Request, pk: UUID) -> HttpResponse:
    """Who read what the complaint says, and who saw who complained."""
    return show_looks(request, detail_of(visible(request, pk), request.actor))
