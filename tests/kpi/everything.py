"""A random world with rows behind every registered figure, and what each figure must be by plain Python.

The oracle reads declarations (`where`, day, bucket, place) row by row and knows no SQL, no trigger and no cell. A
figure over a model without a maker, or over a condition the oracle cannot read, fails: nobody has to remember it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi import measures
from foundation.kpi.measures import ALWAYS, Countable, Horizon, Measure
from foundation.law.models import Category
from institutions.covering import holds as holds_on
from institutions.models import Accreditation, Institution, PartyBranch, Recognition, ScopeItem
from tests.factories.annual_reviews import review_of
from tests.factories.cases import make_case, make_process_entry
from tests.factories.complaints import make_complaint
from tests.factories.cooperation import make_alliance, make_cooperation, make_party_branch, make_project
from tests.factories.entrustments import make_entrustment
from tests.factories.experts import make_expert
from tests.factories.people import make_appraiser
from tests.factories.recognitions import HIGH, MUNICIPAL, PROVINCIAL, hold
from tests.factories.reviews import make_experts, make_finding, make_rectification
from tests.factories.standing import make_accreditation, make_scope
from tests.kpi import worlds
from tests.people import Cast

FIRST, LAST = date(2025, 3, 1), date(2026, 12, 31)
CATEGORIES = ("FY-01", "FY-02", "HJ")
Maker = Callable[[Cast, Institution], Any]
MAKERS: dict[str, Maker] = {
    "annual_review.AnnualReview": lambda cast, there: review_of(there),
    "appraisers.Appraiser": lambda cast, there: make_appraiser(there),
    "cases.Case": lambda cast, there: make_case(there),
    "cases.Entrustment": lambda cast, there: make_entrustment(there),
    "cases.ProcessEntry": lambda cast, there: make_process_entry(make_case(there)),
    "complaints.Complaint": lambda cast, there: make_complaint(there).complaint,
    "institutions.Accreditation": lambda cast, there: make_accreditation(
        there, "FY-02", by=SYSTEM, valid_until=date(2026, 11, 28)
    ),
    "institutions.Alliance": lambda cast, there: make_alliance(there, by=SYSTEM, formed_on=FIRST),
    "institutions.Cooperation": lambda cast, there: make_cooperation(there, by=SYSTEM),
    "institutions.PartyBranch": lambda cast, there: _state_party_branch(there),
    "institutions.Project": lambda cast, there: make_project(there, by=SYSTEM, begun_on=FIRST),
    "institutions.Finding": lambda cast, there: make_finding(there, cast.actor("province")),
    "institutions.Institution": lambda cast, there: there,
    "institutions.Recognition": lambda cast, there: _recognise(there),
    "recognition.Expert": lambda cast, there: make_expert(there),
    "institutions.RectificationOrder": lambda cast, there: make_rectification(there, cast.actor("province")),
    "institutions.ScopeItem": lambda cast, there: _make_scope_items(there),
}


def _state_party_branch(there: Institution) -> None:
    """A statement that a later one has followed."""
    if PartyBranch.objects.filter(institution=there).exists():
        return
    make_party_branch(there, by=SYSTEM, situation="DZ-3", valid_from=FIRST)
    make_party_branch(there, by=SYSTEM, situation="DZ-2", valid_from=date(2025, 3, 2))


def _recognise(there: Institution) -> None:
    """One more recognition, of a kind that the institution does not hold yet."""
    known = set(Recognition.objects.filter(institution=there).values_list("kind", flat=True))
    for kind in (MUNICIPAL, PROVINCIAL, HIGH):
        if kind not in known:
            hold(there, kind)
            return


def _make_scope_items(there: Institution) -> None:
    """An item without a duty of accreditation, two with it, and accreditations of one of them and of both."""
    if ScopeItem.objects.filter(institution=there).exists():
        return
    make_scope(there, "FY-02", "FY-0502", "FY-0503", by=SYSTEM)
    make_accreditation(there, "FY-0502", by=SYSTEM, kind="CNAS")
    make_accreditation(there, "FY-05", by=SYSTEM)


# What the database wants beside a state: the days (and words) that a row in it has.
BESIDE: dict[str, dict[str, tuple[str, ...]]] = {
    "complaints.Complaint": {
        **dict.fromkeys(("accepted", "investigating"), ("accepted_on",)),
        "decided": ("accepted_on", "decided_on"),
        "informed": ("accepted_on", "decided_on", "informed_on"),
        "refused": ("refused_on", "refusal_ground"),
        "abandoned": ("abandoned_on",),
    },
    "cases.Entrustment": {
        "withdrawn": ("withdrawn_on",),
        "accepted": ("accepted_on",),
        "refused": ("refused_on", "refusal_ground", "refusal_reason"),
    },
    "annual_review.AnnualReview": {
        "submitted": ("submitted_on",),
        "proposed": ("submitted_on", "proposed_on", "proposal"),
        "decided": ("submitted_on", "proposed_on", "proposal", "decided_on", "result"),
    },
}


def countables() -> list[Countable]:
    """Every registered figure of rows."""
    return [*measures.all_measures(), *measures.all_horizons()]


def measured_models() -> list[str]:
    """The labels of the models behind all figures."""
    return sorted({each.of.model for each in countables()})


def populate(cast: Cast) -> None:
    """Institutions in five counties, and rows of every measured model: a row for each figure, three at least."""
    make_experts()
    institutions = worlds.make_institutions()
    for label in measured_models():
        figures = sum(each.of.model == label for each in countables())
        for number in range(max(3, figures)):
            MAKERS[label](cast, institutions[number % 3])


def shake(random: Random, steps: int, today: date) -> None:
    """Give rows of every model other states, days, numbers and places, each with its event."""
    institutions = list(Institution.objects.select_related("organisation"))
    for _step in range(steps):
        _shake_one(random, random.choice(countables()), institutions, today)


def bring_about(random: Random, countable: Countable, today: date, tries: int = 60) -> None:
    """Shake rows behind a figure until one of them counts, at most so often."""
    institutions = list(Institution.objects.select_related("organisation"))
    for _try in range(tries):
        if rows_that_count(countable, today):
            return
        _shake_one(random, countable, institutions, today)


def _shake_one(random: Random, countable: Countable, institutions: list[Institution], today: date) -> None:
    row = random.choice(list(countable.model_class._base_manager.all()))
    for name in _named(countable, today):
        setattr(row, name, _drawn(random, row, name, countable, today))
    if random.random() < 0.3 and countable.of.institution and countable.of.model != "institutions.Institution":
        _move(row, countable, random.choice(institutions))
    _fit(random, row, countable, today)
    # A state that the database refuses is no state of the world: some want their companions, some want none.
    named = set(_named(countable, today))
    if not (_written(row) or _written(_filled(random, row, named, countable, today))):
        _written(_emptied(row, named))


def _fit(random: Random, row: Any, countable: Countable, today: date) -> None:
    """Give a row what stands beside its state, and take away what stands beside other states."""
    states = BESIDE.get(countable.of.model, {})
    named = _named(countable, today)
    if states and "state" not in named and random.random() < 0.7:
        fitting = [state for state, names in states.items() if set(names) & set(named)]
        row.state = random.choice(fitting or list(states))
    wanted = states.get(row.state, ()) if states else ()
    for name in sorted({name for names in states.values() for name in names}):
        field = row._meta.get_field(name)
        empty = None if field.null else ""
        if name not in wanted:
            setattr(row, name, empty)
        while name in wanted and getattr(row, name) in (None, ""):
            drawn = _drawn(random, row, name, countable, today)
            setattr(row, name, "示例" if drawn == "" else drawn)
    if states and hasattr(row, "upheld") and "decided_on" not in wanted:
        row.upheld = False


def _written(row: Any) -> bool:
    seen = row.trail_seq
    try:
        with transaction.atomic():
            write(row, "test.shaken", by=SYSTEM)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError:
        row.trail_seq = seen
        return False
    return True


def _filled(random: Random, row: Any, named: set[str], countable: Countable, today: date) -> Any:
    """The row with something in every column that may be empty."""
    for field in row._meta.concrete_fields:
        if field.name in named or getattr(row, field.attname) not in (None, ""):
            continue
        if isinstance(field, models.ForeignKey):
            other = field.related_model._base_manager.first()
            setattr(row, field.attname, other.pk if other else None)
        elif isinstance(field, models.DateTimeField):
            setattr(row, field.name, timezone.now())
        elif isinstance(field, models.TextField | models.CharField) and not field.choices:
            setattr(row, field.name, "示例")
        else:
            setattr(row, field.name, _drawn(random, row, field.name, countable, today))
    return row


def _emptied(row: Any, named: set[str]) -> Any:
    """The row with nothing in the columns that may be empty, those of the figure aside."""
    for field in row._meta.concrete_fields:
        if field.null and field.name not in named:
            setattr(row, field.attname, None)
    return row


def _move(row: Any, countable: Countable, there: Institution) -> None:
    if isinstance(row._meta.get_field(countable.of.institution), models.ForeignKey):
        setattr(row, f"{countable.of.institution}_id", there.pk)
    for dimension, value in (("city", there.city_code), ("county", there.county_code)):
        name = countable.column(dimension)
        if name and "__" not in name:
            setattr(row, name, value)


def condition_of(countable: Countable, today: date) -> Q:
    """The declared predicate of a figure on a day."""
    if isinstance(countable, Horizon):
        return countable.where(today)
    assert isinstance(countable, Measure)
    return countable.condition


def leaves(condition: Q) -> Iterator[tuple[str, Any]]:
    """Every comparison in a condition; expressions are passed over."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child)
        elif isinstance(child, tuple):
            yield child


