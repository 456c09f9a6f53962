"""What waits at opinions: to be written on, signed, reviewed, issued; each for those who may do it."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Opinion
from cases.opinions.states import OpinionState
from cases.querysets import OpinionQuerySet
from cases.verbs import DRAFT_OPINION, ISSUE_OPINION, REVIEW_OPINION, SIGN_OPINION
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section

INSTITUTIONS = frozenset({Organisation.Kind.INSTITUTION.value})
WAITING = Order("waiting", "", ("waiting_since", "id"))


def _at(actor: PostedActor, *states: OpinionState) -> OpinionQuerySet:
    return Opinion.objects.visible_to(actor).filter(state__in=states).for_page()


def _own(actor: PostedActor, *states: OpinionState) -> OpinionQuerySet:
    return _at(actor, *states).assigned_to(actor.posting) if actor.posting else Opinion.objects.none()


def _to_sign(actor: PostedActor) -> OpinionQuerySet:
    return _own(actor, OpinionState.SIGNING).unsigned_by(actor.posting) if actor.posting else Opinion.objects.none()


def _of_others(actor: PostedActor, state: OpinionState) -> OpinionQuerySet:
    return _at(actor, state).never_assigned_to(actor.posting) if actor.posting else Opinion.objects.none()


def _line(act: Any) -> Callable[[Opinion, PostedActor], Line]:
    def line(row: Opinion, _actor: PostedActor) -> Line:
        case, url = row.case, reverse("case_opinion", args=[row.case_id])
        return Line(case.case_number, str(act), url, case.due_on, str(case.institution), is_number=True)

    return line


OPINION_HEAPS = (
    Heap(
        code="opinions_to_sign",
        section=Section.MINE,
        title=_("Opinions to sign"),
        why=_("A version is put before the appraisers of the case, and your signature is missing."),
        verb=SIGN_OPINION.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _to_sign(actor),
        order=WAITING,
        line=_line(_("Read and sign the opinion")),
    ),
    Heap(
        code="opinions_to_write",
        section=Section.MINE,
        title=_("Opinions to go on with"),
        why=_("A version of your case is unfinished, or was returned with a written disagreement."),
        verb=DRAFT_OPINION.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _own(actor, OpinionState.DRAFTING, OpinionState.RETURNED),
        order=WAITING,
        line=_line(_("Put down a new version")),
    ),
    Heap(
        code="opinions_to_review",
        section=Section.MINE,
        title=_("Opinions to review"),
        why=_("All appraisers have signed. The reviewer is none of them and looks at procedure and opinion."),
        verb=REVIEW_OPINION.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _of_others(actor, OpinionState.REVIEWING),
        order=WAITING,
        line=_line(_("Read and review the opinion")),
    ),
    Heap(
        code="opinions_to_issue",
        section=Section.MINE,
        title=_("Opinions to issue"),
        why=_("Appraisers and reviewer have signed; the authorised signatory or the head issues."),
        verb=ISSUE_OPINION.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _of_others(actor, OpinionState.CLEARED),
        order=WAITING,
        line=_line(_("Read and issue the opinion")),
    ),
)
