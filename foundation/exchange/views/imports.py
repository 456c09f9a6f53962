"""Pages of imports: history, upload, template, and one page an import that follows its state."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.accounts.timeline import timeline
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.names import attachment_header
from foundation.documents.papers import PaperFailed
from foundation.documents.refusals import FileRefused
from foundation.exchange import kinds, presenting
from foundation.exchange.actions import uploading
from foundation.exchange.actions.sending_back import error_sheet_of
from foundation.exchange.correction_list import CORRECTIONS
from foundation.exchange.import_forms import DecisionForm, MappingForm, QuestionsForm, UndoForm, UploadForm
from foundation.exchange.import_pages import corrections_page, figures_of, mapping_rows, report_of
from foundation.exchange.kinds import ImportKind
from foundation.exchange.lists import IMPORTS
from foundation.exchange.models import Import
from foundation.exchange.sheets.template import write_csv, write_workbook
from foundation.exchange.states import LOADABLE, OPEN, State
from foundation.exchange.undo_gate import undo_of
from foundation.exchange.verbs import IMPORT, VIEW_IMPORTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen_import(request: Request, pk: UUID) -> Import:
    """The import, if the posting may see it; absent and forbidden are the same 404."""
    rows = Import.objects.visible_to(request.actor).of_kinds(kinds.seen(request.actor))
    return get_object_or_404(rows.select_related("institution", "file", "uploaded_in__organisation"), pk=pk)


@staff_page(VIEW_IMPORTS.code)
@require_GET
def import_list(request: Request) -> HttpResponse:
    """The history of imports, the newest first."""
    return list_page(
        request,
        IMPORTS,
        "exchange/import_list.html",
        offered=kinds.importable(request.actor) if request.actor.may(IMPORT.code) else [],
    )


@staff_page(VIEW_IMPORTS.code)
@require_GET
def correction_list(request: Request) -> HttpResponse:
    """Corrections of all sheets, to be decided many at once."""
    return list_page(request, CORRECTIONS)


@staff_page(IMPORT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: Request) -> HttpResponseBase:
    """Upload a sheet. What is wrong with the file stands beside the field."""
    offered = kinds.importable(request.actor)
    if not offered:
        raise NotAllowed(IMPORT.code, request.actor.why_not(IMPORT.code))
    initial = {"kind": request.GET.get("kind", "")}
    form = UploadForm(typed(request), request.FILES or None, initial=initial, actor=request.actor, offered=offered)

    def act(_given: dict[str, Any]) -> Answer:
        imported = uploading.upload(
            form.upload(),
            kind=form.kind_to_import().code,
            institution=form.institution_to_import(),
            by=request.actor,
            as_of=timezone.localdate(),
        )
        return {"import": str(imported.pk)}

    try:
        answer = attempt_once(request, form, act, scope="import_new")
    except FileRefused as refused:
        form.add_error("sheet", refused)
        answer = None
    if answer is not None:
        return redirect("import", pk=answer["import"])
    context = {"form": form, "offered": offered}
    return render(request, "exchange/import_new.html", context, status=status_of(request, form))


@staff_page(IMPORT.code)
@require_GET
def import_template(request: Request) -> HttpResponse:
    """The template of a kind: headings the portal knows, an example row and, in a workbook, a page of explanations."""
    offered = {kind.code: kind for kind in kinds.importable(request.actor)}
    if not offered:
        raise NotAllowed(IMPORT.code, request.actor.why_not(IMPORT.code))
    asked = request.GET.get("kind", "")
    if asked and asked not in offered:
        raise Http404
    kind = offered[asked] if asked else next(iter(offered.values()))
    as_csv = request.GET.get("format") == "csv"
    headers = {"Content-Disposition": attachment_header(f"{kind.words.template}.{'csv' if as_csv else 'xlsx'}")}
    if as_csv:
        return HttpResponse(write_csv(kind.spec), content_type="text/csv; charset=utf-8", headers=headers)
    content = write_workbook(kind.spec, str(kind.words.sheet))
    return HttpResponse(content, content_type=XLSX, headers=headers)


@staff_page(VIEW_IMPORTS.code)
@require_GET
def import_page(request: Request, pk: UUID) -> HttpResponse:
    """One import, as far as it has come."""
    return render_import(request, seen_import(request, pk))


@staff_page(VIEW_IMPORTS.code)
@require_GET
def import_progress(request: Request, pk: UUID) -> HttpResponse:
    """The running job alone, asked for every two seconds; when it has ended the whole page is read anew."""
    imported = seen_import(request, pk)
    response = render(request, "components/job.html", {"job": _job(imported)})
    if not imported.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


@staff_page(VIEW_IMPORTS.code)
@require_GET
def import_report(request: Request, pk: UUID) -> HttpResponse:
    """The report on a loaded sheet as PDF. Raises RuleBroken when it cannot be printed."""
    imported = seen_import(request, pk)
    if imported.state != State.LOADED:
        raise Http404
    link = request.build_absolute_uri(reverse("import", args=[imported.pk]))
    try:
        paper = report_of(imported, kinds.known(imported.kind), link).as_pdf()
    except PaperFailed as failed:
        raise RuleBroken(
            _("The report cannot be printed at present. Everything it says stands on the page.")
        ) from failed
    headers = {"Content-Disposition": attachment_header(_("Import report") + f" {imported.code}.pdf")}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def render_import(request: Request, imported: Import, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an import in its state; `forms` are bound ones that were refused."""
    kind = kinds.known(imported.kind)
    may_import = request.actor.may(IMPORT.code) and request.actor.may(kind.verb)
    context: dict[str, Any] = {
        "import": imported,
        "kind": kind,
        "tone": presenting.tone_of(imported),
        "may_import": may_import,
        "may_cancel": may_import and imported.state in OPEN,
        "original": imported.file if request.actor.may("documents.download") else None,
        "entries": timeline(imported.stream, limit=50),
        "other_sheets": presenting.other_sheets(imported, kinds.importable(request.actor) if may_import else ()),
    }
    match imported.state:
        case State.UPLOADED | State.READING | State.LOADING | State.UNDOING:
            template = "running"
            more: dict[str, Any] = {"job": _job(imported), "may_stop": may_import and imported.state == State.LOADING}
        case State.MAPPING_NEEDED:
            template, more = "columns", _columns(request, imported, kind, forms)
        case State.CHECKED if "columns" in forms or "columns" in request.GET:
            template, more = "columns", _columns(request, imported, kind, forms)
        case State.CHECKED:
            template, more = "checked", _checked(request, imported, kind, forms)
        case State.LOADED:
            template, more = "loaded", _loaded(request, imported, kind, forms)
        case _:
            template, more = "ended", _ended(request, imported, kind, forms)
    return render(request, f"exchange/import_{template}.html", {**context, **more}, status=status)