def column_of(reference: Any) -> str:
    """The column that an F names."""
    return str(reference.name)


def _named(countable: Countable, today: date) -> list[str]:
    """The columns of the model's own that decide about a figure."""
    names = {path.split("__")[0] for path, _value in leaves(condition_of(countable, today))}
    names |= {column_of(value) for _path, value in leaves(condition_of(countable, today)) if isinstance(value, F)}
    names |= {countable.date} - {""}
    if isinstance(countable, Measure):
        names |= {countable.bucket} - {""}
    names |= {countable.of.category} - {""}
    fields = {field.name: field for field in countable.model_class._meta.concrete_fields}
    # What the database reckons moves with the columns that it reckons from.
    reckoned = {name for name in names if isinstance(fields.get(name), models.GeneratedField)}
    names = names - reckoned | {name for each in reckoned for name in _sources_of(fields[each])}
    named = {name for name in names if name in fields and not isinstance(fields[name], models.ForeignKey)}
    return sorted(named | {name for name in names if name == "category_id"})


def _sources_of(reckoned: Any) -> list[str]:
    """The columns from which the database reckons another."""
    return [column_of(each) for each in reckoned.expression.flatten() if isinstance(each, F)]


def _drawn(random: Random, row: Any, name: str, countable: Countable, today: date) -> Any:
    """A random value of a column: one the conditions speak of, a choice, a day near today, or nothing."""
    field = row._meta.get_field(name)
    empty = (f"{name}__isnull", True) in leaves(condition_of(countable, today))
    if field.null and random.random() < (0.7 if empty else 0.2):
        return None
    spoken = [value for path, value in leaves(condition_of(countable, today)) if path.split("__")[0] == name]
    known = [one for value in spoken for one in (value if isinstance(value, (list, tuple)) else [value])]
    known = [one for one in known if isinstance(one, (str, date))]
    if known and random.random() < 0.4:
        return random.choice(known)
    if name in (countable.of.category, "category_id"):
        return random.choice(CATEGORIES)
    if field.choices:
        return random.choice([value for value, _label in field.choices])
    return _drawn_by_kind(random, row, field, today)


