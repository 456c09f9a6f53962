"""Where an opinion stands between its first draft and its issue (程序通则 arts. 35–38), and the moves between."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.states import TERMINATE as TERMINATE_STEP
from cases.verbs import DRAFT_OPINION, ISSUE_OPINION, RETURN_OPINION, REVIEW_OPINION, SIGN_OPINION
from foundation.audit.moves import Move

REVIEW_ARTICLE: Final = "司法鉴定程序通则第三十五条"
SIGNATURE_ARTICLE: Final = "司法鉴定程序通则第三十七条"


class OpinionState(models.TextChoices):
    """Where an opinion stands."""

    DRAFTING = "drafting", _("Being drafted")
    SIGNING = "signing", _("First level: with the appraisers")
    REVIEWING = "reviewing", _("Second level: with the reviewer")
    CLEARED = "cleared", _("Third level: to be issued")
    RETURNED = "returned", _("Returned to the appraisers")
    ISSUED = "issued", _("Opinion issued")
    ABANDONED = "abandoned", _("Given up: the appraisal was terminated")


IN_PREPARATION: Final = frozenset(
    {
        OpinionState.DRAFTING,
        OpinionState.SIGNING,
        OpinionState.REVIEWING,
        OpinionState.CLEARED,
        OpinionState.RETURNED,
    }
)
# A new version begins the chain anew, wherever it stood.
KEEP: Final = Move(DRAFT_OPINION.code, IN_PREPARATION, OpinionState.DRAFTING.value)
SUBMIT: Final = Move(DRAFT_OPINION.code, IN_PREPARATION, OpinionState.SIGNING.value)
SIGN: Final = Move(
    SIGN_OPINION.code, frozenset({OpinionState.SIGNING}), OpinionState.SIGNING.value, article=SIGNATURE_ARTICLE
)
SIGN_LAST: Final = Move(
    SIGN_OPINION.code, frozenset({OpinionState.SIGNING}), OpinionState.REVIEWING.value, article=SIGNATURE_ARTICLE
)
REVIEW: Final = Move(
    REVIEW_OPINION.code, frozenset({OpinionState.REVIEWING}), OpinionState.CLEARED.value, article=REVIEW_ARTICLE
)
SEND_BACK: Final = Move(
    RETURN_OPINION.code,
    frozenset({OpinionState.REVIEWING, OpinionState.CLEARED}),
    OpinionState.RETURNED.value,
    article=REVIEW_ARTICLE,
)
ISSUE: Final = Move(
    ISSUE_OPINION.code,
    frozenset({OpinionState.CLEARED}),
    OpinionState.ISSUED.value,
    article="司法鉴定程序通则第三十六条、第三十八条",
)
ABANDON: Final = Move(TERMINATE_STEP.verb, IN_PREPARATION, OpinionState.ABANDONED.value, article=TERMINATE_STEP.article)
