"""A long form that somebody is still writing."""

import json
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.scoping import Rule, ScopedQuerySet
from foundation.accounts.sealed_field import SealedField

if TYPE_CHECKING:
    from foundation.accounts.acting import AnyActor


class OwnInPosting:
    """One's own, and only while acting in the posting in which it was written."""

    def rule_for(self, actor: "AnyActor") -> Rule:
        """Return the rule: user and posting; nothing without a posting in force."""
        if actor.user_id is None or actor.posting is None:
            return Rule(None, _("Without a posting in force nothing is visible."))
        return Rule(
            Q(owner=actor.user_id, posting=actor.posting.pk),
            _("Everybody sees his own drafts, in the posting they belong to."),
        )


class DraftQuerySet(ScopedQuerySet["Draft"]):
    """Questions asked of drafts."""

    def of_form(self, form: str) -> "DraftQuerySet":
        """Drafts of one form that have not expired, the latest first."""
        return self.filter(form=form, expires_at__gt=timezone.now()).order_by("-updated_at", "id")


class Draft(models.Model):
    """What was typed so far, sealed. No record of anything: it is dropped when the form is sent, discarded or expires.

    `version` counts the savings, so that a second window notices the first. `form` is the code under which an app
    registered the form (foundation.desk.filling.registry).
    """

    scope = OwnInPosting()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    posting = models.ForeignKey("accounts.Posting", on_delete=models.CASCADE, related_name="+")
    payload = SealedField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "posting", "form", "-updated_at"], name="draft_of_a_person")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def fields(self) -> dict[str, list[str]]:
        """What was typed, by field, opened for its owner."""
        opened: dict[str, Any] = json.loads(self.payload.reveal()) if self.payload else {}
        return {str(name): [str(value) for value in values] for name, values in opened.items()}
