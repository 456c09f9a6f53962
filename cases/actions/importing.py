"""The case ledger as a kind of import: whose it is, how it is checked, how it is loaded."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import corrections
from cases.actions import correcting
from cases.comparing import difference, in_chunks, stored_cases
from cases.ledger.categories import CategoryIndex, CategoryNode
from cases.ledger.checks import check_rows
from cases.ledger.columns import LEDGER
from cases.ledger.messages import LEDGER_MESSAGES
from cases.ledger.rows import Checked, LedgerContext
from cases.loading import CaseLoader
from cases.models import Case
from cases.undoing import UNDO
from cases.verbs import CONFIRM_CORRECTION, IMPORT
from foundation.accounts.acting import AnyActor, PostedActor
from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.exchange.actions import loading, reading, uploading
from foundation.exchange.cells.texts import clean, read_client
from foundation.exchange.kinds import Advance, CorrectionRules, ImportKind, Loaded, Outcome, Question, Words
from foundation.exchange.models import Import
from foundation.exchange.sheets.heading import Table
from foundation.exchange.sheets.mapping import MappedRows
from foundation.law.models import Category
from institutions.models import Institution

KIND: Final = "case_ledger"
_LEVELS: Final = {1: "大类", 2: "领域", 3: "分领域", 4: "项目"}


def import_ledger(file_bytes: bytes, filename: str, institution: Institution, by: Actor, as_of: date) -> Import:
    """Take a ledger the whole way from the file to loaded cases, without waiting for jobs.

    The same path as a page takes: checked rows are loaded, others are listed. Returns the import, which
    is `loaded`, or stands where a person has to answer. Raises NotAllowed, FileRefused.
    """
    imported = uploading.upload(
        ContentFile(file_bytes, filename),
        kind=KIND,
        institution=institution.organisation,
        by=by,
        as_of=as_of,
        in_background=False,
    )
    read = reading.read(imported.pk, content=file_bytes)
    if read is not None:
        loading.order(imported.pk, by=by, version=read.imported.trail_seq, in_background=False)
        loading.load(imported.pk, reading=read)
    imported.refresh_from_db()
    return imported


def category_index() -> CategoryIndex:
    """The table of categories as the ledger kit looks names up in it."""
    nodes = Category.objects.values_list("code", "name_zh", "level", "parent_id")
    return CategoryIndex(CategoryNode(code, name, _LEVELS[level], parent or "") for code, name, level, parent in nodes)


def _check(imported: Import, mapped: MappedRows) -> Outcome:
    memory = reading.memory_of(imported)
    body = imported.institution
    context = LedgerContext(
        as_of=imported.as_of,
        categories=category_index(),
        category_answers={**(memory.answers if memory else {}), **imported.answers},
        institution_names=frozenset(filter(None, [body.name, body.short_name])) if body else frozenset(),
    )
    checked = check_rows(mapped, context)
    columns = frozenset(mapped.columns)
    return Outcome(
        rows=checked.rows,
        columns=columns,
        problems=checked.problems,
        reported=checked.reported,
        questions=[
            Question(q.answer_key, q.wording, q.letters, q.candidates, q.suggestion, q.rows) for q in checked.questions
        ],
        counts=_standing(imported, checked, columns),
        total=checked.total,
    )


def _standing(imported: Import, checked: Checked, columns: frozenset[str]) -> dict[str, int]:
    """How many valid rows are new, how many the portal has already, and how many say something else."""
    counts = {"new": len(checked.rows), "identical": 0, "changed": 0}
    institution = imported.institution_id
    if institution is None or not Case.objects.filter(institution_id=institution).exists():
        return counts
    for chunk in in_chunks(checked.rows):
        stored = stored_cases(institution, [row.case_key for row in chunk])
        for row in chunk:
            known = stored.get(row.case_key)
            if known is not None:
                counts["new"] -= 1
                counts["changed" if difference(row, known, columns) else "identical"] += 1
    return counts


def _load(imported: Import, outcome: Outcome, by: Actor, advance: Advance) -> Loaded:
    institution = Institution.objects.select_related("organisation").get(pk=imported.institution_id)
    return CaseLoader(imported, institution, by).load(outcome.rows, outcome.columns, advance)


def _whose(table: Table, assignment: Mapping[str, int], by: Actor) -> Organisation | None:
    """The one institution the sheet names in its column or above its heading, if the uploader sees it."""
    seen = Institution.objects.select_related("organisation")
    if isinstance(by, PostedActor):
        seen = seen.visible_to(by)
    bodies: dict[str, Organisation] = {}
    for institution in seen:
        bodies[institution.organisation.name] = institution.organisation
    if "institution" in assignment:
        named = {read_client(value) for value in table.column(assignment["institution"])} - {""}
        found = [bodies[name] for name in named if isinstance(name, str) and name in bodies]
        return found[0] if len(named) == 1 and found else None
    above = "\n".join(
        clean(cell) for row in table.sheet.rows[: table.heading_rows[0]] for cell in row if isinstance(cell, str)
    )
    titled = [body for name, body in bodies.items() if name in above]
    return titled[0] if len(titled) == 1 else None


def _bodies(actor: AnyActor) -> "QuerySet[Organisation]":
    """The institutions an actor may import for."""
    return Organisation.objects.filter(pk__in=Institution.objects.visible_to(actor).values("pk"))


def _answers() -> list[tuple[str, str]]:
    """The categories a wording can be answered with."""
    index = category_index()
    return [(code, index.label(code)) for code in index.nodes if index.find(code) == (code,)]


CASE_LEDGER: Final = ImportKind(
    code=KIND,
    label=_("Case ledger"),
    verb=IMPORT.code,
    spec=LEDGER,
    messages=LEDGER_MESSAGES,
    words=Words(
        sheet=_("Case ledger"),
        record=_("Case"),
        template=_("Ledger template"),
        about=_("The cases of one institution, one a row. Rows already on file change nothing."),
        new=_("Cases the portal does not have yet."),
        loaded=_("New cases, each with an event."),
        see=_("See the loaded cases"),
    ),
    bodies=_bodies,
    whose=_whose,
    check=_check,
    load=_load,
    created=lambda imported: Case.objects.filter(import_id=imported.pk),
    loaded_url=lambda import_id: f"{reverse('case_list')}?loaded={import_id}",
    corrections=CorrectionRules(
        verb=CONFIRM_CORRECTION.code,
        take_over=correcting.take_over,
        changes=corrections.changes,
        page=lambda case_id: reverse("case", args=[case_id]),
    ),
    answers=_answers,
    by_category=lambda imported: Case.objects.count_by_category(imported.pk),
    undo=UNDO,
)
