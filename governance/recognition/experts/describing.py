"""An expert, and a draw, as their pages show them: facts, the path, the acts and why not."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisers.models import Appraiser
from appraisers.verbs import VIEW as VIEW_APPRAISERS
from foundation.accounts.acting import AnyActor
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from governance.recognition.experts import gate, states, verbs
from governance.recognition.experts.lists import category_of
from governance.recognition.experts.states import DrawState, ExpertState
from governance.recognition.models import Expert, ExpertDraw
from institutions.models import Institution
from institutions.rectification.gate import not_of_the_organ

KIND, DRAW_KIND = "expert", "expert_draw"
TONES = {
    ExpertState.NOMINATED.value: "open",
    ExpertState.APPOINTED.value: "ok",
    ExpertState.DECLINED.value: "void",
    ExpertState.ENDED.value: "void",
}
DRAW_TONES = {DrawState.COMMITTED.value: "hold", DrawState.DRAWN.value: "open", DrawState.CLOSED.value: "ok"}


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "expert", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "expert_trail", verbs.VIEW.code, 80),
        Tab("looks", gettext_lazy("Who looked"), "expert_looks", VIEW_LOOKS.code, 90, applies=_is_outside),
    )
    tabs.register(
        DRAW_KIND,
        Tab("overview", gettext_lazy("Overview"), "expert_draw", verbs.VIEW_DRAWS.code, 0),
        Tab("proof", gettext_lazy("Proof"), "expert_draw_proof", verbs.VIEW_DRAWS.code, 20),
        Tab("trail", gettext_lazy("Trail"), "expert_draw_trail", verbs.VIEW_DRAWS.code, 80),
    )
    tabs.register(
        "appraiser",
        Tab("expertise", gettext_lazy("Expert pool"), "appraiser_expertise", verbs.VIEW.code, 30, rows=_of_appraiser),
    )
    tabs.register(
        "institution",
        Tab(
            "expert_draws",
            gettext_lazy("Draws of experts"),
            "institution_expert_draws",
            verbs.VIEW_DRAWS.code,
            63,
            rows=_of_institution,
            group="supervision",
        ),
    )


def _is_outside(row: Expert, _actor: AnyActor) -> bool:
    """Only of people from outside anything is sealed here."""
    return row.outsider_id is not None


def _of_appraiser(appraiser: Appraiser, actor: AnyActor) -> object:
    return Expert.objects.visible_to(actor).filter(appraiser=appraiser.pk)


def _of_institution(institution: Institution, actor: AnyActor) -> object:
    return ExpertDraw.objects.visible_to(actor).filter(institution=institution.pk)


def detail_of(row: Expert, actor: AnyActor) -> Detail:
    """Return the page of an expert for an actor who sees him."""
    return Detail(
        kind=KIND,
        model="recognition.Expert",
        row=row,
        title=str(row),
        streams=(row.stream,),
        standing=_standing(row),
        facts=[category_of(row), str(row.get_rank_display()), *_from_outside(row)],
        crumbs=[Link(_("Experts"), reverse("expert_list"))],
        acts=offered(actor, *_wishes(row, actor)),
    )


def _standing(row: Expert) -> Standing:
    if row.state == ExpertState.APPOINTED and not row.is_in_office:
        return Standing("void", _("Term over"))
    if row.state == ExpertState.APPOINTED and not row.is_available:
        return Standing("hold", _("In office, not available"))
    return Standing(TONES[row.state], row.get_state_display())


def _from_outside(row: Expert) -> list[str]:
    return [_("From outside the profession")] if row.outsider is not None else []


def _wishes(row: Expert, actor: AnyActor) -> list[Wish]:
    deciding = state_findings(row, states.APPOINTING)
    ending = state_findings(row, states.ENDING)
    saying = [*ending, *gate.speaking_objections(row, actor)]
    return [
        Wish(
            (verbs.APPOINT.code,),
            _("Decide about the nomination"),
            reverse("expert_appoint", args=[row.pk]),
            findings=deciding,
            is_next=not deciding,
        ),
        Wish(
            (verbs.AVAILABILITY.code,),
            _("Say whether he is available"),
            reverse("expert_availability", args=[row.pk]),
            findings=saying,
        ),
        *(_wishes_of_outsider(row) if row.outsider is not None else []),
        Wish(
            (verbs.END.code,),
            _("End the term"),
            reverse("expert_end", args=[row.pk]),
            findings=ending,
            is_grave=True,
            asks_reason=True,
        ),
    ]


def _wishes_of_outsider(row: Expert) -> list[Wish]:
    return [
        Wish(
            (verbs.EMPLOYMENT.code,),
            _("Record another organisation"),
            reverse("expert_employment", args=[row.pk]),
            asks_reason=True,
        ),
        Wish(
            (verbs.REVEAL.code,),
            _("Open contact and identity number"),
            reverse("expert_reveal", args=[row.pk]),
            asks_reason=True,
        ),
    ]


def facts_of(row: Expert, actor: AnyActor) -> list[Fact]:
    """Return the facts of an expert, four a row."""
    known = row.appraiser.get_absolute_url() if row.appraiser and actor.may(VIEW_APPRAISERS) else ""
    return [
        fact(_("Name"), str(row), url=known),
        fact(_("Institution at nomination") if row.outsider is None else _("Place of work"), row.workplace),
        fact(_("Practice category"), category_of(row)),
        fact(_("Professional title"), row.title),
        *([fact(_("Field of work"), row.outsider.field)] if row.outsider is not None else []),
        fact(_("Kind of expert"), row.get_rank_display()),
        fact(_("Term from"), row.valid_from),
        fact(_("Last day of the term"), row.valid_until),
        fact(_("Availability"), _said(row), note=row.availability_note),
    ]


def _said(row: Expert) -> str:
    if row.state != ExpertState.APPOINTED:
        return ""
    return _("Available") if row.is_available else _("Not available")


def path_of(row: Expert) -> list[Stage]:
    """Return the stages of an expert with their days."""
    ended = [(_("Term ended"), row.ended_on)] if row.ended_on else []
    return stages((_("Nominated"), row.nominated_on), (_("Decided by the province"), row.decided_on), *ended)


def detail_of_draw(row: ExpertDraw, actor: AnyActor) -> Detail:
    """Return the page of a draw."""
    return Detail(
        kind=DRAW_KIND,
        model="recognition.ExpertDraw",
        row=row,
        title=row.matter,
        streams=(row.stream,),
        standing=Standing(DRAW_TONES[row.state], row.get_state_display()),
        facts=[_("draw %(number)s of %(organ)s") % {"number": row.full_number, "organ": row.organ}],
        crumbs=[
            Link(_("Experts"), reverse("expert_list")),
            Link(_("Draws of experts"), reverse("expert_draw_list")),
        ],
        acts=offered(actor, *_draw_wishes(row, actor)),
    )


def draw_barred(row: ExpertDraw, actor: AnyActor) -> list[Finding]:
    """Why the experts cannot be drawn now."""
    found = [*state_findings(row, states.DRAWING), *not_of_the_organ(row.organ, actor)]
    if not found and timezone.localdate() < row.seed_on:
        day = formats.deadline_date(row.seed_on)
        found.append(Finding(_("The public value comes on %(day)s.") % {"day": day}, code="too_early"))
    return found


def _draw_wishes(row: ExpertDraw, actor: AnyActor) -> list[Wish]:
    drawing = draw_barred(row, actor)
    at_work = [*state_findings(row, states.CLOSING), *not_of_the_organ(row.organ, actor)]
    return [
        Wish(
            (verbs.DRAW.code,),
            _("Draw by the public value"),
            reverse("expert_draw_draw", args=[row.pk]),
            findings=drawing,
            is_next=not drawing,
        ),
        Wish(
            (verbs.REPLACE.code,),
            _("Replace an expert"),
            reverse("expert_draw_replace", args=[row.pk]),
            findings=at_work,
            asks_reason=True,
        ),
        Wish(
            (verbs.EVALUATE.code,),
            _("Evaluate the experts"),
            reverse("expert_draw_evaluate", args=[row.pk]),
            findings=at_work,
            is_next=bool(drawing) and not at_work,
        ),
    ]


def facts_of_draw(row: ExpertDraw) -> list[Fact]:
    """Return the facts of a draw."""
    return [
        fact(_("Institution"), str(row.institution)),
        fact(_("Practice category"), category_of(row)),
        fact(_("Experts to be drawn"), formats.number(row.size)),
        fact(
            _("Pool"),
            formats.number(len(row.experts)),
            note=_("%(n)d of them recused") % {"n": len(row.recused)},
        ),
        fact(_("Public value from"), row.seed_source),
        fact(_("Day of the public value"), row.seed_on),
        fact(_("Promise"), row.commitment[:16], is_number=True, note=_("first signs of the hash of the plan")),
    ]


def path_of_draw(row: ExpertDraw) -> list[Stage]:
    """Return the stages of a draw with their days."""
    return stages((_("Promised"), row.opened_on), (_("Drawn"), row.drawn_on), (_("Evaluated"), row.closed_on))
