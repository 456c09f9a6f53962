"""What is counted about annual reviews: all of them by the day of their opening, so that the steps add up."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Kpi, Rate
from foundation.kpi.measures import Measure, Rows, register
from foundation.kpi.owners import Owner

REVIEWS = Rows(
    model="annual_review.AnnualReview",
    page="/annual-review/",
    institution="institution",
    city="city_code",
    county="county_code",
)

register(
    Measure(code="annual_reviews.opened", title=_("Annual reviews opened"), date="opened_on", of=REVIEWS),
    Measure(
        code="annual_reviews.submitted",
        title=_("Annual reviews submitted, with the city"),
        where=Q(state="submitted"),
        date="opened_on",
        of=REVIEWS,
    ),
    Measure(
        code="annual_reviews.reviewed",
        title=_("Annual reviews reviewed, with the province"),
        where=Q(state="proposed"),
        date="opened_on",
        of=REVIEWS,
    ),
    Measure(
        code="annual_reviews.decided",
        title=_("Annual reviews decided"),
        where=Q(state="decided"),
        date="opened_on",
        of=REVIEWS,
    ),
)

DECIDING = Owner(
    name=_("Provincial department of justice, which decides after the review by the city"),
    verb="annual_review.decide",
    levels=("province",),
)

catalogue.register(
    Kpi(
        code="annual_review_progress",
        topic="quality",
        owner=DECIDING,
        name=_("Annual reviews decided"),
        unit=_("per cent"),
        direction="more",
        arithmetic=Rate("annual_reviews.decided", "annual_reviews.opened", per=100),
        least=5,  # one review an institution and year: with the usual hundred no city could ever be compared
        formula=_("Annual reviews decided ÷ annual reviews opened in the period, per cent"),
        numerator=_("Reviews opened in the period that the province has decided by now"),
        denominator=_("Reviews opened in the period, one for each registered institution"),
        article=_("Regulations of Shandong, article 44"),
    ),
)
