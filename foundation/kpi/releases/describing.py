"""A release as its page shows it to staff: facts, the path, the acts and why not."""

from django.urls import reverse
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
from foundation.kpi import verbs
from foundation.kpi.models import Release
from foundation.kpi.releases import states
from foundation.kpi.releases.naming import period_of
from foundation.kpi.releases.states import ReleaseState
from foundation.kpi.releases.wording import period_name

KIND = "release"
TONES = {
    ReleaseState.DRAFT.value: "open",
    ReleaseState.PUBLISHED.value: "ok",
    ReleaseState.SUPERSEDED.value: "hold",
    ReleaseState.DISCARDED.value: "void",
}


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    view = verbs.VIEW_RELEASES.code
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "release", view, 0),
        Tab("recount", gettext_lazy("Counted anew"), "release_recount", view, 10),
        Tab("trail", gettext_lazy("Trail"), "release_trail", view, 80),
    )


def detail_of(row: Release, actor: AnyActor) -> Detail:
    """Return the page of a release for an actor who sees it."""
    return Detail(
        kind=KIND,
        model="kpi.Release",
        row=row,
        title=_("Figures of %(period)s") % {"period": period_name(row.period)},
        streams=(row.stream,),
        standing=Standing(TONES[row.state], row.get_state_display()),
        facts=[_("release %(number)s") % {"number": row.number}] if row.number else [],
        crumbs=[Link(_("Releases of figures"), reverse("release_list"))],
        tools=[Link(_("Public page"), row.public_url)] if row.number else [],
        acts=offered(actor, *_wishes(row, actor)),
    )


def _wishes(row: Release, actor: AnyActor) -> list[Wish]:
    own: list[Finding] = []
    if row.state == ReleaseState.DRAFT and row.prepared_by_id == getattr(actor, "user_id", None) is not None:
        own = [Finding(_("Nobody publishes figures that he prepared himself."))]
    restating = [] if row.state == ReleaseState.PUBLISHED else [Finding(_("Only a release in force can be restated."))]
    return [
        Wish(
            (verbs.PUBLISH.code,),
            _("Publish"),
            reverse("release_publish", args=[row.pk]),
            findings=state_findings(row, states.PUBLISH) or own,
            is_grave=True,
            is_next=row.state == ReleaseState.DRAFT,
        ),
        Wish(
            (verbs.DISCARD.code,),
            _("Discard the draft"),
            reverse("release_discard", args=[row.pk]),
            findings=state_findings(row, states.DISCARD),
            asks_reason=True,
        ),
        Wish(
            (verbs.RESTATE.code,),
            _("Prepare a restatement"),
            reverse("release_restate", args=[row.pk]),
            findings=restating,
            asks_reason=True,
        ),
    ]


def facts_of(row: Release) -> list[Fact]:
    """Return the facts of a release, four a row."""
    held = row.figures.filter(suppressed=True).count()
    before = row.supersedes
    return [
        fact(_("Period"), row.period, note=period_name(row.period)),
        fact(_("Data time"), formats.prose_moment(row.data_time)),
        fact(_("Figures"), formats.number(row.figures.count())),
        fact(_("Held back"), formats.number(held), note=_exposed(row)),
        fact(_("Occasion"), row.reason),
        fact(
            _("Restates release"), str(before.number) if before else "", url=before.get_absolute_url() if before else ""
        ),
        fact(_("SHA-256"), row.digest),
        fact(
            _("Counted anew"), formats.prose_moment(row.recounted_at) if row.recounted_at else "", note=_recounted(row)
        ),
    ]


def _exposed(row: Release) -> str:
    if not row.exposed:
        return ""
    return _("%(n)s small counts had to be held back with their whole tables") % {"n": row.exposed}


def _recounted(row: Release) -> str:
    if row.recounted_changed is None:
        return ""
    if not row.recounted_changed:
        return _("identical")
    return _("%(n)s figures are other ones now") % {"n": formats.number(row.recounted_changed)}


def path_of(row: Release) -> list[Stage]:
    """Return the stages of a release with their days."""
    over = period_of(row.period, row.prepared_on).whole.last
    return stages(
        (_("Period over"), over),
        (_("Prepared by an officer"), row.prepared_on),
        (_("Published by a leader"), row.published_on),
    )
