"""The rectification that a decision orders (责令限期整改, 办法 art. 24): a finding, and the order about it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from complaints.actions.filing import SCOPE
from complaints.decision import RECTIFY, AllegationDecided, Rectify
from complaints.models import Allegation, Complaint
from complaints.states import DECIDING
from complaints.wording import plainly
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding as Refusal
from institutions.actions import finding
from institutions.actions.finding import Found
from institutions.models import Finding, RectificationOrder


def objections(decided: Sequence[AllegationDecided], rectify: Rectify) -> Iterator[Refusal]:
    """What is wrong with what is said of a rectification: not enough where one is ordered, anything where none is."""
    if any(each.outcome == RECTIFY for each in decided):
        if rectify.requirement.strip():
            yield from finding.order_objections(rectify.requirement, rectify.days or 0)
        else:
            yield Refusal(_("Write what has to be put right: rectification is ordered."), field="requirement")
            yield from finding.unfit_days(rectify.days or 0)
    elif rectify.is_said:
        yield Refusal(
            _("No outcome orders a rectification: leave this empty."),
            DECIDING.article,
            field="requirement" if rectify.requirement.strip() else "days",
            code="nothing_to_rectify",
        )


def order(
    row: Complaint, allegations: Sequence[Allegation], rectify: Rectify, *, by: Actor, on: date
) -> RectificationOrder | None:
    """Record the finding and make the order, in the transaction of the decision; nothing where none was decided.

    The finding names the kinds of the allegations only: reasons may name people and stay sealed with the complaint.
    """
    upheld = [each for each in allegations if each.outcome == RECTIFY]
    if not upheld:
        return None
    with translation.override("zh-hans"):  # a stored text does not follow the language of whoever decides
        matters = "、".join(plainly(each.kind, SCOPE, row.received_on) for each in upheld)
        words = _("Upheld on a complaint: %(matters)s") % {"matters": matters}
    made = finding.record(
        Found(RECTIFY, words, Finding.Severity.MEDIUM.value),
        by=by,
        organ=row.organ,
        institution=row.institution,
        source=Finding.Source.COMPLAINT.value,
        source_id=row.pk,
        about=row.number,
        on=on,
        is_synthetic=row.is_synthetic,
        ordered=True,
    )
    return finding.order_at_once(made, by=by, requirement=rectify.requirement, days=rectify.days or 0, on=on)
