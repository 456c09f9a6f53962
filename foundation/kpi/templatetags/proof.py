"""How far figures are proven, on every page that shows some: `{% load proof %}{% figures_proven %}`."""

from typing import Any

from django import template

from foundation.kpi.checking.recording import proven
from foundation.kpi.verbs import VIEW_CHECKS

register = template.Library()


@register.inclusion_tag("kpi/proven.html", takes_context=True)
def figures_proven(context: Any) -> dict[str, Any]:
    """When figures were checked last and whether cells differ, with a link for whoever may see the checks."""
    actor = getattr(context.get("request"), "actor", None)
    return {"proven": proven(), "opens": actor is not None and actor.may(VIEW_CHECKS.code)}
