"""The demo persons: one for each kind of user, signed in with one click on a demo installation."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.accounts.roles import Role


@dataclass(frozen=True)
class Persona:
    """A demo person: sign-in name, name, role, where (see opening.py for the keys), and what to try."""

    username: str
    name: str
    role: Role
    where: str
    can: Any


GROUPS: tuple[tuple[Any, tuple[Persona, ...]], ...] = (
    (
        _("Judicial administrative organs"),
        (
            Persona("demo-province", "示例省级人员甲", Role.OFFICER, "province", _("Sees the whole province.")),
            Persona(
                "demo-province-leader", "示例省级人员乙", Role.LEADER, "province", _("Leads the provincial organ.")
            ),
            Persona("demo-jinan", "示例济南人员甲", Role.OFFICER, "370100", _("Sees Jinan only.")),
            Persona(
                "demo-jinan-complaints",
                "示例济南人员乙",
                Role.COMPLAINT_HANDLER,
                "370100",
                _("Investigates complaints in Jinan."),
            ),
            Persona("demo-jinan-leader", "示例济南人员丙", Role.LEADER, "370100", _("Leads the organ of Jinan.")),
            Persona("demo-qingdao", "示例青岛人员甲", Role.OFFICER, "370200", _("Sees Qingdao only.")),
            Persona("demo-lixia", "示例历下人员甲", Role.OFFICER, "370102", _("Sees one county.")),
            Persona("demo-complaints", "示例省级人员丙", Role.COMPLAINT_HANDLER, "province", _("Handles complaints.")),
            Persona("demo-inspector", "示例省级人员丁", Role.INSPECTOR, "province", _("Inspects institutions.")),
            Persona("demo-auditor", "示例省级人员戊", Role.AUDITOR, "province", _("Reads the trail, changes nothing.")),
            Persona(
                "demo-administrator",
                "示例省级人员己",
                Role.SYSTEM_ADMINISTRATOR,
                "province",
                _("Keeps accounts and legal tables; sees no business data."),
            ),
        ),
    ),
    (
        _("An institution in Jinan"),
        (
            Persona("demo-clerk", "示例案件管理员甲", Role.CASE_CLERK, "jinan", _("Imports the case ledger.")),
            Persona("demo-head", "示例机构负责人甲", Role.HEAD_OF_INSTITUTION, "jinan", _("Heads the institution.")),
            Persona(
                "demo-institution",
                "示例机构管理员甲",
                Role.INSTITUTION_ADMINISTRATOR,
                "jinan",
                _("Keeps the accounts of the institution."),
            ),
            Persona("demo-quality", "示例质量负责人甲", Role.QUALITY_MANAGER, "jinan", _("Watches quality.")),
            Persona("demo-appraiser", "示例鉴定人甲", Role.APPRAISER, "jinan", _("Appraises.")),
            Persona(
                "demo-appraiser-second",
                "示例鉴定人乙",
                Role.APPRAISER,
                "jinan",
                _("Appraises and signs as the second."),
            ),
            Persona("demo-assistant", "示例鉴定人助理甲", Role.ASSISTANT, "jinan", _("Assists.")),
        ),
    ),
    (
        _("An institution in Qingdao"),
        (Persona("demo-clerk-qingdao", "示例案件管理员乙", Role.CASE_CLERK, "qingdao", _("Imports the case ledger.")),),
    ),
    (
        _("Others"),
        (
            Persona("demo-expert", "示例专家甲", Role.EXPERT, "association", _("An expert of the pool.")),
            Persona(
                "demo-expert-second", "示例专家乙", Role.EXPERT, "association", _("Reviews cases as the second expert.")
            ),
            Persona("demo-expert-third", "示例专家丙", Role.EXPERT, "association", _("Stands in for an expert.")),
            Persona(
                "demo-association",
                "示例协会秘书甲",
                Role.ASSOCIATION_SECRETARY,
                "association",
                _("Keeps the association."),
            ),
            Persona("demo-court", "示例法官助理甲", Role.ORGAN_USER, "court", _("Uses the portal for a court.")),
        ),
    ),
)
PERSONAS = {persona.username: persona for _title, personas in GROUPS for persona in personas}
