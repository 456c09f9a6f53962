"""What events and notices of reports say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from governance.reporting.actions.writing import FAILED_NOTICE, WRITTEN_NOTICE
from governance.reporting.states import FAILED, WRITTEN
from governance.reporting.verbs import ORDER

KINDS: Final[dict[str, Any]] = {
    WRITTEN: _("Report written"),
    FAILED: _("Report could not be written"),
}


def _ordered(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Version %(version)s.") % facts] if facts.get("version") else []


def _written(facts: Mapping[str, Any]) -> list[str]:
    told = [gettext("SHA-256 of the contents: %(digest)s.") % facts] if facts.get("digest") else []
    number = facts.get("changed")
    if isinstance(number, int) and number:
        told.append(
            ngettext(
                "%(n)d value changed since the version before.",
                "%(n)d values changed since the version before.",
                number,
            )
            % {"n": number}
        )
    return told


TELLERS: Final = {ORDER.code: _ordered, WRITTEN: _written}
SENTENCES: Final[dict[str, Any]] = {
    WRITTEN_NOTICE: _("The report that you ordered is there: %(area)s, %(period)s."),
    FAILED_NOTICE: _("The report that you ordered could not be written: %(area)s, %(period)s. Order it again."),
}
REASONS: Final[dict[str, Any]] = dict.fromkeys(SENTENCES, _("You ordered this report."))
SHORT: Final[dict[str, Any]] = {
    WRITTEN_NOTICE: _("Reports written"),
    FAILED_NOTICE: _("Reports that could not be written"),
}
