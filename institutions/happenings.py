"""What events of institutions say, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.desk import formats
from foundation.law import queries as law
from institutions.actions.keeping_years import KIND as KEPT_YEAR
from institutions.barring import GROUNDS
from institutions.covering import named
from institutions.models import Outcome
from institutions.registration.gate import ENDS
from institutions.verbs import (
    CHANGE_REGISTRATION,
    DECIDE_RENEWAL,
    END_REGISTRATION,
    LIFT_RESTRICTION,
    RECORD_RENEWAL,
    RESTRICT,
)

KINDS: Final[dict[str, Any]] = {
    "institution.registered": _("Registration entered"),
    "institution.corrected": _("Registration of an institution corrected"),
    "institutions.import_roster": _("Decided about an import"),
    "institution.scope_entered": _("Items entered in the business scope"),
    "institution.scope_ended": _("Item of the business scope given up"),
    "institution.accreditation_recorded": _("Accreditation recorded"),
    "institution.accreditation_corrected": _("Accreditation corrected by a sheet"),
    "institution.accreditation_ended": _("Accreditation ended before its last day"),
    "institution.recognised": _("Recognition entered"),
    "institution.recognition_ended": _("Recognition ended"),
    "institution.insured": _("Policy recorded"),
    "institution.insurance_ended": _("Policy ended before its last day"),
    "institution.insurance_corrected": _("Policy corrected"),
    "institution.licence_reissued": _("Licence issued anew"),
    CHANGE_REGISTRATION: _("Registered items changed"),
    END_REGISTRATION: _("Registration ended"),
    KEPT_YEAR: _("Conclusion of an annual review kept"),
    RESTRICT: _("Practice restricted"),
    LIFT_RESTRICTION: _("Restriction lifted"),
    RECORD_RENEWAL: _("Application for renewal recorded"),
    DECIDE_RENEWAL: _("Application for renewal decided"),
}

SENTENCES: Final[dict[str, Any]] = {
    "registration_changed": _("The registration of %(name)s was changed (%(number)s)."),
    "licence_reissued": _("The practice licence of %(name)s was issued anew (%(number)s)."),
    "registration_ended": _("The registration of %(name)s was ended (%(number)s)."),
    "restriction_set": _("A restriction of practice was set (%(number)s). The page says what is barred and why."),
    "restriction_set_own": _("You were restricted (%(number)s). The page says from what and why, and how to object."),
    "restriction_set_person": _(
        "Somebody of your institution was restricted (%(number)s). The page says who, from what and why."
    ),
    "restriction_set_institution": _(
        "Your institution was restricted (%(number)s). The page says from what and why, and how to object."
    ),
    "restriction_lifted": _("The restriction %(number)s is lifted."),
    "restriction_lifted_own": _("The restriction of yourself (%(number)s) is lifted."),
    "restriction_lifted_person": _("The restriction of somebody of your institution (%(number)s) is lifted."),
    "restriction_lifted_institution": _("The restriction of your institution (%(number)s) is lifted."),
    "renewal_granted": _("The application %(number)s for renewal of %(name)s is granted."),
    "renewal_refused": _("The application %(number)s for renewal of %(name)s is refused. It ends with its last day."),
    "licence_expires": _("The practice licence %(number)s of %(name)s ends on %(day)s, within %(days)s days."),
    "licence_expires_undecided": _(
        "The practice licence %(number)s of %(name)s ends on %(day)s, within %(days)s days. Its renewal was asked for"
        " in time and is not decided: the organ decides before that day."
    ),
    "accreditation_expires": _("The accreditation %(number)s of %(name)s ends on %(day)s, within %(days)s days."),
    "accreditation_ended": _(
        "The accreditation %(number)s of %(name)s is not valid from %(day)s on. No item has to stop by it."
    ),
    "accreditation_ended_items": _(
        "The accreditation %(number)s of %(name)s is not valid from %(day)s on. From that day on nothing may be"
        " accepted in: %(items)s."
    ),
    "insurance_expires": _("The policy %(number)s of %(name)s ends on %(day)s, within %(days)s days."),
}
REASONS: Final[dict[str, Any]] = {
    "registration_changed": _("It is your institution."),
    "licence_reissued": _("It is your institution."),
    "registration_ended": _("It is your institution."),
    "restriction_set": _("It bars you or your institution."),
    "restriction_set_own": _("It bars you."),
    "restriction_set_person": _("It bars somebody who practises at your institution."),
    "restriction_set_institution": _("It bars your institution."),
    "restriction_lifted": _("It barred you or your institution."),
    "restriction_lifted_own": _("It barred you."),
    "restriction_lifted_person": _("It barred somebody who practises at your institution."),
    "restriction_lifted_institution": _("It barred your institution."),
    "renewal_granted": _("Your institution asked for it."),
    "renewal_refused": _("Your institution asked for it."),
    "licence_expires": _("It is a licence of your institution or of your city."),
    "licence_expires_undecided": _("It is a licence that your organ supervises."),
    "accreditation_expires": _("It is an accreditation of your institution or of your city."),
    "accreditation_ended": _("It is an accreditation of your institution."),
    "accreditation_ended_items": _("It is an accreditation of your institution."),
    "insurance_expires": _("It is a policy of your institution or of an institution of your city."),
}
SHORT: Final[dict[str, Any]] = {
    "registration_changed": _("Registrations changed"),
    "licence_reissued": _("Licences issued anew"),
    "registration_ended": _("Registrations ended"),
    "restriction_set": _("Restrictions set"),
    "restriction_set_own": _("Restrictions of myself"),
    "restriction_set_person": _("Restrictions of people of the institution"),
    "restriction_set_institution": _("Restrictions of the institution"),
    "restriction_lifted": _("Restrictions lifted"),
    "restriction_lifted_own": _("Restrictions of myself lifted"),
    "restriction_lifted_person": _("Restrictions of people of the institution lifted"),
    "restriction_lifted_institution": _("Restrictions of the institution lifted"),
    "renewal_granted": _("Renewals granted"),
    "renewal_refused": _("Renewals refused"),
    "licence_expires": _("Licences that end soon"),
    "licence_expires_undecided": _("Renewals of licences to be decided"),
    "accreditation_expires": _("Accreditations that end soon"),
    "accreditation_ended": _("Accreditations ended early"),
    "accreditation_ended_items": _("Accreditations ended early, items stopped"),
    "insurance_expires": _("Policies that end soon"),
}


def _categories(facts: Mapping[str, Any]) -> list[str]:
    codes = facts.get("categories") or []
    return [gettext("Items: %(names)s.") % {"names": named(codes)}] if codes else []


def _document(facts: Mapping[str, Any]) -> list[str]:
    number = facts.get("document") or facts.get("certificate")
    return [gettext("Document: %(number)s.") % {"number": number}] if number else []


def _items(facts: Mapping[str, Any]) -> list[str]:
    return [*_categories(facts), *_document(facts)]


def _restricted(facts: Mapping[str, Any]) -> list[str]:
    first = facts.get("valid_from")
    rows = law.entries(GROUNDS, date.fromisoformat(first)) if isinstance(first, str) else ()
    ground = next((row.name for row in rows if row.code == facts.get("ground")), "")
    told = [f"{ground} ({facts.get('article', '')})"] if ground else []
    whole = gettext("The whole practice is barred.")
    if facts.get("subject") == "head":
        whole = gettext("Heading an institution and applying to practise are barred.")
    return [*told, *(_categories(facts) or [whole]), *_document(facts)]


def _asked(facts: Mapping[str, Any]) -> list[str]:
    said = gettext("Asked in time.") if facts.get("in_time") else gettext("Asked too late to keep the permit alive.")
    return [said, *_document(facts)]


def _decided(facts: Mapping[str, Any]) -> list[str]:
    outcome = facts.get("outcome")
    told = [str(Outcome(outcome).label)] if outcome in Outcome.values else []
    if facts.get("new_until"):
        told.append(gettext("New last day: %(day)s.") % {"day": facts["new_until"]})
    return [*told, *_document(facts)]


_ITEM_WORDS: Final = {
    "name": _("name"),
    "division_id": _("seat"),
    "address": _("address"),
    "telephone": _("telephone"),
    "head_name": _("head"),
    "funds": _("funds"),
    "practice_codes": _("practice categories"),
    "title": _("professional title"),
    "is_full_time": _("full-time or part-time"),
    "institution_id": _("institution"),
}


def items_changed(facts: Mapping[str, Any]) -> list[str]:
    """Say which registered items changed, since when, by which document."""
    words = formats.listed(_ITEM_WORDS.get(name, name) for name in facts.get("items") or [])
    told = [gettext("Changed: %(items)s.") % {"items": words}] if words else []
    if facts.get("valid_from"):
        told.append(gettext("It holds from %(day)s on.") % {"day": facts["valid_from"]})
    return [*told, *_document(facts)]


def ended_by(facts: Mapping[str, Any]) -> list[str]:
    """Say on which legal ground a registration or a certificate was ended, and by which document."""
    day = facts.get("ended_on")
    rows = law.entries(ENDS, date.fromisoformat(day)) if isinstance(day, str) else ()
    ground = next((row.name for row in rows if row.code == facts.get("ground")), "")
    return [*([f"{ground} ({facts.get('article', '')})"] if ground else []), *_document(facts)]


TELLERS: Final = {
    "institution.licence_reissued": _document,
    CHANGE_REGISTRATION: items_changed,
    END_REGISTRATION: ended_by,
    "institution.scope_entered": _items,
    "institution.scope_ended": _items,
    "institution.accreditation_recorded": _items,
    "institution.accreditation_ended": _document,
    "institution.insured": _document,
    "institution.insurance_ended": _document,
    "institution.insurance_corrected": _document,
    RESTRICT: _restricted,
    LIFT_RESTRICTION: _document,
    RECORD_RENEWAL: _asked,
    DECIDE_RENEWAL: _decided,
}