def _job(imported: Import) -> dict[str, Any]:
    return presenting.job_of(imported, reverse("import_progress", args=[imported.pk]))


def _columns(request: Request, imported: Import, kind: ImportKind, forms: dict[str, Any]) -> dict[str, Any]:
    form = forms.get("columns") or MappingForm(imported=imported, kind=kind, actor=request.actor)
    return {"form": form, "columns": mapping_rows(form, imported, kind)}


def questions_form(imported: Import, data: Any = None) -> QuestionsForm | None:
    """The form of wordings to be answered, if there are any."""
    questions = imported.findings.get("questions", [])
    codes = kinds.known(imported.kind).answers if questions else tuple
    return QuestionsForm(data, questions=questions, codes=codes()) if questions else None


def _problems(request: Request, imported: Import) -> dict[str, Any]:
    has_problems = bool(imported.counts.get("errors") or imported.counts.get("warnings"))
    return {
        "problems": presenting.problem_page(imported, request.GET) if has_problems else None,
        "severity": presenting.severity_of(imported, request.GET),
        "by_code": presenting.by_code(imported),
        "left_out": presenting.left_out(imported),
        "error_sheet": error_sheet_of(imported) if request.actor.may("documents.download") else None,
    }


def _checked(request: Request, imported: Import, kind: ImportKind, forms: dict[str, Any]) -> dict[str, Any]:
    return {
        **_problems(request, imported),
        "figures": figures_of(imported, kind),
        "questions": forms.get("questions") or questions_form(imported),
        "columns": mapping_rows(None, imported, kind),
        "loadable": imported.counts.get("new", 0) + imported.counts.get("changed", 0),
        "load_refused": presenting.load_refused(imported),
    }


def _loaded(request: Request, imported: Import, kind: ImportKind, forms: dict[str, Any]) -> dict[str, Any]:
    corrections = corrections_page(imported, kind, request.GET)
    form = forms.get("decision")
    if form is None and corrections.count:
        form = DecisionForm(offered=[str(row["correction"].pk) for row in corrections.rows])
    verb = kind.corrections.verb
    may_decide = request.actor.may(verb)
    return {
        **_problems(request, imported),
        **_undo(request, imported, kind, forms),
        "figures": figures_of(imported, kind),
        "loaded_url": kind.loaded_url(imported.pk),
        "corrections": corrections,
        "form": form,
        "may_decide": may_decide,
        "why_not": "" if may_decide else request.actor.why_not(verb),
    }


def _ended(request: Request, imported: Import, kind: ImportKind, forms: dict[str, Any]) -> dict[str, Any]:
    return {
        **_undo(request, imported, kind, forms),
        "ending": presenting.ending_of(imported),
        "loadable": imported.state in LOADABLE,
        "loaded_url": kind.loaded_url(imported.pk),
    }


def _undo(request: Request, imported: Import, kind: ImportKind, forms: dict[str, Any]) -> dict[str, Any]:
    return {"undo": undo_of(imported, kind, request.actor), "undo_form": forms.get("undo") or UndoForm()}
