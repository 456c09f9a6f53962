"""What can be done with instruments and methods."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "equipment.view"
KEEP = "equipment.keep"
CALIBRATE = "equipment.calibrate"
KEEP_METHODS = "equipment.keep_methods"

VERBS = (
    Verb(VIEW, _("See the instruments and methods of one's own area")),
    Verb(KEEP, _("Keep the instruments of one's institution"), "山东省司法鉴定条例第十条"),
    Verb(CALIBRATE, _("Record calibrations and maintenance of instruments"), "山东省司法鉴定条例第十条"),
    Verb(KEEP_METHODS, _("Keep the methods of one's institution"), "司法鉴定程序通则第二十三条"),
)
SCOPES = (
    ApiScope("equipment:read", _("Read instruments and methods"), VIEW),
    ApiScope("equipment:keep", _("Keep instruments"), KEEP),
    ApiScope("equipment:calibrate", _("Record calibrations and maintenance"), CALIBRATE),
    ApiScope("equipment:methods", _("Keep methods"), KEEP_METHODS),
)
