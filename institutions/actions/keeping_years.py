"""Keeping what the annual review decided about an institution, in the transaction of the decision."""

from datetime import date
from uuid import UUID

from foundation.audit.actors import Actor
from foundation.audit.regulated import write
from institutions.models import Institution, YearStanding

KIND = "institution.year_decided"


def keep_year_standing(
    institution: Institution,
    *,
    year: int,
    result: str,
    decided_on: date,
    review: UUID,
    city_code: str,
    county_code: str,
    by: Actor,
    is_synthetic: bool = False,
) -> YearStanding:
    """Write the result of a year as a row of the institution, with an event in its stream (条例 arts. 43, 44).

    Called by the decision of the annual review and by nothing else, in its transaction. Raises IntegrityError for a
    year that is decided already; the decision has locked its review, so that this is a fault of the program.
    """
    row = YearStanding(
        institution=institution,
        year=year,
        result=result,
        decided_on=decided_on,
        review=review,
        city_code=city_code,
        county_code=county_code,
        is_synthetic=is_synthetic,
    )
    return write(row, KIND, by=by, facts={"year": year, "result": result, "review": review, "decided_on": decided_on})
