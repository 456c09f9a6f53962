"""Standing of the demo institutions: items of their scopes, accreditations, restrictions, applications for renewal.

Written by set, one event for what belongs together; some accreditations have lapsed or end within 90, 30 and 7 days.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeVar

from appraisal_portal.demo.plan import Plan
from appraisers.models import Appraiser, Assistant, QualityManager, Training
from foundation.accounts.models import Organisation, Person, Posting
from foundation.accounts.naming import spelled
from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from foundation.audit.regulated import Regulated
from foundation.law import queries as law
from foundation.law.models import Ground
from institutions.covering import duty_of
from institutions.models import (
    Accreditation,
    Institution,
    InsurancePolicy,
    LicenceRenewal,
    Objection,
    Premises,
    Restriction,
    ScopeItem,
)
from institutions.renewing import ask_by

# The item under which the cases of the demo fall, by practice category.
MAIN: Final = {
    "FY-01": "FY-0101", "FY-02": "FY-0202", "FY-03": "FY-0303", "FY-04": "FY-0403", "FY-05": "FY-0502",
    "WZ-01": "WZ-0101", "WZ-02": "WZ-0211", "WZ-03": "WZ-0310", "SX": "SX-0301", "HJ": "HJ-01",
}  # fmt: skip
ENDS_IN: Final = (5, 21, 75, -12)
"""Days until the end of the accreditation of the first institutions that need one; the others have years left."""
Row = TypeVar("Row", bound=Regulated)


def enter_standing(province: Plan) -> int:
    """Write what stands beside the institutions, once for an installation; return how many rows were written now."""
    key = f"{province.seed}/{province.until}"
    answer, fresh = once("demo:standing", key, digest_of({"key": key}), lambda: _enter(province))
    return int(answer["rows"]) if fresh else 0


def _enter(province: Plan) -> Answer:
    random = Random(f"standing/{province.seed}")  # noqa: S311  (the same data every time)
    houses = list(Institution.objects.select_related("organisation").order_by("licence_number"))
    restrictions = list(_restrictions(houses, province.until))
    written = [
        _written(list(_items(houses, random)), "institution.scope_entered"),
        _written(list(_accreditations(houses, province.until)), "institution.accreditation_recorded"),
        _written(restrictions, "institutions.restrict"),
        _written(list(_objections(restrictions, province.until)), "restrictions.object"),
        _renewals(houses, province.until),
        _written(list(_trainings(province.until)), "appraiser.trained"),
        _assistants(houses, province.until),
        _written(list(_managers(houses, province.until)), "institution.quality_manager_appointed"),
        _written(list(_policies(houses, province.until)), "institution.insured"),
        _written(list(_premises(houses, province.until)), "institution.premises_recorded"),
    ]
    return {"rows": sum(written)}


def _written(rows: Sequence[Row], kind: str) -> int:
    """Insert rows; those of one stream are explained by one event."""
    streams = dict.fromkeys(row.stream for row in rows)
    numbers = trail.append_many(trail.Draft(stream, kind, SYSTEM, {"demo": True}) for stream in streams)
    for row in rows:
        row.trail_seq = numbers[row.stream]
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=2_000)
    return len(rows)


def _items(houses: Sequence[Institution], random: Random) -> Iterator[ScopeItem]:
    """Of each practice category the main item and some others of its level."""
    every = law.categories()
    for house in houses:
        for practice in house.practice_codes:
            main = MAIN[practice]
            level = every[main].level
            others = [
                row.code
                for row in every.values()
                if row.practice_code == practice and row.level == level and row.code != main
            ]
            for code in [main, *random.sample(others, min(len(others), random.randint(2, 6)))]:
                yield ScopeItem(
                    institution=house,
                    category_id=code,
                    practice_code=practice,
                    valid_from=house.licence_from,
                    document_number=f"示例许可〔{house.licence_from.year}〕{house.licence_number[-4:]}号",
                )


def _accreditations(houses: Sequence[Institution], until: date) -> Iterator[Accreditation]:
    needing = [
        (house, codes)
        for house in houses
        if (codes := [code for code in house.practice_codes if duty_of(code, until) is not None])
    ]
    for place, (house, codes) in enumerate(needing):
        # the first of the list are the personas' own: theirs hold, the next ones end soon or have lapsed
        soon = place - len(needing) // 3
        days = ENDS_IN[soon] if 0 <= soon < len(ENDS_IN) else 400 + place * 3
        yield Accreditation(
            institution=house,
            kind="CNAS" if place % 5 == 0 else "CMA",
            level="national" if place % 5 == 0 else "provincial",
            certificate_number=f"示例认定{house.licence_number[-5:]}",
            valid_from=until + timedelta(days=days - 6 * 365),
            valid_until=until + timedelta(days=days),
            covers=codes,
        )


def _restrictions(houses: Sequence[Institution], until: date) -> Iterator[Restriction]:
    """A penalty, a suspension for rectification, a bar on one item that was lifted, and a penalty of one person."""
    organs = {row.city_code: row for row in Organisation.objects.filter(kind="organ", level="city")}
    grounds = {row.code: row for row in law.entries("restriction_grounds", until)}
    chosen = houses[len(houses) // 2 :][:3]

    def made(house: Institution, ground: Ground, **values: Any) -> Restriction:
        number = f"示例决〔{until.year}〕{house.licence_number[-4:]}号"
        given = {
            "valid_from": until - timedelta(days=30),
            "document_number": number,
            "reason": "示例：演示数据",
            **values,
        }
        return Restriction(
            institution=house, ground=ground.code, article=ground.source_text, set_by=organs[house.city_code], **given
        )

    for house, code in zip(chosen, ("XZ-3", "XZ-1", "XZ-4"), strict=False):
        values: dict[str, Any] = {"organisation": house.organisation}
        if code == "XZ-4":
            values |= {
                "categories": [house.practice_codes[0]],
                "lifted_on": until - timedelta(days=3),
                "lifted_by": organs[house.city_code],
                "lift_document": f"示例解除〔{until.year}〕1号",
                "lift_reason": "示例：已恢复条件",
            }
        else:
            values["valid_until"] = until + timedelta(days=150)
        yield made(house, grounds[code], **values)
    person = Appraiser.objects.filter(institution=houses[len(houses) // 2 - 1]).select_related("institution").first()
    if person is not None:
        yield made(
            person.institution, grounds["XZ-5"], person_id=person.person_id, valid_until=until + timedelta(days=60)
        )


def _objections(restrictions: Sequence[Restriction], until: date) -> Iterator[Objection]:
    """The barred of the second restriction that holds says that it is not right; nothing is decided."""
    holding = [row for row in restrictions if row.lifted_on is None and row.organisation_id is not None]
    for row in holding[1:2]:
        of_house = Posting.objects.filter(organisation=row.institution_id).first()
        if of_house is not None:
            yield Objection(
                restriction=row,
                text="示例：整改已经完成，相关材料已于上周提交，请求提前解除。全部虚构。",
                raised_by_id=of_house.user_id,
                raised_on=until - timedelta(days=5),
            )


def _renewals(houses: Sequence[Institution], until: date) -> int:
    """Every other institution whose licence ends within 90 days has asked in time; nothing is decided."""
    ending = [house for house in houses if until <= house.licence_until <= until + timedelta(days=90)][::2]
    rows = []
    for house in ending:
        limits = ask_by(house.licence_until, until)
        asked = min(until, limits.due or until) - timedelta(days=5)
        rows.append(
            LicenceRenewal(
                institution=house,
                asked_on=asked,
                until=house.licence_until,
                in_time=limits.in_time(asked),
                document_number=f"示例延续申请〔{asked.year}〕{house.licence_number[-4:]}号",
            )
        )
    written = _written(rows, "institutions.record_renewal")
    for row in rows:
        Institution.objects.filter(pk=row.institution_id).update(
            renewal_pending_since=row.asked_on, trail_seq=row.trail_seq
        )
    return written


def _trainings(until: date) -> Iterator[Training]:
    """Two courses of each appraiser this year; every sixth has too few hours so far."""
    for at, row in enumerate(Appraiser.objects.order_by("certificate_number")):
        for place, (title, hours) in enumerate((("示例业务培训", 24), ("示例继续教育", 16))):
            if place and at % 6 == 5:
                continue
            ended = max(date(until.year, 1, 1), until - timedelta(days=40 + place * 90))
            yield Training(appraiser=row, title=title, organiser="示例司法鉴定协会", ended_on=ended, hours=hours)


def _assistants(houses: Sequence[Institution], until: date) -> int:
    """One assistant at each institution, with a mentor."""
    mentors = {}
    for row in Appraiser.objects.order_by("-certificate_number"):
        mentors[row.institution_id] = row
    rows = [house for house in houses if house.pk in mentors]
    people = [spelled(Person(name=f"示例助理{number:03d}")) for number, _house in enumerate(rows, 1)]
    _written(people, "person.entered")
    return _written(
        [
            Assistant(
                person=person, institution=house, mentor=mentors[house.pk], valid_from=until - timedelta(days=300)
            )
            for person, house in zip(people, rows, strict=True)
        ],
        "assistant.engaged",
    )


def _managers(houses: Sequence[Institution], until: date) -> Iterator[QualityManager]:
    """A quality manager of each practice category that has an appraiser; every ninth category has none."""
    able: dict[tuple[Any, str], Appraiser] = {}
    for row in Appraiser.objects.filter(certificate_until__gt=until).order_by("certificate_number"):
        for code in row.practice_codes:
            able.setdefault((row.institution_id, code), row)
    places = [(house, code) for house in houses for code in house.practice_codes if (house.pk, code) in able]
    for at, (house, code) in enumerate(places):
        if at % 9 != 8:
            yield QualityManager(
                institution=house,
                practice_code=code,
                appraiser=able[house.pk, code],
                valid_from=until - timedelta(days=200 + at % 90),
                document_number=f"示例任命〔{until.year}〕{house.licence_number[-4:]}-{code}号",
            )


def _premises(houses: Sequence[Institution], until: date) -> Iterator[Premises]:
    """An office of each institution, most leased; a few leases end within a month, some have run out; one in seven
    says nothing about its premises.
    """
    for at, house in enumerate(houses):
        if at % 7 == 6:
            continue
        leased = at % 3 != 0
        last = until + timedelta(days=(at * 53) % 900 - 6)
        yield Premises(
            institution=house,
            address=f"示例大道{1 + at}号，全部虚构",
            use=Premises.Use.OFFICE if at % 2 else Premises.Use.LABORATORY,
            right=Premises.Right.LEASED if leased else Premises.Right.OWNED,
            area=200 + at * 37 % 900,
            document_number=f"示例{'租约' if leased else '产权'}{house.licence_number[-5:]}",
            valid_from=until - timedelta(days=500 + at % 300),
            valid_until=last if leased else None,
        )


def _policies(houses: Sequence[Institution], until: date) -> Iterator[InsurancePolicy]:
    """A policy of a year at each institution; some end within a month, some have run out."""
    for at, house in enumerate(houses):
        last = until + timedelta(days=(at * 37) % 340 - 12)
        yield InsurancePolicy(
            institution=house,
            insurer="示例财产保险公司",
            policy_number=f"示例保单{house.licence_number[-5:]}",
            cover=(1 + at % 5) * 1_000_000,
            valid_from=last - timedelta(days=364),
            valid_until=last,
        )
