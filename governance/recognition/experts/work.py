"""What waits in the expert pool: nominations to be decided, draws whose value is there, experts to be evaluated."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.work.heaps import Heap, Line, Section
from governance.recognition.experts.lists import category_of
from governance.recognition.experts.orders import BY_SEED, OLDEST
from governance.recognition.experts.states import DrawState, ExpertState
from governance.recognition.experts.verbs import APPOINT, DRAW, EVALUATE
from governance.recognition.models import Expert, ExpertDraw


def _nominated(actor: PostedActor, _today: date) -> Any:
    return Expert.objects.visible_to(actor).for_list().filter(state=ExpertState.NOMINATED)


def _own_draws(actor: PostedActor, state: DrawState) -> Any:
    organ = actor.posting.organisation_id if actor.posting is not None else None
    return ExpertDraw.objects.visible_to(actor).for_list().filter(state=state, organ=organ)


def _to_draw(actor: PostedActor, today: date) -> Any:
    return _own_draws(actor, DrawState.COMMITTED).filter(seed_on__lte=today)


def _to_evaluate(actor: PostedActor, _today: date) -> Any:
    return _own_draws(actor, DrawState.DRAWN)


def _nomination(row: Expert, actor: PostedActor) -> Line:
    words = {"category": category_of(row), "rank": row.get_rank_display()}
    label = _("Nomination: %(category)s, %(rank)s") % words
    return Line(label, _("Appoint or decline"), row.get_absolute_url(), None, row.workplace)


def _draw(act: Any) -> Any:
    def line(row: ExpertDraw, actor: PostedActor) -> Line:
        return Line(row.matter, str(act), row.get_absolute_url(), None, str(row.institution))

    return line


HEAPS = (
    Heap(
        code="experts_to_appoint",
        section=Section.MINE,
        title=gettext_lazy("Nominations of experts"),
        why=gettext_lazy("Experts are nominated; the province appoints them for a term or declines."),
        verb=APPOINT.code,
        rows=_nominated,
        order=OLDEST,
        line=_nomination,
        full_list=lambda today: f"{reverse('expert_list')}?state=nominated",
        entry="expert_list",
    ),
    Heap(
        code="experts_to_draw",
        section=Section.MINE,
        title=gettext_lazy("Draws of experts whose public value is there"),
        why=gettext_lazy("The public value that the plan names has been announced; the draw follows from it."),
        verb=DRAW.code,
        rows=_to_draw,
        order=BY_SEED,
        line=_draw(gettext_lazy("Draw by the public value")),
        entry="expert_draw_list",
    ),
    Heap(
        code="experts_to_evaluate",
        section=Section.MINE,
        title=gettext_lazy("Experts to be evaluated after use"),
        why=gettext_lazy("Drawn experts are at work; after it the organ evaluates each."),
        verb=EVALUATE.code,
        rows=_to_evaluate,
        order=BY_SEED,
        line=_draw(gettext_lazy("Evaluate the experts")),
        entry="expert_draw_list",
    ),
)
