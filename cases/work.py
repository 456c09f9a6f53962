"""What waits at cases and their ledgers."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.importing import KIND
from cases.models import Case
from cases.orders import DUE, NEWEST
from cases.querysets import CaseQuerySet
from cases.states import State
from cases.verbs import CONFIRM_CORRECTION, IMPORT, VIEW
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from foundation.desk.work.soon import soon_for
from foundation.exchange.models import Correction, Import
from foundation.exchange.states import State as ImportState
from institutions.models import Institution

INSTITUTIONS = frozenset({Organisation.Kind.INSTITUTION.value})
ORGANS = frozenset({Organisation.Kind.ORGAN.value})
_OLDEST_IMPORT = Order("oldest", "", ("uploaded_at", "id"))
_BY_LICENCE = Order("number", "", ("licence_number", "organisation_id"))


def _cases(actor: PostedActor) -> CaseQuerySet:
    return Case.objects.visible_to(actor).for_list()


def _imports(actor: PostedActor) -> Any:
    return Import.objects.visible_to(actor).of_kind(KIND).select_related("institution", "file")


def _of_own_institution(actor: PostedActor) -> bool:
    return actor.posting is not None and actor.posting.organisation.kind in INSTITUTIONS


def _undecided(actor: PostedActor, today: date) -> Any:
    pending = Correction.objects.pending().filter(source_id=OuterRef("pk"))
    return _imports(actor).filter(state=ImportState.LOADED).filter(Exists(pending))


def _without_ledger(actor: PostedActor, today: date) -> Any:
    """Institutions in practice of which no ledger was loaded since the first of the month."""
    month = timezone.make_aware(datetime.combine(today.replace(day=1), time()))
    loaded = Import.objects.filter(
        kind=KIND, institution_id=OuterRef("pk"), state=ImportState.LOADED, uploaded_at__gte=month
    )
    return Institution.objects.visible_to(actor).in_practice().for_list().exclude(Exists(loaded))


def _open_case(case: Case, actor: PostedActor) -> Line:
    own = _of_own_institution(actor)
    act = _("Issue the opinion") if own else _("Urge the institution to issue the opinion")
    return _case(case, act)


def _paused_case(case: Case, actor: PostedActor) -> Line:
    return _case(case, _("Ask whether the pause has ended"))


def _running_case(case: Case, actor: PostedActor) -> Line:
    return _case(case, _("Nothing at present"))


def _case(case: Case, act: str) -> Line:
    due = case.due_on if case.state == State.IN_PROGRESS else None
    whose = str(case.institution)
    return Line(case.case_number, act, case.get_absolute_url(), due, whose, is_number=True)


def _import(row: Import, act: str) -> Line:
    return Line(row.file.name, act, reverse("import", args=[row.pk]), None, str(row.institution or ""))


def _institution(row: Institution, actor: PostedActor) -> Line:
    if _of_own_institution(actor):
        return Line(str(row), _("Upload the ledger of this month"), reverse("import_new"))
    ledgers = f"{reverse('case_list')}?institution={row.pk}"
    return Line(str(row), _("Remind the institution of its ledger"), ledgers, None, str(row.organisation.division))


HEAPS = (
    Heap(
        code="cases_overdue",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Cases past their due date"),
        why=gettext_lazy("Cases in progress whose last day lies before today; suspended ones are not counted."),
        verb=VIEW.code,
        rows=lambda actor, today: _cases(actor).overdue(today),
        order=DUE,
        line=_open_case,
        full_list=lambda today: f"{reverse('case_list')}?due=late&order=due",
        entry="case_list",
    ),
    Heap(
        code="cases_due_soon",
        section=Section.DUE,
        tone="soon",
        title=gettext_lazy("Cases due within 5 working days"),
        why=gettext_lazy("Cases in progress whose last day is today or one of the next five working days."),
        verb=VIEW.code,
        rows=lambda actor, today: _cases(actor).due_between(today, soon_for(actor, today)),
        order=DUE,
        line=_open_case,
        full_list=lambda today: f"{reverse('case_list')}?due=soon&order=due",
        entry="case_list",
    ),
    Heap(
        code="imports_asking",
        section=Section.MINE,
        title=gettext_lazy("Ledgers with open questions"),
        why=gettext_lazy("The portal could not settle by itself which column is which, or whose ledger it is."),
        verb=IMPORT.code,
        rows=lambda actor, today: _imports(actor).filter(state=ImportState.MAPPING_NEEDED),
        order=_OLDEST_IMPORT,
        line=lambda row, actor: _import(row, _("Say which column is which")),
        full_list=lambda today: f"{reverse('import_list')}?state={ImportState.MAPPING_NEEDED.value}",
        entry="import_list",
    ),
    Heap(
        code="imports_checked",
        section=Section.MINE,
        title=gettext_lazy("Checked ledgers to be loaded"),
        why=gettext_lazy("Every row was checked; nothing is loaded before somebody says so."),
        verb=IMPORT.code,
        rows=lambda actor, today: _imports(actor).filter(state=ImportState.CHECKED),
        order=_OLDEST_IMPORT,
        line=lambda row, actor: _import(row, _("Look at the problems and load the valid rows")),
        full_list=lambda today: f"{reverse('import_list')}?state={ImportState.CHECKED.value}",
        entry="import_list",
    ),
    Heap(
        code="corrections",
        section=Section.MINE,
        title=gettext_lazy("Ledgers with corrections to decide"),
        why=gettext_lazy("A later ledger says something else than the portal; somebody decides, with a reason."),
        verb=CONFIRM_CORRECTION.code,
        rows=_undecided,
        order=_OLDEST_IMPORT,
        line=lambda row, actor: _import(row, _("Take the corrections over or leave the cases as they are")),
        entry="import_list",
    ),
    Heap(
        code="own_ledger_missing",
        section=Section.MINE,
        title=gettext_lazy("This month's ledger is missing"),
        why=gettext_lazy("No ledger of the institution was loaded since the first day of this month."),
        verb=IMPORT.code,
        bodies=INSTITUTIONS,
        rows=_without_ledger,
        order=_BY_LICENCE,
        line=_institution,
        entry="import_list",
    ),
    Heap(
        code="institutions_without_ledger",
        section=Section.OTHERS,
        title=gettext_lazy("Institutions without a ledger this month"),
        why=gettext_lazy("Institutions in practice of which no ledger was loaded since the first day of this month."),
        verb=IMPORT.code,
        bodies=ORGANS,
        rows=_without_ledger,
        order=_BY_LICENCE,
        line=_institution,
    ),
    Heap(
        code="cases_suspended",
        section=Section.OTHERS,
        title=gettext_lazy("Suspended cases"),
        why=gettext_lazy("Their time stands still until what is awaited has come."),
        verb=VIEW.code,
        rows=lambda actor, today: _cases(actor).filter(state=State.SUSPENDED),
        order=NEWEST,
        line=_paused_case,
        full_list=lambda today: f"{reverse('case_list')}?state=suspended",
    ),
    Heap(
        code="cases_in_progress",
        section=Section.BACKGROUND,
        title=gettext_lazy("Cases in progress"),
        why=gettext_lazy("All cases in progress, whatever their last day."),
        verb=VIEW.code,
        rows=lambda actor, today: _cases(actor).filter(state=State.IN_PROGRESS),
        order=NEWEST,
        line=_running_case,
        full_list=lambda today: f"{reverse('case_list')}?state=in_progress&order=newest",
    ),
)
