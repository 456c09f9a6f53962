"""The legal tables by name: which model, what may be edited, and where closed wordings are kept."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.law.models import (
    Article,
    Category,
    Dated,
    DeadlineRule,
    Division,
    Former,
    FormerCategory,
    FormerDivision,
    Ground,
    Source,
)

COMMON = ("name_zh", "name_en", "source_text", "evidence", "confidence")


@dataclass(frozen=True)
class LegalTable:
    """A legal table. With `former`, the code is a key: the row changes on its day, the old wording is kept there."""

    slug: str
    title: Any
    model: type[Dated]
    editable: tuple[str, ...]
    former: type[Former] | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """The editable columns beyond those that every legal row has."""
        return tuple(name for name in self.editable if name not in COMMON)


TABLES: tuple[LegalTable, ...] = (
    LegalTable("sources", _("Sources"), Source, (*COMMON, "short_zh", "number", "rank", "issued_on")),
    LegalTable("articles", _("Articles"), Article, (*COMMON, "text_zh")),
    LegalTable("grounds", _("Statutory lists"), Ground, (*COMMON, "details", "same_as")),
    LegalTable(
        "deadlines",
        _("Time limits"),
        DeadlineRule,
        (*COMMON, "value", "amount", "unit", "start_event", "pause_codes", "extension", "actor"),
    ),
    LegalTable(
        "categories",
        _("Practice categories"),
        Category,
        (*COMMON, "official_code", "abbreviation"),
        FormerCategory,
    ),
    LegalTable("divisions", _("Administrative divisions"), Division, (*COMMON, "circle"), FormerDivision),
)
_BY_SLUG = {table.slug: table for table in TABLES}
_BY_MODEL: dict[type[models.Model], LegalTable] = {table.model: table for table in TABLES}

# The statutory lists by their codes, in words.
LIST_TITLES: dict[str, Any] = {
    "acceptance_refusal": _("Grounds for refusing an entrustment"),
    "termination_grounds": _("Grounds for terminating an appraisal"),
    "supplementary_grounds": _("Grounds of supplementary appraisal"),
    "repeat_grounds": _("Grounds of re-appraisal"),
    "recusal_grounds": _("Grounds of recusal"),
    "process_kinds": _("Kinds of entries in the process record"),
    "destruction_grounds": _("Grounds for destroying materials"),
    "agreement_risks": _("Risks told before an appraisal"),
    "correction_grounds": _("Grounds of correction"),
    "court_absence_grounds": _("Grounds for not appearing in court"),
    "time_exclusions": _("Time that does not count"),
    "internal_review_levels": _("Levels of review"),
    "case_review_criteria": _("What a case review looks at"),
    "document_forms": _("Forms of documents"),
    "document_fields": _("Fields of documents"),
    "complaint_scope": _("What a complaint may be about"),
    "complaint_refusal": _("Grounds for refusing a complaint"),
    "complaint_status": _("States of a complaint"),
    "complaint_outcomes": _("Outcomes of a complaint"),
    "registration_conditions_institution": _("Conditions for institutions"),
    "registration_conditions_appraiser": _("Conditions for appraisers"),
    "registration_refusal_institution": _("Grounds for refusing an institution"),
    "registration_refusal_appraiser": _("Grounds for refusing an appraiser"),
    "registration_items": _("Registered particulars"),
    "registration_materials_institution": _("Documents for registration"),
    "registration_changes": _("Changes of registered particulars, each with its procedure and document"),
    "revocation_cancellation": _("Revocation, end and cancellation"),
    "number_forms": _("Forms of licence and certificate numbers by era"),
    "penalties_institution": _("Penalties of institutions"),
    "penalties_appraiser": _("Penalties of appraisers"),
    "penalty_discretion_sample": _("Scale of penalties (first item)"),
    "restriction_grounds": _("Grounds for restricting practice"),
    "accreditation_compulsory": _("Where accreditation is compulsory"),
    "training_hours": _("Hours of training a year"),
    "standing_conditions": _("Conditions that an institution keeps"),
    "expiry_reminders": _("When the portal reminds of an expiry"),
    "supervision_items": _("Matters of supervision"),
    "credit_grades": _("Credit grades"),
    "seed_policy_controls": _("Duties of the policy document"),
    "annual_review_lines": _("Lines of the annual review"),
    "assessment_indicators": _("Indicators of the capability assessment"),
    "assessment_grades": _("Grades of the capability assessment"),
    "recognition_levels": _("Levels of recognition of institutions"),
    "recognition_criteria": _("Checklist for recognitions"),
    "expert_ranks": _("Ranks and terms of experts"),
    "cooperation_kinds": _("Kinds of cooperation"),
    "alliance_kinds": _("Kinds of alliances"),
    "project_kinds": _("Kinds of projects"),
    "project_levels": _("Levels of projects"),
    "party_branch_situations": _("Party branch: established, or the reason why not"),
    "institution_sizes": _("Sizes of institutions"),
}


def table_of(slug: str) -> LegalTable | None:
    """Return the table of a name in an address, or None."""
    return _BY_SLUG.get(slug)


def table_for(row: Dated) -> LegalTable:
    """Return the table a row belongs to. Raises KeyError for closed wordings kept aside."""
    return _BY_MODEL[type(row)]
