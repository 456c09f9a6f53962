"""Who may not practise in a case on a day: asked by every act by which somebody appraises (条例 arts. 17, 51, 52).

To record what was done, to write the opinion, to sign, review and issue it are practice. Who was assigned before the
restriction began is stopped by it like everybody else; somebody else takes the place.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cases.models import Case
from foundation.audit.errors import Finding
from institutions import barring


def barred(case: Case, people: Sequence[UUID], on: date) -> list[Finding]:
    """Return the restrictions that stop the institution of a case or some persons from going on with it on a day.

    Practising while suspended ends in revocation (条例 art. 52). One that bars only a part of a wide category was
    weighed at acceptance and stops nothing here.
    """
    keys = list(dict.fromkeys([case.institution_id, *people]))
    bars = barring.against(keys, on)
    found = []
    for key in keys:
        way = _of_institution() if key == case.institution_id else _of_person()
        rows = barring.findings_of(bars.get(key, ()), case.category_id)
        found += [replace(row, way_out=way) for row in rows if not row.overridable]
    return found


def _of_institution() -> str:
    return _("Wait until the organ has lifted the restriction, or agree with the client about ending the appraisal.")


def _of_person() -> str:
    return _("Wait until the organ has lifted the restriction, or let the institution assign somebody else.")
