"""What can be done in case reviews."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

BASIS: Final = "政策文件第（十二）条"
"""The policy document has case reviews held as a standing form of evaluation afterwards."""

VIEW: Final = Verb("quality.view", _("See case reviews of one's own organ"))
OPEN_ROUND: Final = Verb("quality.open_round", _("Open rounds of case review"), BASIS)
DRAW: Final = Verb("quality.draw", _("Draw the sample of a case review"), BASIS)
CONCLUDE: Final = Verb("quality.conclude", _("Decide where two reviewers differ"), BASIS)
RECORD_FINDING: Final = Verb("quality.record_finding", _("Record findings of a case review"), BASIS)
CLOSE_ROUND: Final = Verb("quality.close_round", _("Close rounds of case review"), BASIS)
REPLACE: Final = Verb("quality.replace_reviewer", _("Replace a reviewer by the next in the order of the draw"), BASIS)
REVIEW: Final = Verb("quality.review", _("Review the cases drawn for oneself"), BASIS)
VERBS: Final = (VIEW, OPEN_ROUND, DRAW, CONCLUDE, RECORD_FINDING, CLOSE_ROUND, REPLACE, REVIEW)
SCOPES: Final = (
    ApiScope("quality:read", _("Read case reviews"), VIEW.code),
    ApiScope("quality:open", _("Open rounds of case review by programs"), OPEN_ROUND.code),
    ApiScope("quality:draw", _("Draw samples"), DRAW.code),
    ApiScope("quality:conclude", _("Decide where reviewers differ"), CONCLUDE.code),
    ApiScope("quality:find", _("Record findings"), RECORD_FINDING.code),
    ApiScope("quality:close", _("Close rounds"), CLOSE_ROUND.code),
    ApiScope("quality:replace", _("Replace reviewers"), REPLACE.code),
    ApiScope("quality:review", _("Read one's own reviews and give opinions"), REVIEW.code),
)
