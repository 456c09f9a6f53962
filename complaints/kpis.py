"""What is counted about complaints. The measure `complaints.upheld` comes with the register of complaints."""

from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Kpi, Rate

catalogue.register(
    Kpi(
        code="complaint_rate",
        name=_("Valid complaint rate"),
        unit=_("per 10,000 opinions"),
        direction="fewer",
        arithmetic=Rate("complaints.upheld", "cases.issued", per=10_000),
        formula=_("Valid complaints ÷ opinions issued × 10,000"),
        numerator=_("Formal complaints decided in the period with at least one allegation upheld"),
        denominator=_("Opinions issued in the period; revoked ones stay"),
        exclusions=_("Anonymous tips and petitions; no rate without opinions, or with more complaints than opinions"),
        article=_("policy document of the province, article 2"),
    ),
)
