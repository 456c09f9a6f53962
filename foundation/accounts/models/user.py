"""An account to sign in with. What it may do comes from its postings only."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Nobody


class UserManager(BaseUserManager["User"]):
    """Looks users up by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user who signs in as `username`."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """A sign-in name, a password, a second factor (allauth's tables), and the person behind it.

    Not regulated: the password and the time of the last sign-in change without a legal act. Opening,
    disabling and resetting an account are verbs with events of the stream `user:<id>`.

    A machine account (`is_machine`) belongs to a client of the API: no person, no password, no sign-in.
    """

    scope = Nobody()

    username = models.CharField(_("sign-in name"), max_length=64, unique=True)
    email = models.EmailField(_("official e-mail"), blank=True)
    person = models.OneToOneField("accounts.Person", on_delete=models.PROTECT, null=True, related_name="user")
    is_machine = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_machine=False, person__isnull=False)
                | models.Q(is_machine=True, person__isnull=True),
                name="people_are_persons_and_machines_are_not",
            ),
            models.CheckConstraint(
                condition=models.Q(is_machine=False) | models.Q(password__startswith="!"),  # noqa: S106  (the mark of an unusable one)
                name="machines_have_no_password",
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def shown_name(self) -> str:
        """The name of the person, or that it is a machine."""
        return self.person.name if self.person is not None else str(_("Machine account of the interface"))

    @property
    def stream(self) -> str:
        """The stream of the account's events."""
        return f"user:{self.pk}"

    @property
    def is_staff(self) -> bool:
        """Django's own admin is no part of the portal; nobody is its staff."""
        return False
