"""Rights at run time: a job works in the name of who ordered it, and only as long as he may (trust AZ-08)."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Delegation, Organisation, Posting, User
from foundation.accounts.roles import SUPERVISING
from foundation.audit.actors import SYSTEM, Actor
from foundation.exchange.models import Import

DISABLED: Final = "user_disabled"
POSTING_ENDED: Final = "posting_ended"
VERB_WITHDRAWN: Final = "verb_withdrawn"
WHY: Final[Mapping[str, Promise]] = {
    DISABLED: _("The account of who ordered it has been disabled since."),
    POSTING_ENDED: _("The posting of who ordered it has ended since."),
    VERB_WITHDRAWN: _("The posting of who ordered it may not do this any more."),
}


def actor_of(user: User | None, posting: Posting | None) -> Actor:
    """Return the person's actor as he stands now, or the system for what the portal ordered itself."""
    return PostedActor(user, posting) if user is not None else SYSTEM


def lost_right(imported: Import, verb: str) -> str:
    """Return why the one who ordered the work may not do it any more (a key of WHY), or an empty text.

    Account, posting, delegation and area are read now, not as they were at the order.
    """
    user = imported.ordered_by
    if user is None or imported.ordered_in_id is None:
        return POSTING_ENDED if user is not None else ""
    if not User.objects.filter(pk=user.pk, is_active=True).exists():
        return DISABLED
    posting = (
        Posting.objects.in_force(timezone.localdate())
        .select_related("organisation", "user")
        .filter(pk=imported.ordered_in_id, user=user)
        .first()
    )
    if posting is None:
        return POSTING_ENDED
    return "" if PostedActor(user, posting).may(verb, imported) else VERB_WITHDRAWN


def who_can_act(imported: Import, verb: str) -> list[int]:
    """Return the users to be told when nobody carries an order out: the nearest who may do it now.

    Colleagues at the institution come first; where it has none, the organ of its county, then of its city, then of
    the province. Who ordered it is not among them.
    """
    today = timezone.localdate()
    holders = Q(pk__in=())
    for role, level in Delegation.objects.in_force(today).filter(verb=verb).values_list("role", "level"):
        holders |= Q(role=role, organisation__level=level)
    postings = Posting.objects.in_force(today).filter(holders, user__is_active=True)
    for place in _places(imported):
        others = postings.filter(place).values_list("user_id", flat=True)
        if found := sorted(set(others) - {imported.ordered_by_id}):
            return found
    return []


def _places(imported: Import) -> Iterable[Q]:
    if imported.institution_id is not None:
        yield Q(organisation=imported.institution_id)
    organ = Q(role__in=SUPERVISING, organisation__kind=Organisation.Kind.ORGAN)
    if imported.county_code:
        yield organ & Q(organisation__level="county", organisation__county_code=imported.county_code)
    if imported.city_code:
        yield organ & Q(organisation__level="city", organisation__city_code=imported.city_code)
    yield organ & Q(organisation__level="province")
