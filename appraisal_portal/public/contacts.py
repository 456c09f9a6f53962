"""The contacts of the judicial administrative organs, by city."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.catalogue import KEEP_CONTACT
from foundation.accounts.doors import Request, public_page
from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from foundation.desk.publishing import kept_briefly
from foundation.law.queries import divisions

LONGEST = 100


@public_page
@require_safe
@kept_briefly
def contacts(request: Request) -> HttpResponse:
    """Every organ with address and telephone; searched by name or initials, or by city."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    cities = divisions("city")
    chosen = request.GET.get("city", "")
    chosen = chosen if chosen in {row.code for row in cities} else ""
    rows = Organisation.objects.published()
    if words:
        rows = rows.filter(is_named(words, Organisation))
    if chosen:
        rows = rows.filter(city_code=chosen)
    may_keep = request.actor.may(KEEP_CONTACT.code)
    own = set(Organisation.objects.visible_to(request.actor).values_list("pk", flat=True)) if may_keep else set()
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows.order_by("division_id", "sort_key", "id"):
        groups[row.city_code].append({"row": row, "may_keep": row.pk in own})
    names = {"": "", **{row.code: row.name for row in cities}}
    context = {
        "groups": [{"name": names[code], "organs": groups[code]} for code in names if code in groups],
        "cities": cities,
        "chosen": chosen,
        "typed": words,
    }
    return render(request, "public/contacts.html", context)
