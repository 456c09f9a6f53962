"""A report as its page shows it: facts, files, progress, and what can be done."""

from datetime import datetime
from textwrap import wrap
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.audit.models import JobRun
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.documents.models import StoredFile
from foundation.kpi.dashboard.addresses import page_of
from foundation.kpi.dashboard.wording import period_name
from governance.reporting import values, verbs, wording
from governance.reporting.actions.ordering import WRITE_JOB
from governance.reporting.actions.writing import STEPS
from governance.reporting.models import Report
from governance.reporting.places import place_at
from governance.reporting.states import ReportState

KIND: Final = "report"
TONES: Final = {
    ReportState.ORDERED.value: "open",
    ReportState.WRITTEN.value: "ok",
    ReportState.FAILED.value: "late",
}


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    view = verbs.VIEW.code
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "report", view, 0),
        Tab("definitions", gettext_lazy("Definitions"), "report_definitions", view, 10),
        Tab("trail", gettext_lazy("Trail"), "report_trail", view, 80),
    )


def standing_of(row: Report) -> Standing:
    """The state of a report in words."""
    return Standing(TONES[row.state], row.get_state_display())


def area_of(row: Report) -> str:
    """The name of the area of a report."""
    if row.institution is not None:
        return str(row.institution.name)  # read with the row: no question for each line of a list
    return values.name_of(place_at(row.area).names)


def title_in_list(row: Report) -> str:
    """The title of a report with its area."""
    return wording.title_of(row.kind, area_of(row))


def detail_of(row: Report, actor: AnyActor) -> Detail:
    """Return the page of a report for an actor who sees it."""
    version = _("version %(version)s") % {"version": row.version}
    return Detail(
        kind=KIND,
        model="reporting.Report",
        row=row,
        title=title_in_list(row),
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[period_name(row.seen()), version],
        crumbs=[Link(_("Reports"), reverse("report_list"))],
        tools=_files(row),
        acts=offered(actor, _again(row)),
    )


def _files(row: Report) -> list[Link]:
    if row.state != ReportState.WRITTEN:
        return []
    return [
        Link(_("Download the PDF"), reverse("report_pdf", args=[row.pk])),
        Link(_("Download the XLSX"), reverse("report_xlsx", args=[row.pk])),
        *([] if formats.in_chinese() else _in_english(row)),
    ]


def _in_english(row: Report) -> list[Link]:
    """English editions, offered to who reads the page in English."""
    return [
        Link(_("PDF in English"), f"{reverse('report_pdf', args=[row.pk])}?language=en"),
        Link(_("XLSX in English"), f"{reverse('report_xlsx', args=[row.pk])}?language=en"),
    ]


def _again(row: Report) -> Wish:
    address = f"{reverse('report_order')}?area={place_at(row.area).code}&period={row.period}"
    return Wish((verbs.ORDER.code,), _("Order a further version"), address, asks_reason=True)


def facts_of(row: Report) -> list[Fact]:
    """Return the facts of a report, four a row."""
    figures = f"{page_of(row.area)}?{_parameters(row)}"
    days = f"{formats.table_date(row.first_day)}—{formats.table_date(row.last_day)}"
    return [
        fact(_("Area"), area_of(row), note=_within(row), link=Link(_("The page of the same figures"), figures)),
        fact(_("Period"), period_name(row.seen()), note=days),
        fact(_("Data time"), _moment(row.data_time) if row.data_time else ""),
        fact(_("Version"), str(row.version), note=_changed(row), link=_newer(row)),
        fact(_("Occasion"), row.reason or _("By the timetable"), note=_orderer(row)),
        fact(_("SHA-256 of the contents"), _grouped(row.digest)),
        fact(_("SHA-256 of the PDF"), _hash(row.pdf), note=_size(row.pdf)),
        fact(_("SHA-256 of the XLSX"), _hash(row.xlsx), note=_size(row.xlsx)),
    ]


def _within(row: Report) -> str:
    """Where an institution's report tells of one city or county alone."""
    return wording.within(place_at(row.area).within)


def _moment(moment: datetime) -> str:
    """A moment with its year: reports are read in later years."""
    day = formats.prose_date(moment, with_year=True)
    return f"{day}{'' if formats.in_chinese() else ', '}{formats.clock_time(moment)}"


def _parameters(row: Report) -> str:
    return "&".join(f"{name}={value}" for name, value in row.seen().parameters().items())


def _changed(row: Report) -> str:
    return wording.version_note(row.contents, row.version) if row.state == ReportState.WRITTEN else ""


def _newer(row: Report) -> Link | None:
    """The newest version, where this is not it."""
    rows = Report.objects.of(row.place).filter(period=row.period, version__gt=row.version)
    newest = rows.written().for_list().first()
    if newest is None:
        return None
    return Link(_("Version %(version)s is newer") % {"version": newest.version}, newest.get_absolute_url())


def _orderer(row: Report) -> str:
    if row.ordered_in is None:
        return ""
    return _("ordered by %(role)s, %(organ)s") % {
        "role": row.ordered_in.get_role_display(),
        "organ": row.ordered_in.organisation.name,
    }


def _grouped(digest: str) -> str:
    return " ".join(wrap(digest, 8))


def _hash(file: StoredFile | None) -> str:
    return _grouped(file.sha256) if file else ""


def _size(file: StoredFile | None) -> str:
    return _("%(size)s bytes") % {"size": formats.number(file.size)} if file else ""


def job_of(row: Report) -> dict[str, Any]:
    """A report that is being written, for components/job.html."""
    run = JobRun.objects.filter(job=WRITE_JOB, message__key=f"{WRITE_JOB}:{row.pk}").order_by("-pk").first()
    running = row.state == ReportState.ORDERED
    return {
        "id": str(row.pk)[:8],
        "title": _("Writing the report"),
        "done": (run.done if run else 0) or 0,
        "total": (STEPS if run else None),
        "unit": _("steps"),
        "running": running,
        "poll_url": reverse("report_progress", args=[row.pk]),
        "note": "" if running else _("The report can be read and downloaded now."),
        "state": TONES[row.state],
        "state_word": "" if running else row.get_state_display(),
        "result_url": row.get_absolute_url(),
        "result_text": _("Open the report"),
    }
