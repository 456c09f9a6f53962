"""Pages of the ledger import: history, upload, and one page an import that follows its state."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import importing as ledgers
from cases.forms import DecisionForm, MappingForm, QuestionsForm, UploadForm
from cases.ledger.columns import LEDGER
from cases.lists import IMPORTS
from cases.presenting import corrections_page, figures_of, mapping_rows, report_of
from cases.verbs import CONFIRM_CORRECTION, IMPORT
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import RuleBroken
from foundation.desk.lists.showing import list_page
from foundation.documents.names import attachment_header
from foundation.documents.papers import PaperFailed
from foundation.documents.refusals import FileRefused
from foundation.exchange import presenting
from foundation.exchange.actions import uploading
from foundation.exchange.actions.sending_back import error_sheet_of
from foundation.exchange.models import Import
from foundation.exchange.sheets.error_sheet import write_template
from foundation.exchange.states import OPEN, State

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen_import(request: Request, pk: UUID) -> Import:
    """The import, if the posting may see it; absent and forbidden are the same 404."""
    rows = Import.objects.visible_to(request.actor).of_kind(ledgers.KIND)
    return get_object_or_404(rows.select_related("institution", "file", "uploaded_in__organisation"), pk=pk)


@staff_page(IMPORT.code)
@require_GET
def import_list(request: Request) -> HttpResponse:
    """The history of imports, the newest first."""
    return list_page(request, IMPORTS, "cases/import_list.html")


@staff_page(IMPORT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: Request) -> HttpResponse:
    """Upload a ledger. What is wrong with the file stands beside the field."""
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        institution = form.institution_to_import()
        try:
            imported = uploading.upload(
                form.upload(),
                kind=ledgers.KIND,
                institution=institution.organisation if institution else None,
                by=request.actor,
                as_of=timezone.localdate(),
            )
        except FileRefused as refused:
            form.add_error("sheet", refused)
        else:
            return redirect("import", pk=imported.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/import_new.html", {"form": form}, status=status)


@staff_page(IMPORT.code)
@require_GET
def import_template(_request: Request) -> HttpResponse:
    """An empty ledger with the headings the portal knows and an explanation of each."""
    name = _("Ledger template") + ".xlsx"
    headers = {"Content-Disposition": attachment_header(name)}
    return HttpResponse(write_template(LEDGER), content_type=XLSX, headers=headers)


@staff_page(IMPORT.code)
@require_GET
def import_page(request: Request, pk: UUID) -> HttpResponse:
    """One import, as far as it has come."""
    return render_import(request, seen_import(request, pk))


@staff_page(IMPORT.code)
@require_GET
def import_progress(request: Request, pk: UUID) -> HttpResponse:
    """The running job alone, asked for every two seconds; when it has ended the whole page is read anew."""
    imported = seen_import(request, pk)
    response = render(request, "components/job.html", {"job": _job(imported)})
    if not imported.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


@staff_page(IMPORT.code)
@require_GET
def import_report(request: Request, pk: UUID) -> HttpResponse:
    """The report on a loaded ledger as PDF. Raises RuleBroken when it cannot be printed."""
    imported = seen_import(request, pk)
    if imported.state != State.LOADED:
        raise Http404
    link = request.build_absolute_uri(reverse("import", args=[imported.pk]))
    try:
        paper = report_of(imported, link).as_pdf()
    except PaperFailed as failed:
        raise RuleBroken(
            _("The report cannot be printed at present. Everything it says stands on the page.")
        ) from failed
    headers = {"Content-Disposition": attachment_header(_("Import report") + f" {imported.code}.pdf")}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def render_import(request: Request, imported: Import, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an import in its state; `forms` are bound ones that were refused."""
    context: dict[str, Any] = {
        "import": imported,
        "tone": presenting.tone_of(imported),
        "may_cancel": imported.state in OPEN,
        "original": imported.file if request.actor.may("documents.download") else None,
    }
    match imported.state:
        case State.UPLOADED | State.READING | State.LOADING:
            template = "running"
            more: dict[str, Any] = {"job": _job(imported)}
        case State.MAPPING_NEEDED:
            template, more = "columns", _columns(request, imported, forms)
        case State.CHECKED if "columns" in forms or "columns" in request.GET:
            template, more = "columns", _columns(request, imported, forms)
        case State.CHECKED:
            template, more = "checked", _checked(request, imported, forms)
        case State.LOADED:
            template, more = "loaded", _loaded(request, imported, forms)
        case _:
            template, more = "ended", {"ending": presenting.ending_of(imported)}
    return render(request, f"cases/import_{template}.html", {**context, **more}, status=status)


def _job(imported: Import) -> dict[str, Any]:
    return presenting.job_of(imported, reverse("import_progress", args=[imported.pk]))


def _columns(request: Request, imported: Import, forms: dict[str, Any]) -> dict[str, Any]:
    form = forms.get("columns") or MappingForm(imported=imported, actor=request.actor)
    return {"form": form, "columns": mapping_rows(form, imported)}


def questions_form(imported: Import, data: Any = None) -> QuestionsForm | None:
    """The form of wordings to be answered, if there are any."""
    questions = imported.findings.get("questions", [])
    return QuestionsForm(data, questions=questions, index=ledgers.category_index()) if questions else None


def _problems(request: Request, imported: Import) -> dict[str, Any]:
    has_problems = bool(imported.counts.get("errors") or imported.counts.get("warnings"))
    return {
        "problems": presenting.problem_page(imported, request.GET) if has_problems else None,
        "severity": presenting.severity_of(imported, request.GET),
        "by_code": presenting.by_code(imported),
        "left_out": presenting.left_out(imported),
        "error_sheet": error_sheet_of(imported) if request.actor.may("documents.download") else None,
    }


def _checked(request: Request, imported: Import, forms: dict[str, Any]) -> dict[str, Any]:
    return {
        **_problems(request, imported),
        "figures": figures_of(imported),
        "questions": forms.get("questions") or questions_form(imported),
        "columns": mapping_rows(None, imported),
        "loadable": imported.counts.get("new", 0) + imported.counts.get("changed", 0),
    }


def _loaded(request: Request, imported: Import, forms: dict[str, Any]) -> dict[str, Any]:
    corrections = corrections_page(imported, request.GET)
    form = forms.get("decision")
    if form is None and corrections.count:
        form = DecisionForm(offered=[str(row["correction"].pk) for row in corrections.rows])
    may_decide = request.actor.may(CONFIRM_CORRECTION.code)
    return {
        **_problems(request, imported),
        "figures": figures_of(imported),
        "corrections": corrections,
        "form": form,
        "may_decide": may_decide,
        "why_not": "" if may_decide else request.actor.why_not(CONFIRM_CORRECTION.code),
    }
