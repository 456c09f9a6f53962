"""The notice of a lost condition to the institution. A Chinese document whatever language a page has."""

from django.utils import translation

from foundation.accounts.models import Organisation
from foundation.documents.papers import render
from institutions.actions.lapsing import place_of
from institutions.lapses.verbs import BASIS, STOPS
from institutions.models import Lapse
from institutions.standing.conditions import rules_on


def letter(row: Lapse) -> bytes:
    """Print the notice, as the condition was found. Raises PaperFailed, and LookupError without its rule."""
    rule = next((each for each in rules_on(row.noticed_on).values() if each.code == row.rule), None)
    if rule is None:
        raise LookupError(f"No rule {row.rule} on {row.noticed_on}.")
    organ = Organisation.objects.filter(kind="organ", level="city", city_code=row.city_code).first()
    with translation.override("zh-hans"):
        return render(
            "institutions/lapse",
            {
                "organ": organ.name if organ is not None else "",
                "institution": str(row.institution),
                "place": place_of(row),
                "condition": rule.name,
                "article": row.article,
                "unconfirmed": rule.to_be_confirmed,
                "since": row.since.isoformat(),
                "noticed_on": row.noticed_on.isoformat(),
                "stops": row.stops_item,
                "stop_article": STOPS,
                "ask_by": row.ask_by.isoformat() if row.ask_by else "",
                "late": row.ask_by is not None and row.ask_by < row.noticed_on,
                "ask_article": BASIS,
                "finding": row.finding_id is not None,
            },
        )
