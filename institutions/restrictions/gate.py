"""Whether somebody may object to a restriction, and whether an organ may decide about it or lift it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.audit.errors import Finding
from foundation.audit.models import Event
from foundation.audit.reasons import at_most, unstorable
from institutions.models import Objection, Restriction
from institutions.restrictions.states import ObjectionState

LONGEST: Final = 2_000
"""Characters of an objection; what is longer comes as a file."""


def over(row: Restriction, today: date) -> bool:
    """Whether a restriction bars nothing any more."""
    return row.lifted_on is not None or (row.valid_until is not None and row.valid_until < today)


def objection_of(row: Restriction) -> Objection | None:
    """Return what the barred said against a restriction, if anything."""
    return Objection.objects.filter(restriction=row).select_related("decided_by", "evidence").first()


def closed_by_lifting(row: Restriction, raised: Objection | None) -> bool:
    """Whether nobody decides about an objection any more, since the restriction was lifted before."""
    return raised is not None and raised.state == ObjectionState.RAISED and row.lifted_on is not None


def may_object(row: Restriction, raised: Objection | None, today: date) -> Iterator[Finding]:
    """Why nobody may object to a restriction now: it is over, or an objection was raised."""
    if over(row, today):
        yield Finding(_("This restriction bars nothing any more."), code="restriction_over")
    elif raised is not None and raised.state == ObjectionState.RAISED:
        yield Finding(_("An objection was raised already and is not decided yet."), code="raised_already")
    elif raised is not None:
        yield Finding(
            _("The organ has decided about an objection already."),
            way_out=_("Administrative reconsideration or a court is the next way."),
            code="decided_already",
        )


def may_decide(row: Restriction, raised: Objection | None, by: AnyActor, organ: Organisation) -> Iterator[Finding]:
    """Why an organ, or this person in it, may not decide about the objection to a restriction."""
    if raised is None or raised.state != ObjectionState.RAISED:
        yield Finding(_("No objection waits for a decision."), code="nothing_raised")
        return
    if closed_by_lifting(row, raised):
        yield Finding(_("The restriction was lifted, and the objection is closed with it."), code="lifted_already")
        return
    yield from of_province(row, organ)
    if _set_by(row) == by.id:
        yield Finding(
            _("You set this restriction yourself."),
            way_out=_("Somebody else of the organ decides about the objection."),
            code="set_it_himself",
        )


def of_province(row: Restriction, organ: Organisation) -> Iterator[Finding]:
    """What a provincial organ set only a provincial organ lifts."""
    if row.set_by.level == Organisation.Level.PROVINCE and organ.level != Organisation.Level.PROVINCE:
        yield Finding(
            _("The provincial organ set this restriction."),
            way_out=_("Ask the provincial organ to lift it."),
            code="set_by_province",
        )


def text_objections(text: str) -> Iterator[Finding]:
    """What is wrong with the words of an objection."""
    if not text.strip():
        yield Finding(_("Say what speaks against it."), field="text", code="missing")
    elif len(text) > LONGEST:
        yield Finding(at_most(text, LONGEST), field="text", code="too_long")
    yield from unstorable(text, "text")


def _set_by(row: Restriction) -> str:
    """Return the key of whoever set a restriction, from the first event of its trail."""
    first = Event.objects.filter(stream=row.stream).order_by("seq").values_list("actor", flat=True).first()
    return first or ""
