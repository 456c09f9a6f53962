"""What the gate looks at on a day: an entrustment on file, or one that is being written."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy

from cases.entrustments.filing import Filing
from cases.models import Entrustment
from foundation.exchange.cells.identifiers import case_number_key
from foundation.law import queries as law
from foundation.law.models import Category
from institutions.models import Institution


@dataclass(frozen=True)
class Material:
    """Of one material: how it is called, and which statutory particulars are missing (as labels)."""

    name: str
    missing: tuple[Any, ...]


@dataclass(frozen=True)
class Asked:
    """What the gate looks at."""

    on: date
    institution: Institution
    category: Category | None
    reference_key: str = ""
    purpose: str = ""
    has_facts: bool = False
    materials: tuple[Material, ...] = ()
    entrustment_id: UUID | None = None


def asked_of(entrustment: Entrustment, on: date) -> Asked:
    """Return what the gate looks at in an entrustment on file."""
    return Asked(
        on=on,
        institution=entrustment.institution,
        category=law.categories().get(entrustment.category_id),
        reference_key=entrustment.reference_key,
        purpose=entrustment.purpose,
        has_facts=entrustment.facts is not None,
        materials=tuple(Material(row.name, _missing(row)) for row in entrustment.materials.all()),
        entrustment_id=entrustment.pk,
    )


def asked_in(filing: Filing, institution: Institution, on: date) -> Asked:
    """Return what the gate looks at in an entrustment that is being written."""
    return Asked(
        on=on,
        institution=institution,
        category=law.categories().get(filing.category),
        reference_key=case_number_key(filing.client_reference),
        purpose=filing.purpose.strip(),
        has_facts=bool(filing.facts.strip()),
        materials=tuple(Material(row.name, _missing(row)) for row in filing.materials),
    )


_PARTICULARS: Final = (
    ("kind", gettext_lazy("kind")),
    ("quantity", gettext_lazy("quantity")),
    ("condition", gettext_lazy("properties")),
    ("preservation", gettext_lazy("state of preservation")),
    ("received_on", gettext_lazy("day received")),
)


def _missing(material: Any) -> tuple[Any, ...]:
    return tuple(label for name, label in _PARTICULARS if not getattr(material, name))
