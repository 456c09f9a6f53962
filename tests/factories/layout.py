"""Plans of cities for their institutions."""

from datetime import date
from typing import Any

from foundation.audit.actors import Actor
from governance.layout.actions import planning
from governance.layout.gate import Planned
from governance.layout.models import LayoutPlan
from governance.layout.targets import Aim
from tests.database import in_one_transaction

TARGETS = {(Aim.CATEGORY.value, "FY-02"): 2, (Aim.SMALL.value, ""): 0, (Aim.WITHOUT.value, ""): 3}
DOCUMENT = "示例规划〔2026〕1号"


def planned(**changed: Any) -> Planned:
    """Return a plan for 2026 to 2029 as it is handed in."""
    said: dict[str, Any] = {
        "title": "示例市司法鉴定机构发展规划",
        "document_number": DOCUMENT,
        "from_year": 2026,
        "until_year": 2029,
        "adopted_on": date(2026, 1, 15),
        "targets": TARGETS,
    }
    return Planned(**(said | changed))


def make_plan(by: Actor, **changed: Any) -> LayoutPlan:
    """Return a plan in force of the city whose organ adopts it."""
    with in_one_transaction():
        return planning.adopt_plan(planned(**changed), by=by)
