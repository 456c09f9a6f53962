"""What events and notices of case reviews say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quality.states import Conclusion
from quality.verbs import CONCLUDE, DRAW, OPEN_ROUND, RECORD_FINDING, REVIEW

KINDS: Final[dict[str, Any]] = {
    OPEN_ROUND.code: _("Round opened, list frozen"),
    DRAW.code: _("Sample drawn"),
    "case.drawn": _("Drawn for review"),
    "case_review.assigned": _("Reviewer assigned"),
    REVIEW.code: _("Both opinions are in"),
    CONCLUDE.code: _("Decided by the organ"),
    RECORD_FINDING.code: _("Finding recorded"),
}


def _opened(facts: Mapping[str, Any]) -> list[str]:
    if "commitment" not in facts:
        return []
    words = gettext("%(size)s of %(pool)s cases; commitment %(mark)s.")
    return [words % {"size": facts["size"], "pool": facts["pool_size"], "mark": facts["commitment"][:16]}]


def _drew(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Public value: %(value)s.") % {"value": facts["value"]}] if "value" in facts else []


def _ranked(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Place %(rank)s in the order of the draw.") % {"rank": facts["rank"]}] if "rank" in facts else []


def _concluded(facts: Mapping[str, Any]) -> list[str]:
    if facts.get("conclusion") in Conclusion.values:
        return [gettext("Conclusion: %(words)s.") % {"words": Conclusion(facts["conclusion"]).label}]
    return [gettext("The two opinions differ.")] if "conclusions" in facts else []


TELLERS: Final = {
    OPEN_ROUND.code: _opened,
    DRAW.code: _drew,
    "case.drawn": _ranked,
    REVIEW.code: _concluded,
    CONCLUDE.code: _concluded,
}
SENTENCES: Final[dict[str, Any]] = {
    "review_assigned": _("Cases of the round “%(name)s” are drawn for you to review."),
    "reviewers_differ": _("The reviewers of case %(rank)s of the round “%(name)s” differ: decide with a reason."),
    "finding_to_record": _("Case %(rank)s of the round “%(name)s” has defects: record the finding."),
}
REASONS: Final[dict[str, Any]] = {
    "review_assigned": _("You are an expert of the pool and were drawn."),
    "reviewers_differ": _("You decide about case reviews of your organ."),
    "finding_to_record": _("You record findings of case reviews of your organ."),
}
SHORT: Final[dict[str, Any]] = {
    "review_assigned": _("Cases drawn for review"),
    "reviewers_differ": _("Reviewers who differ"),
    "finding_to_record": _("Findings to be recorded"),
}
