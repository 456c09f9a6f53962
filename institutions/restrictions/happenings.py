"""What events of objections say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.restrictions.verbs import DECIDE, OBJECT

KINDS: Final[dict[str, Any]] = {
    OBJECT.code: _("Objection to a restriction raised"),
    DECIDE.code: _("Objection to a restriction decided"),
}
SENTENCES: Final[dict[str, Any]] = {
    "objection_raised": _("An objection to the restriction %(number)s was raised. Decide about it."),
    "objection_upheld": _("The objection to the restriction %(number)s is upheld; the restriction is lifted."),
    "objection_rejected": _("The objection to the restriction %(number)s is rejected. The page says why."),
}
REASONS: Final[dict[str, Any]] = {
    "objection_raised": _("Your organ set the restriction."),
    "objection_upheld": _("It barred you or your institution."),
    "objection_rejected": _("It bars you or your institution."),
}
SHORT: Final[dict[str, Any]] = {
    "objection_raised": _("Objections to decide"),
    "objection_upheld": _("Objections upheld"),
    "objection_rejected": _("Objections rejected"),
}


def _decided(facts: Mapping[str, Any]) -> list[str]:
    upheld = facts.get("upheld")
    said = gettext("Upheld: the restriction is lifted.") if upheld else gettext("Rejected: the restriction stays.")
    return [said, gettext("Document: %(number)s.") % {"number": facts.get("document", "")}]


TELLERS: Final = {DECIDE.code: _decided}
