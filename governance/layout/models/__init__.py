"""Plans of cities for their institutions."""

from governance.layout.models.plan import LayoutPlan, LayoutTarget

__all__ = ["LayoutPlan", "LayoutTarget"]
