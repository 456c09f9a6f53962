"""Tabs that cases put on pages: on their own, and on those of the apps below."""

from django.utils.translation import gettext_lazy as _

from cases.describing import KIND
from cases.models import Case, Opinion, ProcessEntry
from cases.states import OPEN
from cases.verbs import VIEW
from equipment.models import Instrument
from foundation.accounts.acting import AnyActor
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Tab
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD
from institutions.models import Institution


def files_of(case: Case, actor: AnyActor) -> object:
    """The files that belong to a case."""
    return StoredFile.objects.belonging_to(case.stream).visible_to(actor)


def _has_files(case: Case, actor: AnyActor) -> bool:
    return bool(StoredFile.objects.belonging_to(case.stream).visible_to(actor).exists())


def _has_chain(case: Case, _actor: AnyActor) -> bool:
    return case.state in OPEN or bool(Opinion.objects.filter(case=case).exists())


def _process(case: Case, _actor: AnyActor) -> object:
    return ProcessEntry.objects.filter(case=case)


def _has_process(case: Case, _actor: AnyActor) -> bool:
    """Open cases have a record to write; others only where one was written."""
    return case.state in OPEN or ProcessEntry.objects.filter(case=case).exists()


def _neighbours(case: Case, actor: AnyActor) -> object:
    return Case.objects.visible_to(actor).standing().filter(institution=case.institution_id)


def _of_institution(institution: Institution, actor: AnyActor) -> object:
    return Case.objects.visible_to(actor).standing().filter(institution=institution)


def _that_used(instrument: Instrument, actor: AnyActor) -> object:
    return Case.objects.visible_to(actor).standing().that_used(instrument.pk)


def register() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", _("Overview"), "case", VIEW.code, 0),
        Tab("process", _("Process record"), "case_process", VIEW.code, 10, rows=_process, applies=_has_process),
        Tab("opinion", _("Opinion"), "case_opinion", VIEW.code, 15, applies=_has_chain),
        Tab("documents", _("Documents"), "case_documents", DOWNLOAD.code, 20, rows=files_of, applies=_has_files),
        Tab("related", _("Cases of the institution"), "case_related", VIEW.code, 40, rows=_neighbours),
        Tab("trail", _("Trail"), "case_trail", VIEW.code, 80),
        Tab("looks", _("Who looked"), "case_looks", VIEW_LOOKS.code, 90),
    )
    tabs.register(
        "institution",
        Tab("cases", _("Cases"), "institution_cases", VIEW.code, 20, rows=_of_institution, group="business"),
    )
    tabs.register(
        "instrument",
        Tab("cases", _("Cases it was used in"), "instrument_cases", VIEW.code, 20, rows=_that_used),
    )
