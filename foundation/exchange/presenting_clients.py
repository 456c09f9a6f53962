"""Clients and tokens as their pages show them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from foundation.accounts.acting import AnyActor
from foundation.exchange.api import scopes
from foundation.exchange.models import ApiClient, ApiUse, PersonalToken

SHOWN_DAYS = 14


@dataclass(frozen=True)
class OwnToken:
    """A token with its scopes in words."""

    row: PersonalToken
    scopes: list[Any]


def own_tokens(actor: AnyActor) -> list[OwnToken]:
    """Return one's tokens, the latest first; those that ended more than 90 days ago are left out."""
    rows = PersonalToken.objects.visible_to(actor).filter(valid_until__gte=timezone.localdate() - timedelta(days=90))
    found = rows.select_related("posting__organisation").order_by("-made_at", "-pk")[:50]
    return [OwnToken(row, scope_labels(row)) for row in found]


def scope_labels(row: ApiClient | PersonalToken) -> list[tuple[str, Any]]:
    """Return code and words of each scope; a scope that no longer exists has none."""
    words = {scope.code: scope.label for scope in scopes.all_scopes()}
    return [(code, words.get(code, "")) for code in row.scopes]


def requests_by_day(client: ApiClient) -> list[tuple[date, int]]:
    """Return how many requests a client made on each of the last days on which it made any, the latest first."""
    since = timezone.now() - timedelta(days=SHOWN_DAYS)
    rows = ApiUse.objects.filter(subject=f"client:{client.pk}", minute__gte=since)
    counted = rows.annotate(day=TruncDate("minute")).values("day").annotate(sum=Sum("requests")).order_by("-day")
    return [(row["day"], row["sum"]) for row in counted]
