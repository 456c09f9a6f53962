"""What events of appraisers say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from appraisers.verbs import CHANGE_CERTIFICATE, END_CERTIFICATE, MOVE
from institutions.happenings import ended_by, items_changed

KINDS: Final[dict[str, Any]] = {
    "appraiser.registered": _("Practice certificate entered"),
    "appraiser.corrected": _("Registration of an appraiser corrected"),
    "appraiser.certificate_reissued": _("Certificate issued anew"),
    CHANGE_CERTIFICATE: _("Items of a certificate changed"),
    END_CERTIFICATE: _("Certificate cancelled or withdrawn"),
    MOVE: _("Moved to another institution"),
    "appraiser.trained": _("Training entered"),
    "appraiser.training_withdrawn": _("Entry of training withdrawn"),
    "institution.quality_manager_appointed": _("Quality manager appointed"),
    "institution.quality_manager_ended": _("Time of a quality manager ended"),
    "institution.quality_manager_corrected": _("Time of a quality manager corrected"),
    "assistant.engaged": _("Assistant engaged"),
    "assistant.ended": _("Time of an assistant ended"),
    "appraisers.import_roster": _("Decided about an import"),
}

SENTENCES: Final[dict[str, Any]] = {
    "certificate_changed": _("The practice certificate %(certificate)s was changed (%(number)s)."),
    "certificate_reissued": _("The practice certificate %(certificate)s was issued anew (%(number)s)."),
    "appraiser_moved": _("The appraiser %(certificate)s moved to another institution (%(number)s)."),
    "certificate_ended": _("The practice certificate %(certificate)s was ended (%(number)s)."),
    "certificate_expires": _("The practice certificate %(number)s (%(name)s) ends on %(day)s, within %(days)s days."),
    "certificate_expires_undecided": _(
        "The practice certificate %(number)s (%(name)s) ends on %(day)s, within %(days)s days. Its renewal was asked"
        " for in time and is not decided: the organ decides before that day."
    ),
}
REASONS: Final[dict[str, Any]] = {
    "certificate_changed": _("It is your certificate, or one of your institution."),
    "certificate_reissued": _("It is your certificate, or one of your institution."),
    "appraiser_moved": _("It is you, or an appraiser of your institution."),
    "certificate_ended": _("It is your certificate, or one of your institution."),
    "certificate_expires": _("It is your certificate, or one of your institution or of your city."),
    "certificate_expires_undecided": _("It is a certificate that your organ supervises."),
}
SHORT: Final[dict[str, Any]] = {
    "certificate_changed": _("Certificates changed"),
    "certificate_reissued": _("Certificates issued anew"),
    "appraiser_moved": _("Moves of appraisers"),
    "certificate_ended": _("Certificates ended"),
    "certificate_expires": _("Certificates that end soon"),
    "certificate_expires_undecided": _("Renewals of certificates to be decided"),
}
TELLERS: Final = {
    "appraiser.certificate_reissued": items_changed,
    CHANGE_CERTIFICATE: items_changed,
    MOVE: items_changed,
    END_CERTIFICATE: ended_by,
}
