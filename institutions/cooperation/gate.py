"""What is asked of agreements, projects, statements about the party branch, and alliances."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from institutions.cooperation.kinds import entry
from institutions.models import Alliance, AllianceMember, Institution, Project
from institutions.registration.gate import line_objections

LINE: Final = 100
TEXT: Final = 1_000
OVER: Final = (Project.State.COMPLETED.value, Project.State.STOPPED.value)


def chosen_objections(list_code: str, code: str, field: str) -> Iterator[Finding]:
    """What is wrong with an entry chosen from a dated list."""
    if entry(list_code, code, timezone.localdate()) is None:
        yield Finding(_("Choose an entry of the list in force."), field=field, code="not_in_the_list")


def text_objections(text: str, field: str) -> Iterator[Finding]:
    """What is wrong with some sentences that have to be given."""
    yield from line_objections(text, field, TEXT)


def outcome_objections(state: str) -> Iterator[Finding]:
    """What is wrong with how a project is said to have ended."""
    if state not in OVER:
        yield Finding(_("Say whether it was completed or given up."), field="state", code="not_in_the_list")


def membership_objections(house: Institution | None, field: str) -> Iterator[Finding]:
    """What is wrong with an institution that is to belong to an alliance."""
    if house is None:
        yield Finding(_("There is no such institution."), field=field, code="institution_unknown")
    elif house.status == Institution.Status.ENDED:
        yield Finding(_("The registration of this institution has ended."), field=field, code="institution_ended")


def standing_objections(row: Alliance) -> Iterator[Finding]:
    """What is wrong with an act on an alliance that is no more."""
    if row.ended_on is not None:
        yield Finding(_("This alliance ended already."), code="ended_already")


def leaving_objections(row: AllianceMember) -> Iterator[Finding]:
    """What is wrong with a member that leaves: it left already, or it leads."""
    if row.left_on is not None:
        yield Finding(_("This member left already."), code="left_already")
    elif row.institution_id == row.alliance.lead_id:
        yield Finding(
            _("The leading institution cannot leave."),
            way_out=_("End the alliance, and record the new one."),
            code="leads",
        )


def order_objections(first: date, last: date | None, field: str) -> Iterator[Finding]:
    """What is wrong with a last day, where there is one."""
    if last is not None and last < first:
        yield Finding(_("The last day lies before the first."), field=field, code="ends_before_begins")
