"""Keeping the address, telephone and office hours under which a judicial administrative organ is reached."""

import re
from typing import Final

from django.utils.translation import gettext as _

from foundation.accounts.catalogue import KEEP_CONTACT
from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write

LONGEST: Final = 200
_TELEPHONE: Final = re.compile(r"\+?[0-9][0-9 \-]{4,20}(转[0-9]{1,6})?")
_BETWEEN: Final = re.compile(r"[、,，;；/]")
_DASHES: Final = re.compile(r"[‐‑‒–—―−－]")


@act
def keep_contact(
    body: Organisation, *, address: str, telephone: str, office_hours: str, version: int, by: Actor, reason: str
) -> Organisation:
    """Write how an organ is reached; everybody reads it (144号令 art. 6: scope and contacts are published).

    An empty value means that none is on file. Raises NotAllowed, RuleBroken or StaleState.
    """
    if not by.may(KEEP_CONTACT.code, body) or body.kind != Organisation.Kind.ORGAN:
        raise NotAllowed(KEEP_CONTACT.code, _("You may keep the contacts of organs of your own area only."))
    values = {
        "address": address.strip(),
        "telephone": normal_telephone(telephone),
        "office_hours": office_hours.strip(),
    }
    findings = [
        Finding(_("At most %(count)s characters.") % {"count": LONGEST}, field=name)
        for name, value in values.items()
        if len(value) > LONGEST
    ]
    if not all(_TELEPHONE.fullmatch(number) for number in values["telephone"].split("、") if number):
        findings.append(Finding(_("Write a telephone number with its area code, as 0531-00000000."), field="telephone"))
    if not reason.strip():
        findings.append(Finding(_("Say why."), field="reason"))
    if findings:
        raise RuleBroken(findings)
    if body.trail_seq != version:
        raise StaleState(row_label=body.name)
    for name, value in values.items():
        setattr(body, name, value)
    return write(body, "organisation.contact_kept", by=by, facts=values, reason=reason.strip())


def normal_telephone(text: str) -> str:
    """Return telephone numbers in half width with hyphens, several of them joined by 、."""
    narrow = text.translate({0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0B: "+", 0x3000: " "})
    parts = [" ".join(part.split()) for part in _BETWEEN.split(_DASHES.sub("-", narrow))]
    return "、".join(part for part in parts if part)
