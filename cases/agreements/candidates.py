"""Whom a letter of entrustment may name as recused: the appraisers of the institution."""

from uuid import UUID

from appraisers.models import Appraiser


def house(institution: UUID) -> list[tuple[str, str]]:
    """Return the appraisers of an institution for a choice: key, name and certificate."""
    rows = Appraiser.objects.filter(institution=institution).select_related("person").order_by("id")
    return [(str(row.pk), f"{row.person.name}　{row.certificate_number}") for row in rows]
