"""Opening the annual review of a year (条例 art. 44), and creating a review for each institution by a job."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Delegation, Organisation
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from foundation.audit import outbox, trail
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.regulated import write
from governance.annual_review import gate
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.states import PREPARED, ReviewState, YearState
from governance.annual_review.verbs import OPEN, SUBMIT
from institutions.models import Institution
from institutions.recipients import in_charge_of

CREATE_JOB: Final = "annual_review.create_reviews"
OPENED_NOTICE: Final = "annual_review_opened"
CHUNK: Final = 500


@act
def open_year(dates: gate.Dates, *, by: Actor, is_synthetic: bool = False) -> ReviewYear:
    """Open the annual review of a year and return it; a job creates the reviews of the institutions.

    Of several who open the same year one does. Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    if not by.may(OPEN.code):
        raise NotAllowed(OPEN.code, _("Only the province opens the annual review of a year."))
    today = timezone.localdate()
    objections = list(gate.opening_objections(dates, today))
    if objections:
        raise RuleBroken(objections)
    row = ReviewYear(
        year=dates.year,
        opened_on=today,
        begins_on=dates.begins_on,
        institutions_until=dates.institutions_until,
        cities_until=dates.cities_until,
        province_until=dates.province_until,
        expected=gate.registered_in(dates.year).count(),
        is_synthetic=is_synthetic,
    )
    facts = {
        "year": row.year,
        "begins_on": row.begins_on,
        "institutions_until": row.institutions_until,
        "cities_until": row.cities_until,
        "province_until": row.province_until,
        "expected": row.expected,
    }
    try:
        with transaction.atomic():  # the unique year decides between two who were asked at the same moment
            write(row, OPEN.code, by=by, facts=facts)
    except IntegrityError:
        raise RuleBroken(gate.opened_before(dates.year)) from None
    outbox.put(CREATE_JOB, {"year": str(row.pk)}, key=f"{CREATE_JOB}:{row.pk}")
    return row


def create_reviews(pk: UUID, *, chunk: int = CHUNK) -> int:
    """Create the reviews of a year that are missing, and return how many were created now.

    Each chunk is a transaction that locks the year, looks again at what is there, and writes the rest, so that a killed
    worker loses nothing and a second one doubles nothing. Institutions are told once.
    """
    made = 0
    while number := _create_chunk(pk, chunk):
        made += number
    _prepared(pk)
    return made


@transaction.atomic(durable=True)
def _create_chunk(pk: UUID, chunk: int) -> int:
    year = ReviewYear.objects.select_for_update().get(pk=pk)
    known = AnnualReview.objects.filter(review_year=year).values("institution")
    missing = list(gate.registered_in(year.year).exclude(pk__in=known).order_by("pk")[:chunk])
    rows = [_review(year, institution) for institution in missing]
    numbers = trail.append_many(
        trail.Draft(row.stream, "annual_review.created", SYSTEM, {"year": row.year, "institution": row.institution_id})
        for row in rows
    )
    for row in rows:
        row.trail_seq = numbers[row.stream]
    AnnualReview.objects.bulk_create(rows)
    _tell(year, missing)
    return len(rows)


def _review(year: ReviewYear, institution: Institution) -> AnnualReview:
    return AnnualReview(
        review_year=year,
        year=year.year,
        institution=institution,
        city_code=institution.city_code,
        county_code=institution.county_code,
        state=ReviewState.OPEN,
        opened_on=year.opened_on,
        due_on=year.institutions_until,
        is_synthetic=year.is_synthetic,
    )


def _tell(year: ReviewYear, institutions: list[Institution]) -> None:
    words: dict[str, str | int] = {
        "year": year.year,
        "first": year.begins_on.isoformat(),
        "last": year.institutions_until.isoformat(),
    }
    holders = holders_at([row.pk for row in institutions])
    users = [user for of_one in holders.values() for user in of_one]
    notify(users, OPENED_NOTICE, f"{OPENED_NOTICE}:{year.pk}", words, year.get_absolute_url())


def holders_at(institutions: Iterable[UUID]) -> dict[UUID, list[int]]:
    """Return the users who may submit for institutions today, by institution; their roles by the delegation table."""
    today = timezone.localdate()
    rows = Delegation.objects.in_force(today).filter(verb=SUBMIT.code, level=Organisation.Level.NONE)
    return in_charge_of(institutions, today, roles=[Role(role) for role in rows.values_list("role", flat=True)])


@transaction.atomic(durable=True)
def _prepared(pk: UUID) -> None:
    year = ReviewYear.objects.select_for_update().get(pk=pk)
    if year.state == YearState.PREPARING:
        created = AnnualReview.objects.filter(review_year=year).count()
        move(year, PREPARED, by=SYSTEM, facts={"created": created})
