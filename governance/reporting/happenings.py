"""What events and notices of reports say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from governance.reporting.actions.handing import DOWNLOADED
from governance.reporting.actions.writing import FAILED_NOTICE, SCHEDULED_NOTICE, WRITTEN_NOTICE
from governance.reporting.states import FAILED, WRITTEN
from governance.reporting.verbs import ORDER

KINDS: Final[dict[str, Any]] = {
    WRITTEN: _("Report written"),
    FAILED: _("Report could not be written"),
    DOWNLOADED: _("Report downloaded"),
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


def _downloaded(facts: Mapping[str, Any]) -> list[str]:
    form = str(facts.get("form", "")).upper()
    return [gettext("%(form)s, version %(version)s.") % {"form": form, "version": facts.get("version", "")}]


TELLERS: Final = {DOWNLOADED: _downloaded, ORDER.code: _ordered, WRITTEN: _written}
SENTENCES: Final[dict[str, Any]] = {
    WRITTEN_NOTICE: _("The report that you ordered is there: %(area)s, %(period)s."),
    SCHEDULED_NOTICE: _("The report of the timetable is there: %(area)s, %(period)s."),
    FAILED_NOTICE: _("The report that you ordered could not be written: %(area)s, %(period)s. Order it again."),
}
REASONS: Final[dict[str, Any]] = {
    **dict.fromkeys((WRITTEN_NOTICE, FAILED_NOTICE), _("You ordered this report.")),
    SCHEDULED_NOTICE: _("Your posting orders the reports of this area."),
}
SHORT: Final[dict[str, Any]] = {
    WRITTEN_NOTICE: _("Reports written"),
    SCHEDULED_NOTICE: _("Reports of the timetable"),
    FAILED_NOTICE: _("Reports that could not be written"),
}
