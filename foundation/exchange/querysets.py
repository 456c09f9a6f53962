"""The vocabulary of imports, their problems and corrections."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from foundation.exchange.kinds import ImportKind
    from foundation.exchange.models import Correction, Import, Problem  # noqa: F401  (named below, in strings)


class ImportQuerySet(ScopedQuerySet["Import"]):
    """Questions asked of imports."""

    def of_kind(self, kind: str) -> "ImportQuerySet":
        """Imports of one kind of sheet."""
        return self.filter(kind=kind)

    def of_kinds(self, kinds: "Iterable[ImportKind]") -> "ImportQuerySet":
        """Imports of these kinds of sheets."""
        return self.filter(kind__in=[kind.code for kind in kinds])

    def for_list(self) -> "ImportQuerySet":
        """Rows as the history page needs them, the newest first."""
        return (
            self.select_related("institution", "file")
            .defer("particulars", "findings", "mapping", "answers")
            .order_by("-uploaded_at", "-id")
        )


class ProblemQuerySet(models.QuerySet["Problem"]):
    """Problems of one import, in the order of the rows."""

    def of(self, import_id: UUID, severity: str) -> "ProblemQuerySet":
        """Errors or warnings of an import."""
        return self.filter(source_id=import_id, severity=severity).order_by("ordinal")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections by what was decided."""

    def pending(self) -> "CorrectionQuerySet":
        """Corrections nobody has decided yet."""
        return self.filter(decision="pending")
