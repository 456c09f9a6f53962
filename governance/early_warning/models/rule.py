"""A rule of early warning: what is compared, where, what is to be done about it, and whose it is."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from foundation.accounts.models import Organisation
from foundation.accounts.roles import Role
from foundation.accounts.scoping import Everyone
from foundation.law.models import Dated
from governance.early_warning.kinds import Kind, Level, Tone


class WarningRule(Dated):
    """A dated rule with its source, marked 待核 where its wording or its limit is known from memory.

    `parameters` are those of the kind (governance.early_warning.kinds), numbers with a fraction as text. `areas` are
    the cities it speaks of; none means all. The owner is a role at the organ of a level: of the province, or of the
    city where the place lies. A changed line of the file closes the row and opens another.
    """

    trail_prefix = "early_warning_rule"
    trail_key = "code"
    scope = Everyone()

    code = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=Kind.choices)
    level = models.TextField(choices=Level.choices)
    areas = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    parameters = models.JSONField()
    tone = models.TextField(choices=Tone.choices)
    to_do_zh = models.TextField()
    to_do_en = models.TextField()
    owner_role = models.TextField(choices=Role.choices)
    owner_level = models.TextField(choices=Organisation.Level.choices)

    class Meta:
        ordering: ClassVar = ["position", "effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_warning_rule_a_code_and_day"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(effective_to__isnull=True), name="one_warning_rule_without_end"
            ),
        ]

    @property
    def to_do(self) -> str:
        """What is to be done, in the language of the page."""
        return self.to_do_zh if (get_language() or "").startswith("zh") else self.to_do_en
