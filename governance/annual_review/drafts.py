"""Drafts of annual reviews: where they are written, and what one is called in a list."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.desk.filling.registry import Fields, LongForm
from governance.annual_review.verbs import SUBMIT

FORM: Final = "annual_review"


def _name(fields: Fields) -> str:
    years = fields.get("year") or [""]
    return _("Annual review of %(year)s") % {"year": years[0]}


DRAFTED: Final = LongForm(FORM, gettext_lazy("Annual review"), "annual_review_fill", SUBMIT.code, _name)
