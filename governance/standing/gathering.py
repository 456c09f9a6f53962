"""Filling the pictures of institutions from the rows of every app, by a fixed number of questions for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from appraisers.models import Appraiser, Practice, QualityManager
from cases.models import Case
from equipment import fitness
from equipment.models import Instrument
from institutions.covering import last_day
from institutions.models import Accreditation, Institution, Premises, Restriction, ScopeItem
from institutions.standing.conditions import lost
from institutions.standing.picture import Barred, Certificate, Item, Manager, Picture, Place, Practitioner, Span, Tool

DAY = timedelta(days=1)


def picture_of(institution: Institution) -> Picture:
    """Return the picture of one institution."""
    return pictures_of([institution])[institution.pk]


def lost_at(institution: Institution, on: date) -> set[tuple[str, str]]:
    """Return what an institution has lost on a day, by condition and category."""
    return set(lost(picture_of(institution), on))


def pictures_of(institutions: Sequence[Institution]) -> dict[UUID, Picture]:
    """Return the pictures of institutions by key."""
    keys = [row.pk for row in institutions]
    items, certificates, managers = _items(keys), _certificates(keys), _managers(keys)
    places = _premises(keys)
    people, own_bars, tools, last = _people(keys), _bars_of_houses(keys), _tools(keys), _last_accepted(keys)
    return {
        row.pk: Picture(
            key=row.pk,
            licence_from=row.licence_from,
            practices=tuple(row.practice_codes),
            ended=row.status == Institution.Status.ENDED,
            items=tuple(items[row.pk]),
            people=tuple(people[row.pk]),
            certificates=tuple(certificates[row.pk]),
            tools=tuple(tools[row.pk]),
            managers=tuple(managers[row.pk]),
            bars=tuple(own_bars[row.pk]),
            premises=tuple(places[row.pk]),
            seat=row.address.strip(),
            last_accepted=last.get(row.pk),
            head=row.head_name.strip(),
        )
        for row in institutions
    }


def _items(keys: Sequence[UUID]) -> dict[UUID, list[Item]]:
    found: dict[UUID, list[Item]] = defaultdict(list)
    for row in ScopeItem.objects.filter(institution__in=keys):
        found[row.institution_id].append(
            Item(row.category_id, row.practice_code, Span(row.valid_from, row.valid_until))
        )
    return found


def _certificates(keys: Sequence[UUID]) -> dict[UUID, list[Certificate]]:
    found: dict[UUID, list[Certificate]] = defaultdict(list)
    for row in Accreditation.objects.filter(institution__in=keys):
        last = last_day(row)
        if last >= row.valid_from:  # one ended on its first day never held
            span = Span(row.valid_from, last)
            found[row.institution_id].append(
                Certificate(row.pk, row.certificate_number, row.kind, tuple(row.covers), span)
            )
    return found


def _premises(keys: Sequence[UUID]) -> dict[UUID, list[Place]]:
    """The times for which institutions might use premises; one left on its first day was never used."""
    found: dict[UUID, list[Place]] = defaultdict(list)
    for row in Premises.objects.filter(institution__in=keys):
        ends = [day for day in (row.valid_until, row.ended_on - DAY if row.ended_on else None) if day is not None]
        last = min(ends, default=None)
        if last is None or last >= row.valid_from:
            found[row.institution_id].append(Place(row.valid_from, last, row.address))
    return found


def _managers(keys: Sequence[UUID]) -> dict[UUID, list[Manager]]:
    found: dict[UUID, list[Manager]] = defaultdict(list)
    for row in QualityManager.objects.filter(institution__in=keys):
        span = Span(row.valid_from, row.valid_until)
        found[row.institution_id].append(Manager(row.practice_code, row.appraiser_id, span))
    return found


def _barred(row: Restriction) -> Barred | None:
    ends = [day for day in (row.valid_until, row.lifted_on - DAY if row.lifted_on else None) if day is not None]
    last = min(ends, default=None)
    return (
        None
        if last is not None and last < row.valid_from
        else Barred(Span(row.valid_from, last), tuple(row.categories))
    )


def _bars_of_houses(keys: Sequence[UUID]) -> dict[UUID, list[Barred]]:
    rows = Restriction.objects.filter(organisation__in=keys)
    return _grouped((row.organisation_id, _barred(row)) for row in rows)


def _bars_of_people(people: Iterable[UUID]) -> dict[UUID, list[Barred]]:
    rows = Restriction.objects.of_practice().filter(person__in=list(people))
    return _grouped((row.person_id, _barred(row)) for row in rows)


def _grouped(pairs: Iterable[tuple[UUID | None, Barred | None]]) -> dict[UUID, list[Barred]]:
    found: dict[UUID, list[Barred]] = defaultdict(list)
    for key, bar in pairs:
        if key is not None and bar is not None:
            found[key].append(bar)
    return found


def _people(keys: Sequence[UUID]) -> dict[UUID, list[Practitioner]]:
    """The appraisers who practise or practised at institutions; one without a history is here with his certificate."""
    rows = list(
        Appraiser.objects.filter(
            Q(institution__in=keys) | Q(pk__in=Practice.objects.filter(institution__in=keys).values("appraiser"))
        ).select_related("person")
    )
    here: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    known: set[UUID] = set()
    for each in Practice.objects.filter(appraiser__in=[row.pk for row in rows]):
        known.add(each.appraiser_id)
        here[each.institution_id, each.appraiser_id].append(Span(each.valid_from, each.valid_until))
    for row in rows:
        if row.pk not in known:
            here[row.institution_id, row.pk].append(Span(row.certificate_from))
    bars = _bars_of_people(row.person_id for row in rows)
    by_key = {row.pk: row for row in rows}
    wanted, found = set(keys), defaultdict(list)
    for (house, appraiser), spans in here.items():
        if house in wanted:
            found[house].append(_practitioner(by_key[appraiser], spans, bars))
    for people in found.values():
        people.sort(key=lambda person: person.name)
    return found


def _practitioner(row: Appraiser, spans: Sequence[Span], bars: dict[UUID, list[Barred]]) -> Practitioner:
    last = None if row.renewal_pending_since is not None else row.certificate_until
    return Practitioner(
        row.pk,
        row.person.name,
        tuple(row.practice_codes),
        row.is_full_time,
        tuple(spans),
        Span(row.certificate_from, last),
        tuple(bars[row.person_id]),
    )


def _tools(keys: Sequence[UUID]) -> dict[UUID, list[Tool]]:
    found: dict[UUID, list[Tool]] = defaultdict(list)
    for known in fitness.pictures(list(Instrument.objects.filter(institution__in=keys))):
        found[known.row.institution_id].append(Tool(tuple(known.row.categories), _usable(known), _turns(known)))
    return found


def _usable(known: fitness.Picture) -> Any:
    def on(day: date) -> bool:
        return fitness.against(known, day) is None

    return on


def _turns(known: fitness.Picture) -> tuple[date, ...]:
    days = [known.row.in_service_from, known.row.withdrawn_on]
    for each in known.calibrations:
        days += [each.performed_on, each.valid_until + DAY if each.valid_until is not None else None]
    for other in known.maintenance:
        days += [other.began_on, other.ended_on]
    return tuple(day for day in days if day is not None)


def _last_accepted(keys: Sequence[UUID]) -> dict[UUID, date]:
    """The day of the last case of each institution, by the index of the newest ones."""
    newest = Case.objects.standing().filter(institution=OuterRef("pk")).order_by("-accepted_on")
    rows = Institution.objects.filter(pk__in=keys).annotate(last=Subquery(newest.values("accepted_on")[:1]))
    return {key: day for key, day in rows.values_list("pk", "last") if day is not None}
