"""What can be done with institutions."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW = "institutions.view"
REGISTER = "institutions.register"
IMPORT_ROSTER = "institutions.import_roster"
CHANGE_SCOPE = "institutions.change_scope"
KEEP_ACCREDITATIONS = "institutions.keep_accreditations"
RESTRICT = "institutions.restrict"
LIFT_RESTRICTION = "institutions.lift_restriction"
RECORD_RENEWAL = "institutions.record_renewal"
DECIDE_RENEWAL = "institutions.decide_renewal"
KEEP_INSURANCE = "institutions.keep_insurance"
CHANGE_REGISTRATION = "institutions.change_registration"
END_REGISTRATION = "institutions.end_registration"

VERBS = (
    Verb(VIEW, _("See the institutions of one's own area")),
    Verb(REGISTER, _("Enter institutions in the register")),
    Verb(IMPORT_ROSTER, _("Import rosters of institutions")),
    Verb(CHANGE_SCOPE, _("Enter and end items of business scopes"), "山东省司法鉴定条例第十四条"),
    Verb(KEEP_ACCREDITATIONS, _("Keep the accreditations of institutions"), "山东省司法鉴定条例第十条"),
    Verb(RESTRICT, _("Restrict the practice of institutions and appraisers"), "山东省司法鉴定条例第十七条"),
    Verb(LIFT_RESTRICTION, _("Lift restrictions of practice"), "山东省司法鉴定条例第十七条"),
    Verb(RECORD_RENEWAL, _("Record applications for renewal"), "山东省司法鉴定条例第十三条"),
    Verb(KEEP_INSURANCE, _("Keep the insurance of one's institution")),
    Verb(
        CHANGE_REGISTRATION,
        _("Change the registered items of institutions and issue their licences anew"),
        "山东省司法鉴定条例第十四条",
    ),
    Verb(END_REGISTRATION, _("Cancel or withdraw the registration of institutions"), "山东省司法鉴定条例第十五条"),
    Verb(DECIDE_RENEWAL, _("Decide applications for renewal"), "中华人民共和国行政许可法第五十条"),
)
SCOPES = (
    ApiScope("institutions:read", _("Read institutions"), VIEW),
    ApiScope("institutions:register", _("Register institutions"), REGISTER),
    ApiScope("institutions:change", _("Change registrations of institutions"), CHANGE_REGISTRATION),
    ApiScope("institutions:end", _("End registrations of institutions"), END_REGISTRATION),
    ApiScope("institutions:scope", _("Enter and end items of scopes"), CHANGE_SCOPE),
    ApiScope("institutions:accredit", _("Keep accreditations"), KEEP_ACCREDITATIONS),
    ApiScope("institutions:insure", _("Keep insurance"), KEEP_INSURANCE),
    ApiScope("institutions:restrict", _("Restrict practice"), RESTRICT),
    ApiScope("institutions:lift", _("Lift restrictions"), LIFT_RESTRICTION),
    ApiScope("institutions:renew", _("Record applications for renewal by programs"), RECORD_RENEWAL),
    ApiScope("institutions:decide_renewal", _("Decide applications for renewal by programs"), DECIDE_RENEWAL),
)
