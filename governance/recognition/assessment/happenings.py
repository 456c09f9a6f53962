"""What events and notices of capability assessments say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from governance.recognition.actions.assessing import DISCLOSED_NOTICE
from governance.recognition.actions.contesting import OBJECTED_NOTICE, SETTLED_NOTICE
from governance.recognition.actions.grading import GRADED_NOTICE, LOW_NOTICE
from governance.recognition.assessment.states import DISCLOSING, ENDING, GRADING
from governance.recognition.assessment.verbs import OBJECT, OPEN, SETTLE
from governance.recognition.assessment.wording import score_shown

KINDS: Final[dict[str, Any]] = {
    "assessment.computed": _("Capability assessment computed"),
    DISCLOSING.verb: _("Scores disclosed to the institutions"),
    GRADING.verb: _("Grade published"),
    ENDING.verb: _("All grades published"),
}


def _opened(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Year %(year)s, %(expected)s institutions.") % facts] if {"year", "expected"} <= set(facts) else []


def _scored(facts: Mapping[str, Any]) -> list[str]:
    if "score" not in facts:
        return []
    chinese = (get_language() or "").startswith("zh") or not facts.get("grade_en")
    words = {"score": score_shown(facts["score"]), "grade": facts.get("grade_zh" if chinese else "grade_en", "")}
    return [gettext("Score %(score)s, grade: %(grade)s.") % words]


def _objected(facts: Mapping[str, Any]) -> list[str]:
    number = len(facts.get("lines", []))
    return [ngettext("%(n)d line objected to.", "%(n)d lines objected to.", number) % {"n": number}] if number else []


def _counted(name: str) -> Any:
    def told(facts: Mapping[str, Any]) -> list[str]:
        number = facts.get(name)
        if not isinstance(number, int):
            return []
        return [ngettext("%(n)d institution.", "%(n)d institutions.", number) % {"n": number}]

    return told


TELLERS: Final = {
    OPEN.code: _opened,
    "assessment.computed": _scored,
    OBJECT.code: _objected,
    SETTLE.code: _scored,
    GRADING.verb: _scored,
    DISCLOSING.verb: _counted("computed"),
    ENDING.verb: _counted("graded"),
}
SENTENCES: Final[dict[str, Any]] = {
    DISCLOSED_NOTICE: _(
        "The scores of the capability assessment of %(year)s are disclosed. Look at each line; objections can be raised"
        " until %(last)s."
    ),
    OBJECTED_NOTICE: _("%(name)s objects to lines of its capability assessment of %(year)s. Settle the objection."),
    SETTLED_NOTICE: _("The objection to the capability assessment of %(year)s is settled. The page gives the reasons."),
    GRADED_NOTICE: _("The grade of the capability assessment of %(year)s is published."),
    LOW_NOTICE: _(
        "The capability assessment of %(year)s of %(name)s came to a low grade. A warning letter is written, and the"
        " weak lines are findings to be put right."
    ),
}
_OWN: Final = _("You answer for your institution in the capability assessment.")
_CITY: Final = _("You settle objections of your city, or answer for your institution.")
REASONS: Final[dict[str, Any]] = {
    DISCLOSED_NOTICE: _OWN,
    OBJECTED_NOTICE: _CITY,
    SETTLED_NOTICE: _OWN,
    GRADED_NOTICE: _OWN,
    LOW_NOTICE: _CITY,
}
SHORT: Final[dict[str, Any]] = {
    DISCLOSED_NOTICE: _("Scores disclosed"),
    OBJECTED_NOTICE: _("Objections raised"),
    SETTLED_NOTICE: _("Objections settled"),
    GRADED_NOTICE: _("Grades published"),
    LOW_NOTICE: _("Low grades"),
}
