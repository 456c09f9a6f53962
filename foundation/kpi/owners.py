"""Who answers for a figure: an office as law, policy and delegation table name it, never a person."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Owner:
    """An office in words. `verb` is the act that moves the figure, `levels` the levels at which the office acts.

    The delegation table gives the verb to roles of these levels (a test holds both together); an office whose act is
    not in the portal yet has none.
    """

    name: Any
    verb: str = ""
    levels: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.name)


PROVINCE: Final = Owner(
    name=_("Provincial department of justice, administration of judicial appraisal"),
    verb="figures.view",
    levels=("province",),
)
"""For figures of the policy as a whole (article 2 sets its aims for the province), and where nobody else is named."""
