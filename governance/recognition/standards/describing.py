"""An application for a recognition as its page shows it: facts, the path, the acts and why not."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards import gate, states, verbs
from governance.recognition.standards.conditions import against_recognising
from governance.recognition.standards.states import ApplicationState
from institutions.models import Institution, Recognition
from institutions.verbs import VIEW as VIEW_INSTITUTIONS

KIND = "recognition_application"
TONES = {
    ApplicationState.SUBMITTED.value: "open",
    ApplicationState.VERIFIED.value: "open",
    ApplicationState.GRANTED.value: "ok",
    ApplicationState.REFUSED.value: "void",
    ApplicationState.WITHDRAWN.value: "void",
}


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "recognition_application", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "recognition_application_trail", verbs.VIEW.code, 80),
    )
    tabs.register(
        "institution",
        Tab(
            "recognitions",
            gettext_lazy("Recognitions"),
            "institution_recognitions",
            verbs.VIEW.code,
            62,
            rows=_of_institution,
            group="supervision",
        ),
    )


def _of_institution(institution: Institution, actor: AnyActor) -> object:
    return Recognition.objects.visible_to(actor).filter(institution=institution.pk)


def detail_of(row: RecognitionApplication, actor: AnyActor) -> Detail:
    """Return the page of an application for an actor who sees it, with its institution joined."""
    words = {"kind": row.get_kind_display(), "institution": row.institution}
    return Detail(
        kind=KIND,
        model="recognition.RecognitionApplication",
        row=row,
        title=_("%(institution)s: %(kind)s") % words,
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[_("applied for on %(day)s") % {"day": formats.prose_date(row.applied_on, with_year=True)}],
        crumbs=[
            Link(_("Recognitions"), reverse("recognition_list")),
            Link(_("Applications"), reverse("recognition_application_list")),
        ],
        acts=offered(actor, *_wishes(row, actor)),
    )


def standing_of(row: RecognitionApplication) -> Standing:
    """The state of an application in words and as a shape; a recognition past its last day says so."""
    if row.state == ApplicationState.GRANTED and row.valid_until is not None and row.valid_until < timezone.localdate():
        return Standing("void", _("Recognition has run out"))
    return Standing(TONES[row.state], row.get_state_display())


def _wishes(row: RecognitionApplication, actor: AnyActor) -> list[Wish]:
    """What can be done with an application; whose move it is follows from its state."""
    verifying = state_findings(row, states.FORWARDING)
    deciding = state_findings(row, states.GRANTING)
    return [
        Wish(
            (verbs.VERIFY.code,),
            _("Verify"),
            reverse("recognition_verify", args=[row.pk]),
            findings=verifying,
            is_next=not verifying,
        ),
        Wish(
            (verbs.DECIDE.code,),
            _("Decide about the recognition"),
            reverse("recognition_decide", args=[row.pk]),
            findings=deciding,
            is_next=not deciding,
        ),
        Wish(
            (verbs.WITHDRAW.code,),
            _("Withdraw the recognition"),
            reverse("recognition_withdraw", args=[row.pk]),
            findings=gate.withdrawing_barred(row, actor),
            is_grave=True,
            asks_reason=True,
        ),
    ]


def facts_of(row: RecognitionApplication, actor: AnyActor) -> list[Fact]:
    """Return the facts of an application, four a row."""
    place = row.institution.get_absolute_url() if actor.may(VIEW_INSTITUTIONS) else ""
    level = gate.level_of(row.kind, row.applied_on)
    asked = _("at least %(least)d per cent") % {"least": level.least} if level else ""
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Licence number"), row.institution.licence_number, is_number=True),
        fact(_("Self-score"), _points(row.own_points, row.total)),
        fact(
            _("Points verified"),
            "" if row.verified_points is None else _points(row.verified_points, row.total),
            note=asked,
        ),
        fact(_("Recognised from"), row.valid_from),
        fact(_("Last day"), row.valid_until),
        fact(_("Recognition withdrawn on"), row.withdrawn_on),
    ]


def _points(points: int, total: int) -> str:
    return _("%(n)d of %(of)d") % {"n": points, "of": total}


def path_of(row: RecognitionApplication) -> list[Stage]:
    """Return the stages of an application with their days."""
    level = gate.level_of(row.kind, row.applied_on)
    decided = [] if level is not None and level.by_city else [(_("Decided by the province"), row.decided_on)]
    return stages((_("Applied"), row.applied_on), (_("Verified by the city"), row.verified_on), *decided)


def conditions_of(row: RecognitionApplication) -> list[Finding]:
    """Return what stands against recognising it today, whatever the checklist says; empty once it is decided."""
    level = gate.level_of(row.kind, row.applied_on)
    if level is None or row.state not in states.OPEN:
        return []
    return against_recognising(row.institution, level, timezone.localdate())
