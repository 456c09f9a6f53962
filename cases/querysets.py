"""The vocabulary of cases."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from cases.entrustments.states import UNDECIDED, EntrustmentState
from cases.states import OPEN, State
from foundation.accounts.scoping import ScopedQuerySet
from foundation.law.queries import categories, lineage

if TYPE_CHECKING:
    from cases.models import Case, Entrustment, Opinion, ProcessEntry  # noqa: F401  (named below, in strings)
    from foundation.accounts.models import Posting

SEALED_CLIENT: Final = "client_sealed"


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Questions asked of cases."""

    def open(self) -> "CaseQuerySet":
        """Cases in progress or suspended."""
        return self.filter(state__in=OPEN)

    def standing(self) -> "CaseQuerySet":
        """Cases that count: all but the void ones, whose import was undone."""
        return self.exclude(state=State.VOID)

    def overdue(self, as_of: date) -> "CaseQuerySet":
        """Cases in progress whose due date lies before `as_of`; suspended ones are not counted (decisions.md 24)."""
        return self.filter(state=State.IN_PROGRESS, due_on__lt=as_of)

    def due_between(self, first: date, last: date) -> "CaseQuerySet":
        """Cases in progress whose due date lies from `first` to `last`, both included."""
        return self.filter(state=State.IN_PROGRESS, due_on__gte=first, due_on__lte=last)

    def accepted_in(self, first: date, last: date) -> "CaseQuerySet":
        """Cases accepted from `first` to `last`, both included."""
        return self.filter(accepted_on__gte=first, accepted_on__lte=last)

    def issued_in(self, first: date, last: date) -> "CaseQuerySet":
        """Cases whose opinion was issued from `first` to `last`, both included."""
        return self.filter(issued_on__gte=first, issued_on__lte=last)

    def that_used(self, instrument: UUID, since: date | None = None) -> "CaseQuerySet":
        """Cases whose process record names an instrument, from a day on where one is given."""
        uses = self.model._meta.apps.get_model("cases", "ProcessUse")._base_manager.filter(instrument=instrument)
        if since is not None:
            uses = uses.filter(used_on__gte=since)
        return self.filter(pk__in=uses.values("case"))

    def open_in(self, nodes: Iterable[str]) -> "CaseQuerySet":
        """Open cases of categories, those below them included."""
        asked = set(nodes)
        return self.open().filter(category__in=[code for code in categories() if asked.intersection(lineage(code))])

    def open_at(self, nodes: Iterable[str]) -> "CaseQuerySet":
        """Open cases recorded as these categories themselves, those below them left out."""
        return self.open().filter(category__in=list(nodes))

    def open_of(self, appraiser: UUID) -> "CaseQuerySet":
        """Open cases to which an appraiser is assigned at present."""
        rows = self.model._meta.apps.get_model("cases", "Assignment")._base_manager
        current = rows.filter(appraiser=appraiser, ended_on__isnull=True)
        return self.open().filter(pk__in=current.values("case"))

    def issued_opinions(self) -> "CaseQuerySet":
        """Cases whose opinion is issued and numbered: what the public check answers about."""
        return self.filter(state=State.ISSUED).exclude(opinion_key="")

    def for_list(self) -> "CaseQuerySet":
        """Rows as a list page needs them: institution and category joined, sealed columns left out."""
        return self.select_related("institution__organisation", "category").defer(SEALED_CLIENT)

    def for_table(self) -> "CaseQuerySet":
        """Rows as a table shows them: of the institution only its name; categories are looked up in memory."""
        own = [field.attname for field in self.model._meta.concrete_fields if field.attname != SEALED_CLIENT]
        joined = self.select_related(None).select_related("institution__organisation")
        return joined.only(*own, "institution__organisation__name")

    def for_page(self) -> "CaseQuerySet":
        """Rows as the page of one case needs them: with agreements, supplements, extensions, papers."""
        return self.for_list().prefetch_related("supplements__letter", "extensions__letter", "agreements")

    def count_by_category(self, import_id: UUID) -> list[tuple[str, int]]:
        """How many cases an import loaded of each category, the most frequent first."""
        counted = self.filter(import_id=import_id).values("category_id").annotate(rows=Count("pk"))
        return [(row["category_id"], row["rows"]) for row in counted.order_by("-rows", "category_id")]


