"""The side navigation: what exists, for whom. An entry appears for postings that hold its verb."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisal_portal.pages.work import counts_by_route
from foundation.accounts.acting import PostedActor
from foundation.accounts.roles import Role


@dataclass(frozen=True)
class Entry:
    """A page in the navigation: title, route, and the verb of its door (empty: every signed-in user).

    `only` and `never` name roles for which it stands alone, or not: whoever sees nothing but himself is led to himself.
    `under` is the route whose address marks it as the present one, where it leads on to another page.
    """

    title: Any
    route: str
    verb: str = ""
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    under: str = ""

    def is_for(self, actor: PostedActor) -> bool:
        """Whether it stands in the navigation of an actor."""
        role = actor.posting.role if actor.posting is not None else ""
        fits = role in self.only if self.only else role not in self.never
        return fits and (not self.verb or actor.may(self.verb))


_APPRAISER = frozenset({Role.APPRAISER.value})
_THEMSELVES = _APPRAISER | {Role.EXPERT.value}
"""Roles that see of registers and pools nothing but themselves."""


GROUPS: tuple[tuple[Any, tuple[Entry, ...]], ...] = (
    (
        _("Overview"),
        (
            Entry(_("My work"), "home"),
            Entry(_("Operation"), "figures", "figures.view"),
            Entry(_("Early warnings"), "early_warning_list", "early_warning.view"),
            Entry(_("Releases of figures"), "release_list", "releases.view"),
            Entry(_("Reports"), "report_list", "reports.view"),
        ),
    ),
    (
        _("Business"),
        (
            Entry(_("Entrustments"), "entrustment_list", "cases.view"),
            Entry(_("Cases"), "case_list", "cases.view"),
            Entry(_("Custody of materials"), "material_list", "cases.view"),
            Entry(_("Complaints"), "complaint_list", "complaints.view"),
            Entry(_("Letters about complaints"), "institution_letters", "complaints.read_letters"),
            Entry(_("Imports"), "import_list", "exchange.view_imports"),
            Entry(_("Institutions"), "institution_list", "institutions.view"),
            Entry(_("CMA and CNAS"), "accreditation_list", "institutions.view"),
            Entry(_("My record"), "own_record", "appraisers.view", only=_APPRAISER, under="appraiser_list"),
            Entry(_("Appraisers"), "appraiser_list", "appraisers.view", never=_APPRAISER),
            Entry(_("Training of appraisers"), "training_list", "appraisers.view", never=_APPRAISER),
            Entry(_("Policies of institutions"), "policy_list", "institutions.view"),
            Entry(_("Cooperation agreements"), "cooperation_list", "institutions.view"),
            Entry(_("Restrictions"), "restriction_list", "restrictions.view"),
            Entry(_("Foresight of accreditations"), "accreditation_foresight", "institutions.view"),
            Entry(_("Layout of institutions"), "layout", "layout.view"),
            Entry(_("Lost standing conditions"), "lapse_list", "lapses.view"),
            Entry(_("Instruments"), "instrument_list", "equipment.view"),
            Entry(_("Methods"), "method_list", "equipment.view"),
            Entry(_("Case reviews"), "review_round_list", "quality.view"),
            Entry(_("My reviews"), "case_review_list", "quality.review"),
            Entry(_("Findings"), "finding_list", "rectification.view"),
            Entry(_("Rectification orders"), "rectification_list", "rectification.view"),
            Entry(_("Annual reviews"), "annual_review_list", "annual_review.view"),
            Entry(_("Capability assessments"), "assessment_list", "assessment.view"),
            Entry(_("Recognitions"), "recognition_list", "recognition.view"),
            Entry(_("My place in the expert pool"), "expert_list", "experts.view", only=_THEMSELVES),
            Entry(_("Experts"), "expert_list", "experts.view", never=_THEMSELVES),
            Entry(_("Draws of experts"), "expert_draw_list", "expert_draws.view"),
            Entry(_("My exports"), "export_list", "exports.make"),
        ),
    ),
    (
        _("Administration"),
        (
            Entry(_("Accounts and postings"), "administration:users", "accounts.view"),
            Entry(_("Interface"), "administration:clients", "api.view"),
            Entry(_("Delegation table"), "administration:delegation", "law.read"),
            Entry(_("Legal tables"), "administration:law", "law.read"),
            Entry(_("Jobs"), "administration:jobs", "jobs.view"),
            Entry(_("Trail"), "administration:trail", "trail.read"),
        ),
    ),
)


def navigation(actor: PostedActor, path: str) -> list[dict[str, Any]]:
    """Return the groups that the actor may enter, with what waits there; the entry of the present page is marked."""
    groups = []
    counts = counts_by_route(actor)
    for title, entries in GROUPS:
        items = [
            {
                "title": entry.title,
                "url": reverse(entry.route),
                "under": reverse(entry.under or entry.route),
                **counts.get(entry.route, {}),
            }
            for entry in entries
            if entry.is_for(actor)
        ]
        if items:
            groups.append({"title": title, "items": items})
    _mark_current([item for group in groups for item in group["items"]], path)
    return groups


def _mark_current(items: list[dict[str, Any]], path: str) -> None:
    """Mark the entry whose address is the longest beginning of the path."""
    fitting = [item for item in items if path == item["under"] or _is_under(path, item["under"])]
    if fitting:
        max(fitting, key=lambda item: len(item["under"]))["current"] = True


def _is_under(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url)


__all__ = ["GROUPS", "Entry", "navigation"]
