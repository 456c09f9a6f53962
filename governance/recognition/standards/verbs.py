"""What can be done about standardised and high-qualified institutions (政策文件 arts. 2, 10, 14)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "政策文件第十四条"
"""Standardised institutions: municipal nearly all, provincial three in ten and more."""
NATIONAL: Final = "政策文件第十条"
"""National accreditation is a necessary condition of being recognised as high-qualified."""
VIEW: Final = Verb("recognition.view", _("See the recognitions of one's own area"))
APPLY: Final = Verb("recognition.apply", _("Apply for a recognition with a self-score"), BASIS)
VERIFY: Final = Verb("recognition.verify", _("Verify an application for a recognition"), BASIS)
DECIDE: Final = Verb("recognition.decide", _("Decide about an application for a recognition"), BASIS)
WITHDRAW: Final = Verb("recognition.withdraw", _("Withdraw a recognition"), BASIS)
VERBS: Final = (VIEW, APPLY, VERIFY, DECIDE, WITHDRAW)
SCOPES: Final = (
    ApiScope("recognition:read", _("Read recognitions"), VIEW.code),
    ApiScope("recognition:apply", _("Apply for recognitions"), APPLY.code),
    ApiScope("recognition:verify", _("Verify applications for recognitions"), VERIFY.code),
    ApiScope("recognition:decide", _("Decide about applications for recognitions"), DECIDE.code),
    ApiScope("recognition:withdraw", _("Withdraw recognitions"), WITHDRAW.code),
)
