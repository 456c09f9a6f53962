"""The practice licence on paper, with the eight items of 95号令 art. 22. Chinese whatever language a page has."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from foundation.documents.papers import render
from foundation.law import queries as law
from institutions.covering import named
from institutions.models import PermitState, RegistrationState


def licence(state: RegistrationState) -> bytes:
    """Print the licence as it was on the first day of a state. Raises PaperFailed."""
    with translation.override("zh-hans"):
        return render(
            "institutions/licence",
            {
                "number": state.licence_number,
                "institution": state.name,
                "seat": seat_words(state.division_id, state.address),
                "head": state.head_name,
                "funds": f"{state.funds:,}" if state.funds is not None else "",
                "scope": named(state.practice_codes),
                "first": state.licence_from.isoformat(),
                "last": state.licence_until.isoformat(),
                "items": _items(state),
                **issue_of(state),
            },
        )


def issue_of(state: PermitState) -> dict[str, Any]:
    """Return what every paper of a register says of itself: organ, day, code and the link behind its QR code."""
    return {
        "organ": state.issued_by,
        "issued_on": (state.issued_on or state.valid_from).isoformat(),
        "code": state.code,
        "link": f"{settings.PORTAL_ORIGIN}{reverse('register_paper', args=[state.code])}",
    }


def seat_words(division: str, address: str) -> str:
    """Return a seat in words: city, county, and the address where one is known."""
    row = law.division(division)
    city = law.division(str(row.parent_id)) if row is not None and row.level == "county" else None
    return "".join([city.name_zh if city else "", row.name_zh if row else "", address])


def _items(state: RegistrationState) -> list[str]:
    items = state.institution.scope_items.in_force(state.valid_from)
    return [item.category.name_zh for item in items.select_related("category")]