class EntrustmentQuerySet(ScopedQuerySet["Entrustment"]):
    """Questions asked of entrustments."""

    def open(self) -> "EntrustmentQuerySet":
        """Entrustments that wait for the decision of the institution."""
        return self.filter(state=EntrustmentState.RECEIVED)

    def for_page(self) -> "EntrustmentQuerySet":
        """Rows as the page of one entrustment needs them: with what moved its time, and the letters about it."""
        joined = self.select_related("institution__organisation", "category")
        return joined.prefetch_related("completions__letter", "agreed_decisions")

    def with_period(self) -> "EntrustmentQuerySet":
        """Annotate the last day of the period that the client has for what was asked for: `period_until`."""
        open_ = self.model._meta.apps.get_model("cases", "Completion")._base_manager.filter(received_on__isnull=True)
        return self.annotate(period_until=Subquery(open_.filter(entrustment=OuterRef("pk")).values("period_until")[:1]))

    def awaiting(self) -> "EntrustmentQuerySet":
        """Entrustments that the client was asked to complete; their time stands still."""
        return self.filter(state=EntrustmentState.AWAITING)

    def overdue(self, as_of: date) -> "EntrustmentQuerySet":
        """Entrustments that should have been decided about before `as_of`; what clients complete is not counted."""
        return self.open().filter(due_on__lt=as_of)

    def with_reference(self, reference_key: str, practice_code: str) -> "EntrustmentQuerySet":
        """Entrustments for the same case of a client and in the same practice category, open or with an open case."""
        same = self.filter(reference_key=reference_key, practice_code=practice_code).exclude(reference_key="")
        case = self.model._meta.apps.get_model("cases", "Case")._base_manager.filter(pk=OuterRef("pk"), state__in=OPEN)
        accepted = Q(state=EntrustmentState.ACCEPTED) & Exists(case)
        return same.filter(Q(state__in=UNDECIDED) | accepted)

    def for_list(self) -> "EntrustmentQuerySet":
        """Rows as a list page needs them: institution and category joined, sealed columns left out."""
        sealed = (SEALED_CLIENT, "contact_name", "contact_phone", "contact_address", "facts")
        return self.select_related("institution__organisation", "category").defer(*sealed)


class OpinionQuerySet(ScopedQuerySet["Opinion"]):
    """Questions asked of opinions in preparation. The names of states stand in cases.opinions.states."""

    def for_page(self) -> "OpinionQuerySet":
        """Rows as a heap of waiting work shows them."""
        return self.select_related("case__institution__organisation", "case__category")

    def assigned_to(self, posting: "Posting") -> "OpinionQuerySet":
        """Opinions of cases to which the person of a posting is assigned now."""
        assignments = self.model._meta.apps.get_model("cases", "Assignment").objects
        return self.filter(case__in=assignments.of_posting(posting).values("case"))

    def unsigned_by(self, posting: "Posting") -> "OpinionQuerySet":
        """Opinions whose present version the person of a posting has not signed at the first level."""
        sign_offs = self.model._meta.apps.get_model("cases", "SignOff")._base_manager
        signed = sign_offs.filter(
            case=OuterRef("case"), version=OuterRef("version"), level=1, person__user=posting.user_id
        )
        return self.exclude(Exists(signed))

    def never_assigned_to(self, posting: "Posting") -> "OpinionQuerySet":
        """Opinions of cases that the person of a posting never appraised: no one reviews his own work."""
        assignments = self.model._meta.apps.get_model("cases", "Assignment")._base_manager
        own = assignments.filter(case=OuterRef("case"), appraiser__person__user=posting.user_id)
        return self.exclude(Exists(own))


class ProcessEntryQuerySet(ScopedQuerySet["ProcessEntry"]):
    """Questions asked of process records."""

    def for_list(self) -> "ProcessEntryQuerySet":
        """Rows as a list page needs them: case, institution and appraiser joined, the sealed text left out."""
        return self.select_related(
            "case__category", "institution__organisation", "appraiser__person", "countered_by"
        ).defer("text")
