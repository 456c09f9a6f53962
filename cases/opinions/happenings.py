"""What events of an opinion say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext

from cases.actions.writing_opinions import WRITTEN
from cases.verbs import DRAFT_OPINION, ISSUE_OPINION, READ_OPINION, RETURN_OPINION, REVIEW_OPINION, SIGN_OPINION


def _version(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Version %(number)s.") % {"number": facts["version"]}] if "version" in facts else []


def _drafted(facts: Mapping[str, Any]) -> list[str]:
    ready = gettext("Put before the appraisers; earlier sign-offs are void and stay on file.")
    kept = gettext("Kept, not yet put before the appraisers.")
    return [*_version(facts), ready if facts.get("ready") else kept]


def _signed(facts: Mapping[str, Any]) -> list[str]:
    words = _version(facts)
    if facts.get("verdict") == "dissented":
        words.append(gettext("With a dissenting opinion."))
    left = facts.get("left")
    if isinstance(left, int):
        text = ngettext("%(count)d appraiser still has to sign.", "%(count)d appraisers still have to sign.", left)
        words.append(text % {"count": left} if left else gettext("All appraisers have signed."))
    return words


def _issued(facts: Mapping[str, Any]) -> list[str]:
    number = facts.get("opinion_number")
    words = [gettext("Opinion number: %(number)s.") % {"number": number}] if number else []
    return [*words, *([str(facts["shortfall"])] if facts.get("shortfall") else [])]


def _printed(facts: Mapping[str, Any]) -> list[str]:
    return ["SHA-256 {}".format(facts["sha256"])] if "sha256" in facts else []


OPINION_TELLERS: Final = {
    DRAFT_OPINION.code: _drafted,
    SIGN_OPINION.code: _signed,
    REVIEW_OPINION.code: _version,
    RETURN_OPINION.code: _version,
    ISSUE_OPINION.code: _issued,
    READ_OPINION.code: _version,
    WRITTEN: _printed,
}
