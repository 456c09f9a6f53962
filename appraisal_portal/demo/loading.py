"""Loading a planned province: its bodies, the ledger of each institution through the portal's own import, and lives.

What an interrupted run left is kept; the next one loads what is missing.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import django
from django.core.management.base import CommandError
from django.db import connections

from appraisal_portal.demo.annual_reviews import open_annual_reviews
from appraisal_portal.demo.case_reviews import review_cases
from appraisal_portal.demo.complaint_desk import fill_desk
from appraisal_portal.demo.complaints import enter_complaints
from appraisal_portal.demo.cooperation import cooperate
from appraisal_portal.demo.entrustments import file_entrustments
from appraisal_portal.demo.equipment import enter_equipment
from appraisal_portal.demo.experts import gather_experts
from appraisal_portal.demo.lapses import lapse, order_rectification
from appraisal_portal.demo.layout import plan_layout
from appraisal_portal.demo.ledgers import Days, ledger_of, yearly_ledgers
from appraisal_portal.demo.opening import clerk_of, open_province, planned_before
from appraisal_portal.demo.opinions import prepare_opinions
from appraisal_portal.demo.plan import Plan
from appraisal_portal.demo.recognition import assess, recognise
from appraisal_portal.demo.registers import change_registers
from appraisal_portal.demo.releases import publish_before, restate_after
from appraisal_portal.demo.reports import report_after, report_before
from appraisal_portal.demo.sheets import bring_sheets
from appraisal_portal.demo.standing import enter_standing
from appraisal_portal.demo.warnings import warn
from cases.actions.importing import import_ledger
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation, Posting
from foundation.clocks.queries import current_calendar
from foundation.exchange.models import Import
from foundation.exchange.states import State
from foundation.kpi.merging import merge
from institutions.models import Institution

IN_ONE_LEDGER = 2
"""Years that come in one ledger; a province of more years comes year by year, as ledgers are closed."""


@dataclass(frozen=True)
class Job:
    """One institution's ledgers to import; sent to other processes."""

    province: Plan
    index: int


def opened(ordered: Callable[[], Plan]) -> Plan:
    """Return the province this installation was opened with, or open the one ordered.

    Raises CommandError in an installation with organisations of its own.
    """
    province = planned_before()
    if province is None:
        if Organisation.objects.exists():
            raise CommandError("This installation has organisations of its own; the demo is for an empty one.")
        province = ordered()
        open_province(province)
    return province


def load(province: Plan, processes: int, tell: Callable[[str], None]) -> int:
    """Load what is missing of an opened province and `tell` how far it is; return the cases loaded now."""
    tell(f"{len(province.institutions)} institutions and their people")
    tell(f"{enter_standing(province)} rows of scope, accreditation, restriction and renewal")
    tell(f"{enter_equipment(province)} instruments")
    tell(f"{cooperate(province)} agreements, projects, party branches and alliances")
    missing = _missing(province)
    late = missing[-1:]
    loaded = _load_ledgers(province, missing[:-1], processes, tell)
    tell(f"{file_entrustments(province)} entrustments filed")
    tell(f"{prepare_opinions(province)} opinions and terminations")
    tell(f"{enter_complaints(province) + fill_desk(province)} complaints")
    tell(f"{change_registers(province)} changes of registers by document")
    tell(f"{bring_sheets(province)} sheets of records")
    tell(f"{review_cases(province)} rounds of case review")
    tell(f"{open_annual_reviews(province)} annual reviews taken on their way")
    tell(f"{publish_before(province)} releases of figures published, {report_before(province)} report written")
    loaded += _load_ledgers(province, late, 1, tell)
    tell(f"{restate_after(province)} releases restated after a late ledger, {report_after(province)} reports written")
    tell(f"{lapse(province)} lost conditions found")
    tell(f"{assess(province)} capability assessments taken on their way")
    tell(f"{recognise()} applications for a recognition, {gather_experts()} experts nominated")
    tell(f"{order_rectification(province)} rectification ordered")
    tell(f"{plan_layout()} plans of cities for their institutions")
    tell(f"{warn(province)} early warnings opened")
    return loaded


def _load_ledgers(province: Plan, wanted: list[int], processes: int, tell: Callable[[str], None]) -> int:
    """Import the ledgers of these institutions, say how far it is, return the cases loaded."""
    loaded, began = 0, time.monotonic()
    for done, rows in enumerate(_imports(province, wanted, processes), 1):
        loaded += rows
        if done % 50 == 0 or done == len(wanted):
            speed = loaded / (time.monotonic() - began)
            tell(f"{loaded:,} cases of {done} institutions ({speed:,.0f} a second)")
    merge()  # what comes next asks for figures, and would add up every waiting change each time
    return loaded


def _missing(province: Plan) -> list[int]:
    """Return the institutions of the plan whose ledgers are not all loaded yet."""
    wanted = len(_names(province, ""))
    loaded: dict[str, int] = {}
    licences = Import.objects.filter(state=State.LOADED, file__name__contains="台账").values_list(
        "institution__institution__licence_number", flat=True
    )
    for licence in licences:
        loaded[licence] = loaded.get(licence, 0) + 1
    return [index for index, one in enumerate(province.institutions) if loaded.get(one.licence, 0) < wanted]


def _imports(province: Plan, missing: list[int], processes: int) -> Iterator[int]:
    """Yield the number of loaded rows of each institution, imported in several processes."""
    jobs = [Job(province, index) for index in missing]
    if processes == 1:
        yield from map(_import_one, jobs)
        return
    connections.close_all()
    with ProcessPoolExecutor(processes, initializer=django.setup) as pool:
        yield from pool.map(_import_one, jobs, chunksize=2)


def _names(province: Plan, institution: str) -> list[str]:
    """The file names of an institution's ledgers, the oldest year first."""
    years = len(province.totals)
    if years <= IN_ONE_LEDGER:
        return [f"{institution}台账.csv"]
    last = province.until.year
    return [f"{institution}{last - back - 1}—{last - back}年台账.csv" for back in range(years - 1, -1, -1)]


def _import_one(job: Job) -> int:
    """Import the ledgers of one institution as its clerk would, and return how many cases were loaded."""
    province = job.province
    planned = province.institutions[job.index]
    institution = Institution.objects.select_related("organisation").get(licence_number=planned.licence)
    posting = Posting.objects.select_related("user", "organisation").get(user__username=clerk_of(planned.number))
    actor = PostedActor(posting.user, posting)
    days = Days(current_calendar(), province.until, len(province.totals))
    names = _names(province, planned.name)
    ledgers = [ledger_of(province, planned, days)] if len(names) == 1 else yearly_ledgers(province, planned, days)
    there = set(
        Import.objects.filter(state=State.LOADED, institution=institution.organisation).values_list(
            "file__name", flat=True
        )
    )
    loaded = 0
    for name, ledger in zip(names, ledgers, strict=True):
        if name in there:
            continue
        done = import_ledger(ledger, name, institution, actor, province.until)
        if done.state != State.LOADED:
            raise CommandError(f"The ledger {name} stands at {done.state}: {done.findings}")
        loaded += int(done.counts.get("loaded", 0))
    return loaded
