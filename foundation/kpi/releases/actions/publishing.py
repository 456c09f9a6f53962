"""Publishing and discarding what was prepared. Two people: nobody publishes what he prepared himself."""

from typing import Final
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.locks import hold
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.kpi.models import Release
from foundation.kpi.releases.document import digest_of, document
from foundation.kpi.releases.states import DISCARD, PUBLISH, SUPERSEDE, ReleaseState
from foundation.kpi.verbs import DISCARD as DISCARD_VERB
from foundation.kpi.verbs import PUBLISH as PUBLISH_VERB

LOCK: Final = "releases"


@act
def publish(pk: UUID, *, by: Actor, version: int, reason: str) -> Release:
    """Publish a draft under the next number, with the digest of its document; what it restates stays, superseded.

    Raises NotAllowed, StaleState, and RuleBroken: for him who prepared it, and when something else was published since,
    beside which its small counts were not weighed.
    """
    hold(LOCK)
    release = _draft(pk, by, version, PUBLISH_VERB.code, reason)
    if release.prepared_by_id is not None and release.prepared_by_id == getattr(by, "user_id", None):
        raise RuleBroken(
            Finding(
                _("Nobody publishes figures that he prepared himself."),
                way_out=_("Ask another leader of the province."),
            )
        )
    year = Release.objects.published().filter(first_day__year=release.first_day.year)
    if sorted(release.known) != sorted(number for number in year.values_list("number", flat=True) if number):
        raise RuleBroken(
            Finding(
                _("Other figures of this year were published since this release was prepared."),
                way_out=_("Discard it and prepare it anew, so that small counts stay unknown beside those figures."),
            )
        )
    release.number = (Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    before = release.supersedes
    if before is not None:
        facts = {"superseded_by": release.number}
        move(before, SUPERSEDE, by=by, reason=reason.strip(), facts=facts)
    digest = digest_of(document(release, release.figures.all(), before.number if before else None))
    today = timezone.localdate()
    return move(
        release,
        PUBLISH,
        by=by,
        reason=reason.strip(),
        facts={"number": release.number, "digest": digest, "full_digest": release.full_digest},
        values={"number": release.number, "digest": digest, "published_on": today},
    )


@act
def discard(pk: UUID, *, by: Actor, version: int, reason: str) -> Release:
    """Discard a draft; it stays on file. Raises NotAllowed, StaleState and RuleBroken."""
    release = _draft(pk, by, version, DISCARD_VERB.code, reason)
    return move(release, DISCARD, by=by, reason=reason.strip())


def _draft(pk: UUID, by: Actor, version: int, verb: str, reason: str) -> Release:
    release = Release.objects.select_for_update(of=("self",)).select_related("supersedes").get(pk=pk)
    if not by.may(verb, release):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    if release.state != ReleaseState.DRAFT:
        raise RuleBroken(_("This step is not possible in the present state."))
    if release.trail_seq != version:
        raise StaleState(row_label=str(release))
    objections = unfit(reason)
    if objections:
        raise RuleBroken(objections)
    return release
