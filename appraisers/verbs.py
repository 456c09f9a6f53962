"""What can be done with appraisers."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "appraisers.view"
REGISTER = "appraisers.register"
IMPORT_ROSTER = "appraisers.import_roster"
KEEP_TRAINING = "appraisers.keep_training"
KEEP_ASSISTANTS = "appraisers.keep_assistants"
CHANGE_CERTIFICATE = "appraisers.change_certificate"
END_CERTIFICATE = "appraisers.end_certificate"
MOVE = "appraisers.move"
KEEP_QUALITY_MANAGERS = "appraisers.keep_quality_managers"

VERBS = (
    Verb(VIEW, _("See the appraisers of one's own area")),
    Verb(REGISTER, _("Enter appraisers in the register")),
    Verb(IMPORT_ROSTER, _("Import rosters of appraisers")),
    Verb(
        CHANGE_CERTIFICATE,
        _("Change the items of practice certificates and issue them anew"),
        "山东省司法鉴定条例第二十三条",
    ),
    Verb(END_CERTIFICATE, _("Cancel or withdraw practice certificates"), "山东省司法鉴定条例第二十四条"),
    Verb(MOVE, _("Record that appraisers move to another institution"), "山东省司法鉴定条例第二十五条"),
    Verb(KEEP_TRAINING, _("Keep the training of appraisers")),
    Verb(KEEP_QUALITY_MANAGERS, _("Appoint the quality managers of one's institution"), "政策文件第（十一）条"),
    Verb(KEEP_ASSISTANTS, _("Keep the assistants of one's institution"), "山东省司法鉴定条例第十九条"),
)
SCOPES = (
    ApiScope("appraisers:read", _("Read appraisers"), VIEW),
    ApiScope("appraisers:register", _("Register appraisers"), REGISTER),
    ApiScope("appraisers:change", _("Change certificates"), CHANGE_CERTIFICATE),
    ApiScope("appraisers:end", _("End certificates"), END_CERTIFICATE),
    ApiScope("appraisers:move", _("Record moves of appraisers"), MOVE),
    ApiScope("appraisers:train", _("Keep training"), KEEP_TRAINING),
    ApiScope("appraisers:quality_managers", _("Keep quality managers"), KEEP_QUALITY_MANAGERS),
    ApiScope("appraisers:assist", _("Keep assistants"), KEEP_ASSISTANTS),
)
