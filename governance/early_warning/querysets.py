"""The vocabulary of early warnings."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.accounts.acting import AnyActor
from foundation.accounts.scoping import ScopedQuerySet
from foundation.kpi.areas import Area
from governance.early_warning.states import STANDING, WarningState

if TYPE_CHECKING:
    from governance.early_warning.models import EarlyWarning


class EarlyWarningQuerySet(ScopedQuerySet["EarlyWarning"]):
    """Questions asked of warnings."""

    def standing(self) -> "EarlyWarningQuerySet":
        """Warnings whose cause goes on."""
        return self.filter(state__in=STANDING)

    def unacknowledged(self) -> "EarlyWarningQuerySet":
        """Warnings that wait for somebody to acknowledge them."""
        return self.filter(state=WarningState.OPEN)

    def owned_by(self, actor: AnyActor) -> "EarlyWarningQuerySet":
        """Warnings whose owner is the organ of a posting: those of its level."""
        posting = actor.posting
        return self.none() if posting is None else self.filter(owner_level=posting.organisation.level)

    def of_area(self, area: Area) -> "EarlyWarningQuerySet":
        """Warnings about an area or about something in it; of an economic circle those of its cities."""
        named = {"city_code__in": area.cities, "county_code": area.county, "institution": area.institution}
        return self.filter(**{column: value for column, value in named.items() if value})

    def of_the_same(self, row: "EarlyWarning") -> "EarlyWarningQuerySet":
        """The other warnings of the same rule and place, the newest first."""
        same = self.filter(rule_code=row.rule_code, place=row.place)
        return same.exclude(pk=row.pk).order_by("-opened_on", "-id")

    def moved_since(self, day: date) -> "EarlyWarningQuerySet":
        """Warnings that were opened or closed on a day or after it."""
        return self.filter(Q(opened_on__gte=day) | Q(closed_on__gte=day))

    def for_list(self) -> "EarlyWarningQuerySet":
        """Rows as a list needs them."""
        return self.select_related("rule", "institution__organisation")

    def for_dashboard(self) -> "EarlyWarningQuerySet":
        """Rows as the dashboard tells them: of the institution only its name."""
        own = [field.attname for field in self.model._meta.concrete_fields]
        rule = [
            f"rule__{field.attname}" for field in self.model._meta.get_field("rule").related_model._meta.concrete_fields
        ]
        return self.for_list().only(*own, *rule, "institution__organisation__name")
