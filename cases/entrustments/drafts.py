"""Drafts of entrustments: where they are written, and what one is called in a list."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.verbs import FILE
from foundation.desk.filling.registry import Fields, LongForm


def _name(fields: Fields) -> str:
    parts = [values[0] for name in ("client_name", "client_reference") if (values := fields.get(name)) and values[0]]
    return "\u3000".join(parts) or _("Without client so far")


DRAFTED: Final = LongForm("entrustment", gettext_lazy("Filing an entrustment"), "entrustment_new", FILE.code, _name)
