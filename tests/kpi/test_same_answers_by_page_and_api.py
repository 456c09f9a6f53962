"""Every act on a release does the same by its page and by the API, and is refused with the same findings."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from foundation.kpi.models import Release
from foundation.kpi.releases.actions.publishing import discard
from tests.factories.cases import make_case
from tests.factories.releases import WHY, make_draft, make_release
from tests.people import Cast
from tests.sameness import Act, Scene, compare

SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
STRANGERS = (("jinan", 403), ("jinan_clerk", 403))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Figures(Scene):
    """The figures of the third quarter of 2026."""

    tables = ("kpi",)
    drawn = frozenset({"salt", "full_digest", "data_time", "digest"})

    def nothing(self) -> None:
        """An act that begins something."""

    def draft(self) -> Release:
        return make_draft(self.cast)

    def published(self) -> Release:
        return make_release()

    def changed(self) -> Release:
        """A case came after the release."""
        row = make_release()
        make_case(self.cast.jinan_institution, accepted_on=date(2026, 8, 3))
        return row

    def discarded(self) -> Release:
        row = self.draft()
        return discard(row.pk, by=self.actor("province"), version=row.trail_seq, reason=WHY)


REASON = {"reason": WHY}
ACTS = (
    Act(
        "release_prepare", "api_releases", "province", Figures.nothing, {"period": "2026-Q3", **REASON},
        "releases.prepare", amiss=({"period": "2026-Q4"}, {"period": "2026-13"}, SHORT, LONG),
        strangers=(*STRANGERS, ("province_leader", 403)), versioned=False,
    ),
    Act(
        "release_publish", "api_releases_publish", "province_leader", Figures.draft, REASON, "releases.publish",
        "published", amiss=(SHORT, LONG), wrong=(Figures.published, Figures.discarded),
        strangers=(*STRANGERS, ("province", 403)),
    ),
    Act(
        "release_discard", "api_releases_discard", "province", Figures.draft, REASON, "releases.discard",
        "discarded", amiss=(SHORT, LONG), wrong=(Figures.published, Figures.discarded), strangers=STRANGERS,
    ),
    Act(
        "release_restate", "api_releases_restate", "province", Figures.changed, REASON, "releases.restate",
        amiss=(SHORT, LONG), wrong=(Figures.draft, Figures.published), strangers=STRANGERS,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Figures(cast), act)
