"""What everybody may read of the figures: what stands in releases, and nothing that was counted for one reader.

Figures counted anew at every look would tell, from one day to the next, what a single case is: every count that
everybody sees was frozen, and weighed beside all that was printed before (foundation/kpi/releases).
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.measures import is_fed
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.periods import Span
from foundation.kpi.reading import Answers, Ask, ask
from foundation.kpi.releases.showing import HELD_BACK
from foundation.kpi.releases.wording import figure_text, period_name

RECEIVED, UPHELD = "complaints.received", "complaints.upheld"
BANDS: Final = (5, 10, 20, 50, 100)
"""Where the bands of complaints about an institution begin. The first holds none to four: which of these, nobody is
told, so that no band gives a small count away, alone or beside the published counts of its city."""
ACCEPTED, ISSUED, TURNAROUND = "case_volume", "opinions_issued", "turnaround"
INSTITUTIONS, APPRAISERS = "institutions.registered", "appraisers.registered"


@dataclass(frozen=True)
class Published:
    """A frozen figure as everybody may read it; `text` is a mark where it is held back."""

    text: str
    suppressed: bool
    address: str


@dataclass(frozen=True)
class Headline:
    """The figures of the first page: the roster of today, and the newest release with its name, None without one."""

    institutions: int
    appraisers: int
    period: str
    release: Release | None
    accepted: Published | None
    issued: Published | None
    turnaround: Published | None


def newest() -> Release | None:
    """The release in force of the period that ended last; of two that ended together the longer one."""
    return Release.objects.in_force().first()


def headline(today: date) -> Headline:
    """Return the figures of the first page. The roster is public row by row, so that its size is no secret."""
    codes = tuple(code for code in (INSTITUTIONS, APPRAISERS) if is_fed(code))
    answers = ask(PROVINCE, [Ask("stock", codes)], today)
    release = newest()
    found: dict[str, Published] = {}
    if release is not None:
        rows = release.figures.filter(period=release.period, city="", category="", institution="")
        found = {row.kpi: _published(row, release) for row in rows}
    return Headline(
        answers.total("stock", INSTITUTIONS),
        answers.total("stock", APPRAISERS),
        period_name(release.period) if release else "",
        release,
        found.get(ACCEPTED),
        found.get(ISSUED),
        found.get(TURNAROUND),
    )


@dataclass(frozen=True)
class Volume:
    """What an institution did in a published period."""

    period: str
    address: str
    accepted: Published | None
    issued: Published | None
    received: str
    upheld: str


def volumes(institution: UUID, most: int) -> list[Volume]:
    """Return the volume of an institution in the newest periods in force, newest first.

    Cases are those of the release. Complaints about one institution are too few for its tables: they are counted in
    the register and told as bands, by one question for all periods.
    """
    releases = list(Release.objects.in_force()[:most])
    complaints = _complaints(institution, releases)
    rows = ReleasedFigure._base_manager.filter(institution=str(institution), release__in=releases)
    by_release = {release.pk: release for release in releases}
    found: dict[tuple[UUID, str], Published] = {
        (row.release_id, row.kpi): _published(row, by_release[row.release_id]) for row in rows
    }
    return [
        Volume(
            period_name(release.period),
            release.public_url,
            found.get((release.pk, ACCEPTED)),
            found.get((release.pk, ISSUED)),
            band(complaints.total(release.period, RECEIVED)),
            band(complaints.total(release.period, UPHELD)),
        )
        for release in releases
    ]


def _complaints(institution: UUID, releases: list[Release]) -> Answers:
    codes = tuple(code for code in (RECEIVED, UPHELD) if is_fed(code))
    asked = [Ask(each.period, codes, Span(each.first_day, each.last_day)) for each in releases] if codes else []
    return ask(Area(institution=institution), asked, timezone.localdate())


def band(count: int) -> str:
    """Return a count of complaints in words that hold a whole band: “fewer than 5”, “5 to 9”, “100 or more”."""
    if count < BANDS[0]:
        return _("fewer than %(limit)d") % {"limit": BANDS[0]}
    for first, following in pairwise(BANDS):
        if count < following:
            return _("%(first)d to %(last)d") % {"first": first, "last": following - 1}
    return _("%(limit)d or more") % {"limit": BANDS[-1]}


def _published(row: ReleasedFigure, release: Release) -> Published:
    text = HELD_BACK if row.suppressed else figure_text(row)
    return Published(text, row.suppressed, f"{release.public_url}#{row.anchor}")