def _drawn_by_kind(random: Random, row: Any, field: Any, today: date) -> Any:
    """A random value of the kind that a column holds; what it holds where there is no such kind."""
    if isinstance(field, models.DateTimeField):  # around one moment, so that differences of about a day come up
        return timezone.now() - timedelta(days=random.choice((0, 1, 2, 40)), hours=random.choice((0, 1, 23, 24, 25)))
    if isinstance(field, models.UUIDField):
        return UUID(int=random.getrandbits(128))
    if isinstance(field, models.DateField):
        if random.random() < 0.5:  # what is about to expire or late lies around today
            return today + timedelta(days=random.choice((-40, -3, 0, 2, 5, 20, 60)))
        return FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    if isinstance(field, models.BooleanField):
        return random.random() < 0.5
    if isinstance(field, models.IntegerField):
        return random.randrange(60)
    return getattr(row, field.attname)


def holds(condition: Q, row: Any) -> bool:
    """Whether a row satisfies a condition. An empty column satisfies no comparison, as a query set has it."""
    results = (_holds_child(child, row) for child in condition.children)
    outcome = any(results) if condition.connector == Q.OR and condition.children else all(results)
    return bool(outcome != condition.negated)


def _holds_child(child: Any, row: Any) -> bool:
    if isinstance(child, Q):
        return holds(child, row)
    if not isinstance(child, tuple):
        return _holds_expression(row)
    path, wanted = child
    *names, last = path.split("__")
    lookup = last if last in _LOOKUPS else "exact"
    value = row
    for name in names if last in _LOOKUPS else [*names, last]:
        value = getattr(value, name)
    if isinstance(wanted, F):
        wanted = getattr(row, column_of(wanted))
    if lookup == "isnull":
        return bool((value is None) == wanted)
    if lookup == "exact" and wanted is None:
        return value is None
    return value is not None and wanted is not None and bool(_LOOKUPS[lookup](value, wanted))


