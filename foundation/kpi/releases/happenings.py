"""What events of releases say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext

from foundation.kpi.verbs import PREPARE, PUBLISH, RESTATE


def _frozen(facts: Mapping[str, Any]) -> list[str]:
    told = []
    if isinstance(facts.get("figures"), int) and isinstance(facts.get("suppressed"), int):
        number = facts["figures"]
        told.append(
            ngettext(
                "%(n)d figure frozen, %(held)d of them held back.",
                "%(n)d figures frozen, %(held)d of them held back.",
                number,
            )
            % {"n": number, "held": facts["suppressed"]}
        )
    if facts.get("supersedes"):
        told.append(gettext("Restates release %(number)s.") % {"number": facts["supersedes"]})
    return told


def _published(facts: Mapping[str, Any]) -> list[str]:
    if facts.get("superseded_by"):
        return [gettext("Superseded by release %(number)s.") % {"number": facts["superseded_by"]}]
    if facts.get("digest"):
        return [gettext("Release %(number)s, SHA-256 %(digest)s.") % facts] if facts.get("number") else []
    return []


TELLERS: Final = {PREPARE.code: _frozen, RESTATE.code: _frozen, PUBLISH.code: _published}
