"""What can be done with an import. Each act answers a form and leads back to the page of the import."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import RuleBroken
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.exchange import kinds
from foundation.exchange.actions import deciding, loading, undoing, uploading
from foundation.exchange.import_forms import CancelForm, DecisionForm, MappingForm, UndoForm
from foundation.exchange.states import OPEN, State
from foundation.exchange.verbs import IMPORT, VIEW_IMPORTS
from foundation.exchange.views.imports import questions_form, render_import, seen_import


def version_of(request: Request) -> int:
    """The version of the import that the person saw; one that cannot be read is an old one."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


@staff_page(IMPORT.code)
@require_POST
def settle_columns(request: Request, pk: UUID) -> HttpResponse:
    """Take the assignment of the columns and have the sheet read again."""
    imported = seen_import(request, pk)
    if imported.state not in (State.MAPPING_NEEDED, State.CHECKED):
        return redirect("import", pk=pk)
    form = MappingForm(request.POST, imported=imported, kind=kinds.known(imported.kind), actor=request.actor)
    if not form.is_valid():
        return render_import(request, imported, 422, columns=form)
    uploading.settle(
        pk,
        by=request.actor,
        version=version_of(request),
        mapping=form.mapping(),
        institution=form.cleaned_data.get("institution"),
        sheet_name=form.cleaned_data.get("sheet"),
    )
    return redirect("import", pk=pk)


@staff_page(IMPORT.code)
@require_POST
def open_sheet(request: Request, pk: UUID) -> HttpResponse:
    """Check another sheet of the same file as an import of its own."""
    imported = seen_import(request, pk)
    asked = request.POST.get("kind", "")
    if asked not in {kind.code for kind in kinds.importable(request.actor)}:
        raise RuleBroken(_("Choose what the sheet holds."))
    opened = uploading.open_sheet_of(
        imported.pk, sheet_name=request.POST.get("sheet", ""), kind=asked, by=request.actor
    )
    return redirect("import", pk=opened.pk)


@staff_page(IMPORT.code)
@require_POST
def answer_questions(request: Request, pk: UUID) -> HttpResponse:
    """Take the answers about wordings and have the sheet checked again."""
    imported = seen_import(request, pk)
    form = questions_form(imported, request.POST)
    if form is None:
        return redirect("import", pk=pk)
    if not form.is_valid():
        return render_import(request, imported, 422, questions=form)
    if form.answers():
        uploading.settle(pk, by=request.actor, version=version_of(request), answers=form.answers())
    return redirect("import", pk=pk)


@staff_page(IMPORT.code)
@require_POST
def load(request: Request, pk: UUID) -> HttpResponse:
    """Order the valid rows to be loaded."""
    imported = seen_import(request, pk)
    loading.order(imported.pk, by=request.actor, version=version_of(request))
    return redirect("import", pk=pk)


@staff_page(IMPORT.code)
@require_POST
def stop(request: Request, pk: UUID) -> HttpResponse:
    """Stop the load between two chunks."""
    imported = seen_import(request, pk)
    loading.stop(imported.pk, by=request.actor, version=version_of(request))
    return redirect("import", pk=pk)


@staff_page(IMPORT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, pk: UUID) -> HttpResponseBase:
    """Give the import up; cannot be undone, so that it is asked on a page of its own."""
    imported = seen_import(request, pk)
    form = CancelForm(typed(request), initial={"version": imported.trail_seq})
    done = attempt(request, form, lambda given: uploading.cancel(imported.pk, by=request.actor, **given))
    if done is not None:
        return redirect("import", pk=pk)
    context = {
        "import": imported,
        "kind": kinds.known(imported.kind),
        "form": form,
        "is_open": imported.state in OPEN,
    }
    return render(request, "exchange/import_cancel.html", context, status=status_of(request, form))


@staff_page(VIEW_IMPORTS.code)
@require_POST
def undo(request: Request, pk: UUID) -> HttpResponse:
    """Order the records of the import to be made void, with a reason."""
    imported = seen_import(request, pk)
    form = UndoForm(request.POST)
    if form.is_valid():
        try:
            undoing.order(pk, by=request.actor, version=version_of(request), reason=form.cleaned_data["reason"])
        except RuleBroken as broken:
            form.add_error(None, [str(finding.message) for finding in broken.findings])
        else:
            return redirect("import", pk=pk)
    return render_import(request, imported, 422, undo=form)


@staff_page(VIEW_IMPORTS.code)
@require_POST
def decide_corrections(request: Request, pk: UUID) -> HttpResponse:
    """Take corrections over, or leave the records as they are."""
    imported = seen_import(request, pk)
    form = DecisionForm(request.POST, offered=request.POST.getlist("corrections"))
    if not form.is_valid():
        return render_import(request, imported, 422, decision=form)
    data = form.cleaned_data
    chosen = None if data["everything"] else data["corrections"]
    take_over = request.POST.get("act") != "keep"
    count = deciding.decide(imported, by=request.actor, take_over=take_over, reason=data["reason"], corrections=chosen)
    words = (
        ngettext("%(count)d correction was taken over.", "%(count)d corrections were taken over.", count)
        if take_over
        else ngettext("%(count)d record was left as it was.", "%(count)d records were left as they were.", count)
    )
    messages.success(request, words % {"count": count} if count else _("Nothing was left to decide."))
    return redirect("import", pk=pk)
