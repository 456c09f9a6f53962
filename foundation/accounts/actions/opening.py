"""Opening accounts and entering organisations."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation.accounts.actions.authority import insist_on_managing
from foundation.accounts.actions.posting import write_posting
from foundation.accounts.actions.resetting import issue_code
from foundation.accounts.catalogue import OPEN_ORGANISATION
from foundation.accounts.identity import is_identity, normal_identity
from foundation.accounts.models import Organisation, Person, User
from foundation.accounts.naming import spelled
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.locks import hold
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.law import queries as law


@dataclass(frozen=True)
class NewAccount:
    """An account that was opened, and the code with which its user sets the first password (shown once)."""

    user: User
    code: str


@act
def open_account(
    *,
    name: str,
    username: str,
    email: str = "",
    identity_number: str = "",
    phone: str = "",
    organisation: Organisation,
    role: str,
    valid_from: date,
    valid_until: date | None = None,
    by: Actor,
    reason: str,
) -> NewAccount:
    """Open an account with its first posting. The user sets the password himself with the code.

    A person known by his identity number (an appraiser of the roster) gets the account as the same
    person. Raises NotAllowed or RuleBroken.
    """
    insist_on_managing(by, organisation)
    hold("accounts: a sign-in name and a person are there once")
    username, identity_number = username.strip().lower(), normal_identity(identity_number)
    findings = []
    if not name.strip():
        findings.append(Finding(_("Write the name of the person."), field="name"))
    if not username.isascii() or not username.replace("_", "").replace(".", "").replace("-", "").isalnum():
        findings.append(
            Finding(_("The sign-in name has letters, digits, dot, hyphen and underscore."), field="username")
        )
    if User.objects.filter(username=username).exists():
        findings.append(Finding(_("Somebody signs in under this name already."), field="username"))
    if identity_number and not is_identity(identity_number):
        findings.append(Finding(_("The identity number has a wrong digit."), field="identity_number"))
    person = _known_person(identity_number)
    if person is not None and User.objects.filter(person=person).exists():
        findings.append(
            Finding(_("This person has an account; give it another posting instead."), field="identity_number")
        )
    if findings:
        raise RuleBroken(findings)
    person = person or _enter_person(name.strip(), identity_number, phone.strip(), by=by)
    user = User(username=username, email=email.strip(), person=person)
    user.set_unusable_password()
    user.save(force_insert=True)
    trail.append(user.stream, "user.opened", by=by, facts={"person": str(person.pk)}, reason=reason.strip())
    write_posting(
        user,
        organisation=organisation,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
        by=by,
        reason=reason,
    )
    return NewAccount(user, issue_code(user))


@act
def open_organisation(
    *,
    kind: str,
    level: str,
    name: str,
    division: str,
    short_name: str = "",
    credit_code: str = "",
    parent: Organisation | None = None,
    by: Actor,
    reason: str,
) -> Organisation:
    """Enter a body with a seat: an organ, association or case-handling organ. Institutions come by registration.

    Raises NotAllowed or RuleBroken.
    """
    if not by.may(OPEN_ORGANISATION.code):
        raise NotAllowed(OPEN_ORGANISATION.code, _("Your posting does not enter organisations."))
    hold("accounts: the name of a body is there once")
    findings = _objections(kind, level, name, division)
    if not reason.strip():
        findings.append(Finding(_("Say why."), field="reason"))
    if findings:
        raise RuleBroken(findings)
    city, county = seat_codes(division)
    body = spelled(
        Organisation(
            kind=kind,
            level=level,
            name=name.strip(),
            short_name=short_name.strip(),
            credit_code=credit_code.strip().upper(),
            division_id=division,
            city_code=city,
            county_code=county,
            parent=parent,
        )
    )
    facts = {"kind": kind, "level": level, "name": body.name, "division": division}
    return write(body, "organisation.opened", by=by, facts=facts, reason=reason.strip())


def seat_codes(division: str) -> tuple[str, str]:
    """Return city and county of a seat; empty where the seat is the province or a city as a whole."""
    row = law.division(division)
    if row is None or row.level == "province":
        return "", ""
    return (row.code, "") if row.level == "city" else (str(row.parent_id), row.code)


def _objections(kind: str, level: str, name: str, division: str) -> list[Finding]:
    found = []
    row = law.division(division)
    if row is None:
        found.append(Finding(_("Choose a division."), field="division"))
    if not name.strip():
        found.append(Finding(_("Write the name of the organisation."), field="name"))
    if kind == Organisation.Kind.INSTITUTION:
        found.append(Finding(_("Institutions are entered by their registration."), field="kind"))
    needs_level = kind in {Organisation.Kind.ORGAN, Organisation.Kind.ASSOCIATION}
    if needs_level and row is not None and level != row.level:
        found.append(Finding(_("The level is that of the division of the seat."), field="level"))
    if not needs_level and level != Organisation.Level.NONE:
        found.append(Finding(_("Only organs and associations have a level."), field="level"))
    if Organisation.objects.filter(kind=kind, name=name.strip(), division_id=division).exists():
        found.append(Finding(_("There is an organisation of this name at this seat."), field="name"))
    return found


def _known_person(identity_number: str) -> Person | None:
    if not identity_number:
        return None
    return Person.objects.filter(identity_index=blind_index(identity_number)).first()


def _enter_person(name: str, identity_number: str, phone: str, *, by: Actor) -> Person:
    """Write a person; the trail holds neither name nor number."""
    person = spelled(Person(name=name))
    if identity_number:
        person.identity_number = identity_number
        person.identity_index = blind_index(identity_number)
    person.phone = phone or None
    return write(person, "person.entered", by=by, facts={"identity_known": bool(identity_number)})
