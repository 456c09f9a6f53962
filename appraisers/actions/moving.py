"""An appraiser moves to another institution by a document: the end there and the beginning here are one act.

One practises at one institution at a time (决定 art. 8; 条例 art. 25); what binds him to the old one is settled first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.actions.changing_certificates import beyond_licence, held, made_by, written
from appraisers.actions.keeping_certificates import planned
from appraisers.actions.practising import moved
from appraisers.actions.registering import placed
from appraisers.certified import states_of
from appraisers.models import Appraiser, CertificateState, Practice
from appraisers.ties import ties_of
from appraisers.verbs import MOVE
from foundation.accounts.acting import AnyActor
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.law import queries as law
from institutions.actions.changing_registration import Paper
from institutions.actions.registering import lock_roster
from institutions.actions.telling import tell_certificate
from institutions.models import Act, Institution
from institutions.querysets import Practice as Practising
from institutions.registered import practice_on
from institutions.registration import gate
from institutions.registration.heads import application_objections
from institutions.states import counting

ONE_HOUSE = "山东省司法鉴定条例第二十五条"
MOST_OFFERED: Final = 200


@act
def move_appraiser(
    pk: UUID, *, by: Actor, version: int, paper: Paper, licence_number: str, categories: Sequence[str]
) -> CertificateState:
    """Move an appraiser to the institution with a licence number, from a day on; return the new state.

    The name of an institution does as well as its number, where no other bears it. A bar on heading and applying that
    is being set is waited for: whoever sets one holds the roster. `categories` are those of the certificate there.
    Restrictions of the person go with him. Raises NotAllowed, StaleState, and RuleBroken with findings beside the
    fields and with what binds him to the old institution.
    """
    lock_roster()
    row = held(pk, by=by, verb=MOVE, version=version)
    old, states = row.institution, counting(states_of(row))
    house = _house(licence_number)
    codes = list(dict.fromkeys(categories))
    here = Practice.objects.filter(appraiser=row, valid_until__isnull=True).values_list("valid_from", flat=True)
    findings = [
        *gate.ended_already(row.ended_on is not None),
        *_of_house(house, row, by),
        *_of_categories(codes, house),
        *paper.objections("valid_from", max([states[0].valid_from, *here])),
        *application_objections(row.person_id, paper.on),
        *ties_of(row),
    ]
    if house is None or findings:
        raise RuleBroken(findings)
    made = made_by(row, paper, by)
    found = planned(row, {"institution_id": house.pk, "practice_codes": codes}, Act.MOVED, paper.on, **made)
    facts = {"valid_from": paper.on, "document": paper.number.strip(), "from": old.pk, "to": house.pk}
    placed(row, old.pk)
    written(row, found, MOVE, by, facts, paper)
    moved(row, paper.on)
    tell_certificate(row, "appraiser_moved", paper.number.strip(), old)
    return found.made


def _house(said: str) -> Institution | None:
    """The institution with a licence number or a name, kept as it is until the act is done; None where several fit."""
    if "\0" in said or not said.strip():
        return None
    rows = Institution.objects.select_related("organisation").select_for_update(of=("self",), no_key=True)
    by_number = rows.filter(licence_number=said.strip().upper()).first()
    if by_number is not None:
        return by_number
    named = list(rows.filter(organisation__name=said.strip(), status=Institution.Status.NORMAL)[:2])
    return named[0] if len(named) == 1 else None


def offered(row: Appraiser, by: AnyActor) -> list[tuple[str, str]]:
    """Institutions to which he may move, those of his own city: licence number and name. Others are typed."""
    rows = (
        Institution.objects.visible_to(by).in_practice().filter(city_code=row.city_code).exclude(pk=row.institution_id)
    )
    named = rows.select_related("organisation").order_by("organisation__name")
    return [(each.licence_number, str(each)) for each in named[:MOST_OFFERED]]


def _of_categories(codes: Sequence[str], house: Institution | None) -> Iterator[Finding]:
    wrong = list(gate.practice_objections(codes))
    yield from wrong
    if house is not None and not wrong:
        yield from beyond_licence(codes, house.practice_codes)


def _of_house(house: Institution | None, row: Appraiser, by: Actor) -> Iterator[Finding]:
    field = "licence_number"
    if house is None:
        words = _("No institution has this licence number or, alone, this name.")
        yield Finding(words, field=field, code="institution_unknown")
    elif house.pk == row.institution_id:
        yield Finding(_("The appraiser practises there already."), ONE_HOUSE, field, code="same_institution")
    elif practice_on(house, timezone.localdate()) is not Practising.NORMAL:
        yield Finding(_("The institution is not in practice."), field=field, code="institution_not_in_practice")
    elif law.division(house.county_code) is not None:
        for finding in gate.seat_objections(house.county_code, by, field):
            yield replace(finding, way_out=_("The provincial organ records a move to another city."))
