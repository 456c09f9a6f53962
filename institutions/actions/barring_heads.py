"""Barring the head of an institution whose licence was revoked from heading one and from applying to practise.

条例 art. 52(2): three years. Whoever practises elsewhere already goes on; he is a person with a sealed identity number,
an appraiser or not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation, Person
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from foundation.audit.once import act
from foundation.clocks.validity import months_after
from foundation.documents.actions.storing import Received
from foundation.exchange.cells.identifiers import read_identity_number
from foundation.law import queries as law
from institutions.actions.holding import held, organ_of
from institutions.actions.registering import lock_roster
from institutions.actions.restricting import HEAD, Bar, put
from institutions.barring import GROUNDS
from institutions.models import Institution, Restriction
from institutions.registered import end_of, states_of
from institutions.registration import gate
from institutions.registration.heads import REVOKED, REVOKED_BASIS
from institutions.standing import gate as standing_gate
from institutions.states import counting
from institutions.verbs import RESTRICT

LICENCE_REVOKED: Final = "SD16-4"
"""The ground of `revocation_cancellation` on which a registration ends because its licence was revoked."""


@dataclass(frozen=True)
class Head:
    """Who headed the institution: the name as it was registered, and the identity number, which is kept sealed."""

    name: str
    identity_number: str


@act
def restrict_head(
    pk: UUID,
    *,
    by: Actor,
    head: Head,
    valid_from: date,
    document_number: str,
    reason: str,
    document: Received | None = None,
) -> Restriction:
    """Bar the head of an institution whose licence was revoked, from the day of the decision on for three years.

    Registrations and changes that run are waited for. `document` is the decision itself, received before this
    transaction. Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    lock_roster()
    house = held(pk, by=by, verb=RESTRICT)
    organ, today = organ_of(by), timezone.localdate()
    given = Head(head.name.strip(), head.identity_number.strip().upper())
    person = _known(given)
    found = [
        *of_organ(organ),
        *of_house(house),
        *_of_head(given, person),
        *standing_gate.past_objections(valid_from, "valid_from", today, counting(states_of(house))[0].valid_from),
    ]
    bar = Bar(REVOKED, valid_from, document_number, reason, valid_until=_last_day(valid_from, today))
    return put(
        house, bar, by=by, subject=HEAD, practice_codes=(), person=person or _new(given), document=document,
        besides=found,
    )  # fmt: skip


def given_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the verb takes, from the fields of the form or of a program."""
    head = Head(given["name"], given["identity_number"])
    return {"head": head, **{name: given[name] for name in ("valid_from", "document_number", "reason")}}


def of_organ(organ: Organisation) -> Iterator[Finding]:
    """The provincial organ revokes licences, and bars the head with them."""
    if organ.level != Organisation.Level.PROVINCE:
        yield Finding(
            _("The provincial organ revokes licences and bars the heads of their institutions."),
            REVOKED_BASIS,
            code="province_only",
        )


def of_house(house: Institution) -> Iterator[Finding]:
    """That the licence was revoked: the registration ended on that ground, or a roster said so without one."""
    end = end_of(house)
    if end is None or end.ground not in ("", LICENCE_REVOKED):
        yield Finding(
            _("The registration has not ended because its licence was revoked."),
            REVOKED_BASIS,
            way_out=_("Record that end first; its ground says that the licence was revoked."),
            code="not_revoked",
        )


def _of_head(head: Head, person: Person | None) -> Iterator[Finding]:
    yield from gate.line_objections(head.name, "name")
    if not isinstance(read_identity_number(head.identity_number), str):
        yield Finding(_("This is no identity number."), field="identity_number", code="identity_form")
    elif person is not None and person.name != head.name:
        yield Finding(
            _("A person of another name has this identity number."), field="identity_number", code="identity_of_another"
        )


def _last_day(first: date, today: date) -> date | None:
    """The last day of the three years, as the dated list has them; None where it knows no such ground."""
    ground = next((row for row in law.entries(GROUNDS, today) if row.code == REVOKED), None)
    months = str(ground.details.get("most_months", "")) if ground is not None else ""
    if not months.isdecimal() or first.year >= 9000:
        return None
    return months_after(first, int(months)) - timedelta(days=1)


def _known(head: Head) -> Person | None:
    """The person with this identity number, held as he is until the act is done."""
    if not head.identity_number or "\0" in head.identity_number:
        return None
    rows = Person.objects.select_for_update(no_key=True)
    return rows.filter(identity_index=blind_index(head.identity_number)).first()


def _new(head: Head) -> Person:
    person = spelled(Person(name=head.name))
    person.identity_number, person.identity_index = head.identity_number, blind_index(head.identity_number)
    return person
