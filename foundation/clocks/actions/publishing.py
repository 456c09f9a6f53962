"""Publishing calendar editions: by the system administrator, or from the files that come with the portal."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.clocks.calendar import Edition
from foundation.clocks.models import CalendarDay, CalendarEdition, DayKind
from foundation.clocks.recounting import ask_for_recount
from foundation.clocks.reference import FOLDER, SourcedEdition, read_editions
from foundation.clocks.verbs import PUBLISH_EDITION

_LOCK_CLASS = 4_201
ARTICLE = "全国年节及纪念日放假办法 第2条"


@act
def publish_edition(
    *,
    year: int,
    published: bool,
    holidays: Mapping[date, str],
    makeup_days: Mapping[date, str],
    source: str,
    supersedes: str,
    by: Actor,
    reason: str = "",
) -> CalendarEdition:
    """Put a new edition of a year in the place of the version ``supersedes`` ("" where the year has none yet).

    The portal names the version. Stored due dates are recounted after the commit. Raises NotAllowed without the verb,
    RuleBroken for impossible days, an edition without source, one that says nothing new, or a provisional one where a
    published one is in force, and StaleState when another edition was published in the meantime.
    """
    if not by.may(PUBLISH_EDITION.code):
        raise NotAllowed(PUBLISH_EDITION.code, _("Your posting does not allow this act."))
    if not source.strip():
        raise RuleBroken(Finding(_("Name the notice that the edition is taken from."), field="source"))
    try:
        edition = Edition(year, _free_version(year, published), published, holidays, makeup_days)
    except ValueError as error:
        raise RuleBroken(Finding(_("These days make no calendar: %(error)s.") % {"error": error}, ARTICLE)) from error
    present = _locked_edition(year)
    if (present.version if present else "") != supersedes:
        raise StaleState(row_label=str(present or year))
    if present is not None and present.digest == edition.digest:
        raise RuleBroken(Finding(_("The edition %(version)s already says this.") % {"version": present.version}))
    if present is not None and present.published and not published:
        raise RuleBroken(
            Finding(_("The State Council's days of %(year)s are known; they stay in force.") % {"year": year}, ARTICLE)
        )
    return _write(SourcedEdition(edition, source.strip()), present, by=by, reason=reason)


@transaction.atomic
def load_calendar(by: Actor, folder: Path = FOLDER) -> list[str]:
    """Publish what the reference files say and the portal has never known; return the new versions.

    Unchanged files change nothing. A year whose contents were known once is left as it is, so that an old file does
    not undo what an administrator published since; nor does a provisional edition replace a published one.
    """
    versions = []
    for sourced in read_editions(folder):
        year = sourced.edition.year
        present = _locked_edition(year)
        known = CalendarEdition.objects.filter(year=year, digest=sourced.edition.digest).exists()
        outdone = present is not None and present.published and not sourced.edition.published
        if not known and not outdone:
            versions.append(_write(sourced, present, by=by, reason="reference").version)
    return versions


def _write(sourced: SourcedEdition, present: CalendarEdition | None, *, by: Actor, reason: str) -> CalendarEdition:
    edition = sourced.edition
    row = CalendarEdition(
        year=edition.year,
        serial=present.serial + 1 if present else 1,
        version=_free_version(edition.year, edition.published),
        published=edition.published,
        source=sourced.source,
        digest=edition.digest,
    )
    facts = {
        "year": row.year,
        "version": row.version,
        "supersedes": present.version if present else "",
        "published": row.published,
        "source": row.source,
        "digest": row.digest,
        "holidays": [day.isoformat() for day in edition.holidays],
        "makeup_workdays": [day.isoformat() for day in edition.makeup_days],
    }
    write(row, "calendar.edition_published", by=by, reason=reason, facts=facts)
    CalendarDay.objects.bulk_create(
        CalendarDay(edition=row, trail_seq=row.trail_seq, date=day, kind=kind, name=name)
        for kind, days in (
            (DayKind.HOLIDAY, edition.holidays),
            (DayKind.MAKEUP_WORKDAY, edition.makeup_days),
        )
        for day, name in days.items()
    )
    ask_for_recount(row.year, row.version)
    return row


def _locked_edition(year: int) -> CalendarEdition | None:
    """Return the year's edition in force, keeping other publishers of the year out until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, year])
    return CalendarEdition.objects.filter(year=year).order_by("-serial").first()


def _free_version(year: int, published: bool) -> str:
    """Name the next version: ``2027``, ``2027-2`` ..., or ``2027-provisional``, ``2027-provisional-2`` ..."""
    first = str(year) if published else f"{year}-provisional"
    earlier = CalendarEdition.objects.filter(year=year, published=published).count()
    return f"{first}-{earlier + 1}" if earlier else first
