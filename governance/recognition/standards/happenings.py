"""What events and notices of recognitions say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.recognition.actions.applying import APPLIED_NOTICE
from governance.recognition.actions.recognising import GRANTED_NOTICE, REFUSED_NOTICE, WITHDRAWN_NOTICE
from governance.recognition.standards.verbs import APPLY, DECIDE, VERIFY
from institutions.models import Recognition


def _scored(facts: Mapping[str, Any]) -> list[str]:
    labels = dict(Recognition.Kind.choices)
    told = [gettext("%(kind)s.") % {"kind": labels.get(str(facts.get("kind")), "—")}]
    if isinstance(facts.get("points"), int) and isinstance(facts.get("total"), int):
        told.append(gettext("%(points)d of %(total)d points.") % {"points": facts["points"], "total": facts["total"]})
    return told


TELLERS: Final = dict.fromkeys((APPLY.code, VERIFY.code, DECIDE.code), _scored)
SENTENCES: Final[dict[str, Any]] = {
    APPLIED_NOTICE: _("%(name)s has applied for a recognition. Verify the application on site."),
    GRANTED_NOTICE: _("%(name)s is recognised. The page says until when."),
    REFUSED_NOTICE: _("The application of %(name)s for a recognition is refused. The page gives the reason."),
    WITHDRAWN_NOTICE: _("A recognition of %(name)s is withdrawn. The page gives the reason."),
}
_OWN: Final = _("You apply for recognitions of your institution.")
REASONS: Final[dict[str, Any]] = {
    APPLIED_NOTICE: _("You verify applications of your city."),
    GRANTED_NOTICE: _OWN,
    REFUSED_NOTICE: _OWN,
    WITHDRAWN_NOTICE: _OWN,
}
SHORT: Final[dict[str, Any]] = {
    APPLIED_NOTICE: _("Applications for recognition"),
    GRANTED_NOTICE: _("Recognitions granted"),
    REFUSED_NOTICE: _("Recognitions refused"),
    WITHDRAWN_NOTICE: _("Recognitions withdrawn"),
}
