"""Who of a pool may not take part in a draw, and on which ground: the rule stands here alone.

Nobody judges the institution in question who belongs or ever belonged to it, the organ that orders the draw, or works
for either; and nobody who worked on the institution within two years. It is asked of persons: of an appraiser his
practice is asked, of somebody from outside his employments, and of both if one is or was both. Names of bodies are all
there is of an employment, so they are compared: the same name, or one that begins with the other (a university and
its appraisal centre, an organ and its office), without regard to width or spaces. 政策文件第八条; the two years and the
comparison are the portal's own choice, no limit of a law.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from appraisers.models import Appraiser, Practice
from foundation.accounts.models import Organisation
from governance.recognition.experts.states import SeatState
from governance.recognition.models import Employment, Expert, ExpertSeat
from institutions.models import Institution, RegistrationState

EARLIER: Final = timedelta(days=730)
OWN_HOUSE: Final = "own_institution"
OWN_ORGAN: Final = "own_organ"
TOOK_PART: Final = "earlier_participation"


def recusals(pool: Mapping[UUID, Expert], house: Institution, organ: Organisation, on: date) -> dict[UUID, str]:
    """Return who of a pool may not work on an institution for an organ on a day, with the ground.

    Of several grounds the first of own institution, own organ and earlier participation is named.
    """
    persons = {row.pk: row.person.pk for row in pool.values()}
    everybody = set(persons.values())
    found = {
        **dict.fromkeys(_took_part(everybody, house, on), TOOK_PART),
        **dict.fromkeys(_employed(everybody, [organ.name]), OWN_ORGAN),
        **dict.fromkeys(_employed(everybody, _names_of(house)), OWN_HOUSE),
        **dict.fromkeys(_practised(everybody, house), OWN_HOUSE),
    }
    return {key: found[person] for key, person in persons.items() if person in found}


def akin(one: str, other: str) -> bool:
    """Whether two names are those of one body, or of a body and a part of it: equal, or one begins with the other."""
    first, second = _plain(one), _plain(other)
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _names_of(house: Institution) -> list[str]:
    """The name of an institution and those it had."""
    earlier = RegistrationState.objects.filter(institution=house).values_list("name", flat=True)
    return [house.organisation.name, *earlier]


def _practised(persons: Iterable[UUID], house: Institution) -> set[UUID]:
    now = Appraiser.objects.filter(person__in=persons, institution=house).values_list("person_id", flat=True)
    ever = Practice.objects.filter(appraiser__person__in=persons, institution=house)
    return {*now, *ever.values_list("appraiser__person_id", flat=True)}


def _employed(persons: Iterable[UUID], names: Iterable[str]) -> set[UUID]:
    bodies = list(names)
    told = Employment.objects.filter(outsider__person__in=persons).values_list("outsider__person_id", "employer")
    return {person for person, employer in told if any(akin(employer, name) for name in bodies)}


def _took_part(persons: Iterable[UUID], house: Institution, on: date) -> set[UUID]:
    people = list(persons)
    seats = ExpertSeat.objects.filter(draw__institution=house, draw__drawn_on__gte=on - EARLIER)
    used = seats.exclude(state=SeatState.REPLACED).filter(
        Q(expert__appraiser__person__in=people) | Q(expert__outsider__person__in=people)
    )
    told = used.values_list("expert__appraiser__person_id", "expert__outsider__person_id")
    return {key for both in told for key in both if key is not None}