_LOOKUPS: dict[str, Callable[[Any, Any], Any]] = {
    "exact": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "isnull": lambda value, wanted: (value is None) == wanted,
    "lt": lambda value, wanted: value < wanted,
    "lte": lambda value, wanted: value <= wanted,
    "gt": lambda value, wanted: value > wanted,
    "gte": lambda value, wanted: value >= wanted,
    "range": lambda value, wanted: wanted[0] <= value <= wanted[1],
}


def _holds_expression(row: Any) -> bool:
    """What stands as a subquery in declarations, by hand.

    An accreditation: no later one covers as much. An item of a licence: one in force covers it or something above it.
    """
    if isinstance(row, ScopeItem):
        line: set[str] = set()
        node: Category | None = row.category
        while node is not None:
            line.add(node.pk)
            node = node.parent
        held = Accreditation.objects.filter(institution=row.institution_id, kind__in=("CMA", "CNAS"))
        return any(holds_on(each, timezone.localdate()) and line & set(each.covers) for each in held)
    assert isinstance(row, Accreditation), f"say by hand what the expression about {row._meta.label} means"
    return not any(
        other.ended_on is None and other.valid_until > row.valid_until and set(other.covers) >= set(row.covers)
        for other in Accreditation.objects.filter(institution=row.institution_id)
    )


def rows_that_count(countable: Countable, today: date) -> Iterable[Any]:
    """The rows that satisfy a figure, found one by one."""
    condition = condition_of(countable, today)
    return [row for row in countable.model_class._base_manager.all() if holds(condition, row)]


def place_of(countable: Countable, row: Any) -> tuple[UUID | None, str, str, str]:
    """Institution, city, county and category of a row, empty where the rows have none."""

    def read(dimension: str) -> Any:
        value: Any = row
        for name in filter(None, countable.column(dimension).split("__")):
            value = getattr(value, name)
        return "" if value is row or value is None else value

    institution = read("institution")
    key = getattr(institution, "pk", institution) or None
    return key, str(read("city")), str(read("county")), str(read("category"))


def oracle(today: date) -> Counter[worlds.Key]:
    """Every measure at the grain of a single day, as `worlds.oracle` gives it for cases."""
    counted: Counter[worlds.Key] = Counter()
    for measure in measures.all_measures():
        for row in rows_that_count(measure, today):
            day = getattr(row, measure.date) if measure.date else ALWAYS
            bucket = getattr(row, measure.bucket) if measure.bucket else 0
            institution, city, county, category = place_of(measure, row)
            key = institution or UUID(int=0)
            counted[
                measure.code, day.replace(day=1) if measure.bucket else day, key, city, county, category, bucket
            ] += 1
    return counted
