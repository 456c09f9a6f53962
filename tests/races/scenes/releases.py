"""Races about releases of figures: one draft a period, one number a release."""

from datetime import date

from django.db import transaction

from foundation.kpi.models import Release
from foundation.kpi.releases.actions.preparing import prepare, restate
from foundation.kpi.releases.actions.publishing import discard, publish
from tests.factories.cases import make_case
from tests.factories.releases import WHY, make_draft, make_release
from tests.people import Cast
from tests.races.kit import Deed, Scene


def preparing(cast: Cast) -> Deed:
    by = cast.actor("province")
    return lambda: prepare("2026-Q3", by=by, reason=WHY)


def _draft(cast: Cast) -> Release:
    return make_draft(cast)


def publishing(cast: Cast) -> Deed:
    row, by = _draft(cast), cast.actor("province_leader")
    return lambda: publish(row.pk, by=by, version=row.trail_seq, reason=WHY)


def discarding(cast: Cast) -> Deed:
    row, by = _draft(cast), cast.actor("province")
    return lambda: discard(row.pk, by=by, version=row.trail_seq, reason=WHY)


def restating(cast: Cast) -> Deed:
    row, by = make_release(), cast.actor("province")
    with transaction.atomic():
        make_case(cast.jinan_institution, accepted_on=date(2026, 8, 3))
    return lambda: restate(row.pk, by=by, version=row.trail_seq, reason=WHY)


SCENES = (
    Scene("releases.prepare", preparing),
    Scene("releases.publish", publishing),
    Scene("releases.discard", discarding),
    Scene("releases.restate", restating),
)
