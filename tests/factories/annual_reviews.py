"""Years under review and reviews of institutions, opened and moved by the verbs."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from foundation.audit.actors import SYSTEM, Actor
from governance.annual_review import gate
from governance.annual_review.actions import deciding, opening, reviewing, submitting
from governance.annual_review.lines import digest_of, lines_today
from governance.annual_review.models import AnnualReview, ReviewYear
from institutions.models import Institution

DISPUTE = gate.Said("disputed", "示例：应为3件", "示例：其中1件登记有误，见台账第1行")


def dates_of(year: int, today: date | None = None) -> gate.Dates:
    """Return the dates of a year opened today: a month for each level."""
    day = today or timezone.localdate()
    month = timedelta(days=30)
    return gate.Dates(year, day, day + month, day + 2 * month, day + 3 * month)


def make_year(year: int = 2025, *, by: Actor = SYSTEM) -> ReviewYear:
    """Open a year and create the reviews of every institution, as the job does."""
    row = opening.open_year(dates_of(year), by=by, is_synthetic=True)
    opening.create_reviews(row.pk)
    row.refresh_from_db()
    return row


def review_of(institution: Institution, year: int = 2025) -> AnnualReview:
    """Return the review of an institution; the year is opened where nobody has done so."""
    if not ReviewYear.objects.filter(year=year).exists():
        make_year(year)
    return AnnualReview.objects.for_list().get(institution=institution.pk, year=year)


def said_about(review: AnnualReview, disputed: Mapping[str, gate.Said] | None = None) -> dict[str, gate.Said]:
    """Return every line confirmed but those that are disputed."""
    given = disputed or {}
    return {line.code: given.get(line.code, gate.Said("confirmed")) for line in lines_today(review)}


def submit(review: AnnualReview, *, by: Actor = SYSTEM, disputed: Any = None, **values: Any) -> AnnualReview:
    """Submit a review with every line confirmed but the disputed ones."""
    given: dict[str, Any] = {
        "version": review.trail_seq,
        "figures": digest_of(lines_today(review)),
        "said": said_about(review, disputed),
        "statement": "示例：情况属实",
    }
    return submitting.submit(review.pk, by=by, **{**given, **values})


def propose(review: AnnualReview, *, by: Actor = SYSTEM, **values: Any) -> AnnualReview:
    """Propose “passed” unless keywords say otherwise."""
    return reviewing.propose(review.pk, by=by, **{"version": review.trail_seq, "proposal": "passed", **values})


def decide(review: AnnualReview, *, by: Actor = SYSTEM, **values: Any) -> AnnualReview:
    """Decide “qualified” unless keywords say otherwise."""
    return deciding.decide(review.pk, by=by, **{"version": review.trail_seq, "result": "qualified", **values})


def decided(institution: Institution, year: int = 2025, **values: Any) -> AnnualReview:
    """Take the review of an institution to its end."""
    return decide(propose(submit(review_of(institution, year))), **values)
