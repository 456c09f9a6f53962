"""Institutions that a status called suspended are barred by a restriction instead, for the same days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone

from foundation.audit import trail
from foundation.audit.actors import SYSTEM

GROUND = "XZ-7"
ARTICLE = "山东省司法鉴定条例第十四条、第十七条"
NUMBER = "机构名册"
REASON = "名册载明停业整顿，未见决定文书；原记于登记状态，现记为限制执业。"
ITEMS = (
    "name", "division_id", "city_code", "county_code", "address", "head_name", "funds", "practice_codes",
    "licence_number", "licence_from", "licence_until", "issued_by", "issued_on", "document_number", "document_id",
    "valid_from",
)  # fmt: skip
DAY = timedelta(days=1)


def forwards(apps: Any, _schema_editor: Any) -> None:
    """Carry all of them over."""
    carry_over(apps, timezone.localdate())


def carry_over(apps: Any, today: date) -> int:
    """Write a restriction for every time in which a registration was called suspended; return how many.

    States are only added: each suspended one is followed by one of the same day that says in practice.
    """
    houses, states = apps.get_model("institutions", "Institution"), apps.get_model("institutions", "RegistrationState")
    keys = {*houses._base_manager.filter(status="suspended").values_list("pk", flat=True)}
    keys |= {*states._base_manager.filter(status="suspended").values_list("institution_id", flat=True)}
    written = 0
    for house in houses._base_manager.filter(pk__in=keys).order_by("pk"):
        known = _counting(states._base_manager.filter(institution_id=house.pk))
        suspended = [row for row in known if row.status == "suspended"]
        if not suspended and house.status != "suspended":
            continue
        times = list(_times(house, known, today))
        facts = {"items": ["status"], "times": len(times)}
        seq = trail.append(f"institution:{house.pk}", "institution.corrected", by=SYSTEM, facts=facts, reason=REASON)
        for row in suspended:
            said = {name: getattr(row, name) for name in ITEMS}
            states(**said, institution_id=house.pk, act="corrected", status="normal", trail_seq=seq).save(
                force_insert=True
            )
        if house.status == "suspended":
            houses._base_manager.filter(pk=house.pk).update(status="normal", trail_seq=seq)
        for first, last in times:
            _bar(apps, house, first, last)
        written += len(times)
    return written


def _counting(rows: Any) -> list[Any]:
    """The states that count, in order: of those of one day the one with the latest event."""
    by_day = {row.valid_from: row for row in rows.order_by("valid_from", "trail_seq")}
    return [by_day[day] for day in sorted(by_day)]


def _times(house: Any, known: list[Any], today: date) -> Iterator[tuple[date, date | None]]:
    """The times in which it was suspended, each until the day before the next other state; the last may go on."""
    first: date | None = None
    for row in known:
        if row.status == "suspended":
            first = first or row.valid_from
        elif first is not None:
            yield first, row.valid_from - DAY
            first = None
    if house.status == "suspended" and first is None:
        first = today if known else min(house.licence_from, today)
    if first is not None:
        yield first, None


def _bar(apps: Any, house: Any, first: date, last: date | None) -> None:
    bars = apps.get_model("institutions", "Restriction")
    row = bars(
        organisation_id=house.pk, institution_id=house.pk, categories=[], ground=GROUND, article=ARTICLE,
        document_number=NUMBER, reason=REASON, valid_from=first, valid_until=last, set_by=_organ(apps, house.city_code),
    )  # fmt: skip
    facts = {
        "ground": GROUND, "article": ARTICLE, "categories": [], "document": NUMBER, "valid_from": first,
        "valid_until": last, "subject": "roster",
    }  # fmt: skip
    row.trail_seq = trail.append(
        f"restriction:{row.pk}", "institutions.restrict", by=SYSTEM, facts=facts, reason=REASON
    )
    row.save(force_insert=True)


def _organ(apps: Any, city: str) -> Any:
    """The organ of the city, which supervises the institution; where it is not on file, that of the province."""
    organs = apps.get_model("accounts", "Organisation")._base_manager.filter(kind="organ").order_by("pk")
    found = organs.filter(level="city", city_code=city).first() or organs.filter(level="province").first()
    if found is None:
        raise LookupError(f"No organ of {city} or of the province is on file, so that nobody can lift the restriction.")
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0045_status_bars_nothing"),
        ("audit", "0004_progress_and_missed_moments"),
    ]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
