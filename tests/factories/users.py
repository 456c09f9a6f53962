"""Persons, users and postings."""

from datetime import date

from django.db import transaction

from foundation.accounts.models import Organisation, Person, Posting, User
from foundation.accounts.naming import spelled
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write


@transaction.atomic
def make_user(name: str, *, password: str | None = None) -> User:
    """Make a person and the account to sign in with."""
    person = write(spelled(Person(name=f"示例{name}")), "person.entered", by=SYSTEM)
    user = User(username=name, person=person, is_synthetic=True)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(force_insert=True)
    return user


@transaction.atomic
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
    posting = Posting(
        user=user or make_user(name),
        organisation=organisation,
        role=role,
        valid_from=since,
        valid_until=until,
        city_code=organisation.city_code,
        county_code=organisation.county_code,
    )
    return write(posting, "posting.granted", by=SYSTEM)
