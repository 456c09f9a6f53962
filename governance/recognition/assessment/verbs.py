"""What can be done in the capability assessment (条例 art. 45; 政策文件 art. 4)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

ARTICLE: Final = "山东省司法鉴定条例第四十五条"
"""The organ assesses the capability of institutions; what comes of it is public."""
POLICY: Final = "政策文件第四条"
"""Warning in time of institutions of a low grade, urged to engage people and to renew equipment."""
VIEW: Final = Verb("assessment.view", _("See the capability assessments of one's own area"))
OPEN: Final = Verb("assessment.open", _("Open the capability assessment of a year"), ARTICLE)
OBJECT: Final = Verb("assessment.object", _("Object to the lines of a capability assessment"), ARTICLE)
SETTLE: Final = Verb("assessment.settle", _("Settle objections to a capability assessment"), ARTICLE)
PUBLISH: Final = Verb("assessment.publish", _("Publish the grades of a capability assessment"), ARTICLE)
VERBS: Final = (VIEW, OPEN, OBJECT, SETTLE, PUBLISH)
SCOPES: Final = (
    ApiScope("assessment:read", _("Read capability assessments"), VIEW.code),
    ApiScope("assessment:open", _("Open capability assessments"), OPEN.code),
    ApiScope("assessment:object", _("Object to capability assessments"), OBJECT.code),
    ApiScope("assessment:settle", _("Settle objections to capability assessments"), SETTLE.code),
    ApiScope("assessment:publish", _("Publish capability assessments"), PUBLISH.code),
)
