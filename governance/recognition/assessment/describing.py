"""An assessment, and a round, as their pages show them: facts, the path, the acts and why not."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD
from governance.recognition.actions.writing_warnings import warnings_of
from governance.recognition.assessment import gate, states, verbs
from governance.recognition.assessment.states import AssessmentState, RoundState
from governance.recognition.assessment.wording import score_shown
from governance.recognition.models import Assessment, AssessmentRound
from institutions.models import Finding, Institution
from institutions.rectification.verbs import VIEW as VIEW_RECTIFICATION
from institutions.verbs import VIEW as VIEW_INSTITUTIONS

KIND = "assessment"
ROUND_KIND = "assessment_round"
TONES = {
    AssessmentState.COMPUTED.value: "open",
    AssessmentState.OBJECTED.value: "due",
    AssessmentState.SETTLED.value: "open",
    AssessmentState.PUBLISHED.value: "ok",
}
ROUND_TONES = {
    RoundState.COMPUTING.value: "hold",
    RoundState.DISCLOSED.value: "open",
    RoundState.PUBLISHING.value: "hold",
    RoundState.PUBLISHED.value: "ok",
}


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "assessment", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "assessment_trail", verbs.VIEW.code, 80),
    )
    tabs.register(
        ROUND_KIND,
        Tab("overview", gettext_lazy("Overview"), "assessment_round", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "assessment_round_trail", verbs.VIEW.code, 80),
    )
    tabs.register(
        "institution",
        Tab(
            "assessments",
            gettext_lazy("Assessments"),
            "institution_assessments",
            verbs.VIEW.code,
            61,
            rows=_of_institution,
            group="supervision",
        ),
    )


def _of_institution(institution: Institution, actor: AnyActor) -> object:
    return Assessment.objects.visible_to(actor).filter(institution=institution.pk)


def detail_of(row: Assessment, actor: AnyActor) -> Detail:
    """Return the page of an assessment for an actor who sees it, with round and institution joined."""
    words = {"year": row.year, "institution": row.institution}
    return Detail(
        kind=KIND,
        model="recognition.Assessment",
        row=row,
        title=_("Capability assessment %(year)d of %(institution)s") % words,
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[] if row.state == AssessmentState.PUBLISHED else [_due(row)],
        crumbs=[
            Link(_("Capability assessments"), reverse("assessment_list")),
            Link(str(row.year), row.round.get_absolute_url()),
        ],
        acts=offered(actor, *_wishes(row)),
    )


def standing_of(row: Assessment) -> Standing:
    """The state of an assessment in words and as a shape."""
    if row.overdue:
        return Standing("late", _("%(state)s, past the last day") % {"state": row.get_state_display()})
    if row.state == AssessmentState.PUBLISHED:
        return Standing("due" if row.is_low else "ok", row.grade_name)
    return Standing(TONES[row.state], row.get_state_display())


def _due(row: Assessment) -> str:
    if row.state == AssessmentState.COMPUTED:
        return _("objections until %(day)s") % {"day": formats.deadline_date(row.due_on)}
    return _("last day of this step %(day)s") % {"day": formats.deadline_date(row.due_on)}


def _wishes(row: Assessment) -> list[Wish]:
    """What can be done with an assessment; whose move it is follows from its state."""
    barred = gate.objecting_barred(row, timezone.localdate())
    settling = state_findings(row, states.SETTLING)
    return [
        Wish(
            (verbs.OBJECT.code,),
            _("Object to lines"),
            reverse("assessment_object", args=[row.pk]),
            findings=barred,
            is_next=not barred,
        ),
        Wish(
            (verbs.SETTLE.code,),
            _("Settle the objection"),
            reverse("assessment_settle", args=[row.pk]),
            findings=settling,
            is_next=bool(barred) and not settling,
        ),
    ]


def facts_of(row: Assessment, actor: AnyActor) -> list[Fact]:
    """Return the facts of an assessment, four a row."""
    place = row.institution.get_absolute_url() if actor.may(VIEW_INSTITUTIONS) else ""
    changed = ""
    if row.settled_on is not None and row.score != row.computed_score:
        changed = _("computed: %(score)s") % {"score": score_shown(row.computed_score)}
    weight = sum(each["weight"] for each in row.round.model["indicators"])
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Licence number"), row.institution.licence_number, is_number=True),
        fact(_("Score"), score_shown(row.score), note=changed),
        fact(_("Grade"), row.grade_name),
        fact(_("Facts of"), row.round.as_of),
        fact(
            _("Weight with data"),
            _("%(n)d of %(of)d") % {"n": row.counted, "of": weight},
            note=_("the score is the share of it"),
        ),
        fact(_("Objection"), row.objected_on),
        fact(_("Objection settled"), row.settled_on),
    ]


def path_of(row: Assessment) -> list[Stage]:
    """Return the stages of an assessment with their days."""
    objected = [(_("Objection"), row.objected_on), (_("Settled"), row.settled_on)] if row.objected_on else []
    return stages((_("Computed"), row.computed_on), *objected, (_("Grade published"), row.published_on))


@dataclass(frozen=True)
class Warned:
    """What follows from a low grade; `letter` is None while the paper is being written."""

    letter: StoredFile | None
    may_download: bool
    findings: list[Finding]
    may_open: bool


def warned_of(row: Assessment, actor: AnyActor) -> Warned | None:
    """Return the warning letter and the findings of a published low grade; None without one."""
    if not row.is_low or row.published_on is None:
        return None
    seen = Finding.objects.visible_to(actor).filter(source=Finding.Source.ASSESSMENT, source_id=row.pk)
    found = list(seen.order_by("ground"))
    return Warned(warnings_of(row).first(), actor.may(DOWNLOAD.code), found, actor.may(VIEW_RECTIFICATION.code))


def history_of(row: Assessment, actor: AnyActor) -> list[Assessment]:
    """Return the assessments of the institution, the newest first, this one among them."""
    seen = Assessment.objects.visible_to(actor).filter(institution=row.institution_id)
    return list(seen.select_related("institution__organisation").order_by("-year")[:10])


def detail_of_round(row: AssessmentRound, actor: AnyActor) -> Detail:
    """Return the page of a round."""
    barred = gate.publishing_barred(row, timezone.localdate())
    return Detail(
        kind=ROUND_KIND,
        model="recognition.AssessmentRound",
        row=row,
        title=_("Capability assessment of %(year)d") % {"year": row.year},
        streams=(row.stream,),
        standing=Standing(ROUND_TONES[row.state], row.get_state_display()),
        facts=[_("opened on %(day)s") % {"day": formats.prose_date(row.opened_on, with_year=True)}],
        crumbs=[Link(_("Capability assessments"), reverse("assessment_list")), _years()],
        tools=[Link(_("All assessments of the year"), f"{reverse('assessment_list')}?year={row.year}")],
        acts=offered(
            actor,
            Wish(
                (verbs.PUBLISH.code,),
                _("Publish the grades"),
                reverse("assessment_publish", args=[row.pk]),
                findings=barred,
                is_grave=True,
                is_next=not barred,
            ),
        ),
    )


def _years() -> Link:
    return Link(_("Years assessed"), reverse("assessment_rounds"))


def facts_of_round(row: AssessmentRound) -> list[Fact]:
    """Return the days of a round and what identifies its model."""
    return [
        fact(_("Facts of"), row.as_of),
        fact(_("Institutions object until"), row.objections_until),
        fact(_("Cities settle objections until"), row.settled_until),
        fact(_("Published on"), row.published_on),
        fact(_("Model"), row.model_digest[:16], is_number=True, note=_("first signs of its digest")),
    ]
