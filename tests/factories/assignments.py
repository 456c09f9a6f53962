"""Appraisers with an account, and their assignments to cases."""

from datetime import date

from django.db import transaction

from appraisers.models import Appraiser
from cases.models import Assignment, Case
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Institution
from tests.factories.entrustments import make_appraiser
from tests.factories.users import make_posting


def make_posted_appraiser(
    name: str,
    institution: Institution,
    *,
    practice_codes: tuple[str, ...] = ("FY-02",),
    until: date = date(2029, 6, 30),
) -> tuple[Appraiser, Posting]:
    """Make a certified appraiser who signs in under `name` and holds the posting of an appraiser."""
    with transaction.atomic(savepoint=False):
        posting = make_posting(name, Role.APPRAISER, institution.organisation, since=date(2020, 1, 1))
        appraiser = make_appraiser(institution, practice_codes=practice_codes, until=until, person=posting.user.person)
    return appraiser, posting


def make_assignment(
    case: Case, appraiser: Appraiser, *, position: int = 1, assigned_on: date | None = None, declared: bool = True
) -> Assignment:
    """Assign an appraiser to a case, declared free of grounds for recusal unless told otherwise."""
    day = assigned_on or case.accepted_on
    row = Assignment(
        case=case, appraiser=appraiser, position=position, assigned_on=day, declared_on=day if declared else None
    )
    with transaction.atomic(savepoint=False):
        return write(row, "cases.assign", by=SYSTEM)
