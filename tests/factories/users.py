"""Persons, users and postings."""

from datetime import date

from django.db import transaction

from foundation.accounts.models import Organisation, Person, Posting, User
from foundation.accounts.naming import spelled
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write


@transaction.atomic(savepoint=False)
def make_user(name: str, *, password: str | None = None) -> User:
    """Make a person and the account to sign in with."""
    user = account(name, write(person(name), "person.entered", by=SYSTEM))
    if password is not None:
        user.set_password(password)
    user.save(force_insert=True)
    return user


def person(name: str) -> Person:
    """Return a person, unsaved, whose name says that he is an example."""
    return spelled(Person(name=f"示例{name}"))


def account(name: str, owner: Person) -> User:
    """Return the account of a person, unsaved, with no password to sign in with."""
    user = User(username=name, person=owner, is_synthetic=True)
    user.set_unusable_password()
    return user


@transaction.atomic(savepoint=False)
def make_posting(
    name: str,
    role: Role,
    organisation: Organisation,
    *,
    since: date = date(2020, 1, 1),
    until: date | None = None,
    user: User | None = None,
) -> Posting:
    """Give a user (made if none is given) a posting."""
    granted = posting(user or make_user(name), role, organisation, since=since, until=until)
    return write(granted, "posting.granted", by=SYSTEM)


def posting(user: User, role: Role, organisation: Organisation, *, since: date, until: date | None = None) -> Posting:
    """Return a posting of a user, unsaved."""
    return Posting(
        user=user,
        organisation=organisation,
        role=role,
        valid_from=since,
        valid_until=until,
        city_code=organisation.city_code,
        county_code=organisation.county_code,
    )
