"""Values of lines in the words of the page."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.desk import formats
from foundation.desk.detail.acts import comma
from foundation.law import queries as law
from governance.annual_review.figures import Value


def words_of(value: Value) -> str:
    """Write a value; one of the kind `none`, or of a kind that this version does not know, has no data yet."""
    writer = _WRITERS.get(str(value.get("kind")))
    return writer(value) if writer is not None else _("no data yet")


def _licence(value: Value) -> str:
    words = {
        "number": value["number"],
        "first": formats.prose_date(date.fromisoformat(value["from"]), with_year=True),
        "last": formats.prose_date(date.fromisoformat(value["until"]), with_year=True),
        "day": formats.prose_date(date.fromisoformat(value["on"]), with_year=True),
    }
    if value["in_force"]:
        return _("%(number)s, valid %(first)s to %(last)s; in force on %(day)s") % words
    return _("%(number)s, valid %(first)s to %(last)s; not in force on %(day)s") % words


def _appraisers(value: Value) -> str:
    people = ngettext("%(n)s appraiser", "%(n)s appraisers", value["n"]) % {"n": formats.number(value["n"])}
    names = law.categories()
    parts = [
        _("%(category)s %(n)s") % {"category": names[code].name if code in names else code, "n": formats.number(n)}
        for code, n in value["by"].items()
    ]
    return _("%(people)s (%(parts)s)") % {"people": people, "parts": comma().join(parts)} if parts else people


def _count(value: Value) -> str:
    return formats.number(value["n"])


def _share(value: Value) -> str:
    if not value["of"]:
        return _("no opinion was issued, so there is no share")
    words = {
        "share": formats.percent(value["n"] / value["of"]),
        "n": formats.number(value["n"]),
        "of": formats.number(value["of"]),
    }
    return _("%(share)s (%(n)s of %(of)s)") % words


def _part(value: Value) -> str:
    return _("%(n)s of %(of)s") % {"n": formats.number(value["n"]), "of": formats.number(value["of"])}


_WRITERS: dict[str, Any] = {
    "licence": _licence,
    "appraisers": _appraisers,
    "count": _count,
    "share": _share,
    "part": _part,
}
