"""The opinion of a case: the chain it goes through, its versions, the sign-offs, and what was issued."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.assignment import Assignment
from cases.opinions.states import IN_PREPARATION, OpinionState
from cases.querysets import OpinionQuerySet
from foundation.accounts.scoping import Nobody, Scope
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated

TEXTS = ("attendees", "facts", "summary", "process", "analysis", "opinion", "annexes")
"""The parts of 文书格式 2 that are written and may name people; each is sealed."""


def assigned_to(posting: Any) -> Q:
    """Opinions of the cases that are assigned to the appraiser of a posting."""
    return Q(case__in=Assignment.objects.of_posting(posting).values("case"))


class Opinion(Regulated):
    """The chain of one case's opinion; `version` is the number of its latest text.

    City and county are those of the case. `waiting_since` is the day of the last step, by which heaps of waiting work
    are ordered.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=assigned_to)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="opinion")
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    state = models.TextField(choices=OpinionState.choices)
    version = models.PositiveIntegerField(default=1)
    waiting_since = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["institution", "state", "waiting_since", "id"],
                name="opinion_house_waiting",
                condition=Q(state__in=sorted(IN_PREPARATION)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class OpinionVersion(Regulated):
    """One text of an opinion as an appraiser put it down. It is never changed: the next one takes its place.

    `digest` is the SHA-256 of the text in canonical form: every sign-off is given to a version, and thereby to it.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="opinion_versions", db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey("appraisers.Appraiser", on_delete=models.PROTECT, related_name="+", db_index=False)
    examined_on = models.DateField(null=True)
    place = SealedField()
    attendees = SealedField()
    facts = SealedField()
    summary = SealedField()
    process = SealedField()
    analysis = SealedField()
    opinion = SealedField()
    annexes = SealedField()
    digest = models.CharField(max_length=64)
    is_ready = models.BooleanField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_version_a_number_and_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class SignOff(Regulated):
    """What one person said to one version at one level; a newer version voids it and leaves it on file.

    `note` is a dissenting opinion (程序通则 art. 37) or the written disagreement of who sends the version back;
    `on_procedure` and `on_opinion` are the reviewer's (文书格式 5). `shortfall` names why fewer people than wanted
    stand behind it (decisions.md 11).
    """

    class Level(models.IntegerChoices):
        """The levels of 三级审核; how they are called is data (`internal_review_levels`)."""

        APPRAISERS = 1, _("Appraisers")
        REVIEWER = 2, _("Reviewer")
        SIGNATORY = 3, _("Authorised signatory")

    class Verdict(models.TextChoices):
        """What was said."""

        AGREED = "agreed", _("Agreed")
        DISSENTED = "dissented", _("Signed with a dissenting opinion")
        RETURNED = "returned", _("Returned with a written disagreement")

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="sign_offs", db_index=False)
    version = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    verdict = models.TextField(choices=Verdict.choices)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    appraiser = models.ForeignKey(
        "appraisers.Appraiser", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    certificate_number = models.TextField(blank=True)
    note = SealedField()
    on_procedure = SealedField()
    on_opinion = SealedField()
    shortfall = models.TextField(blank=True)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "version", "level", "person"], name="one_sign_off_a_version_level_and_person"
            ),
            models.UniqueConstraint(
                fields=["case", "version", "level"],
                name="one_reviewer_and_one_signatory_a_version",
                condition=Q(level__gte=2),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.version} {self.level}"


class IssuedOpinion(Regulated):
    """An opinion as it was issued: number, code, day, and the practice numbers of who signed it.

    `code` is printed as QR code and cannot be guessed. `sha256` and `pages` are those of the paper and come with it.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="issued_opinion")
    version = models.PositiveIntegerField()
    number = models.TextField()
    code = models.CharField(max_length=32, unique=True)
    issued_on = models.DateField()
    certificates = ArrayField(models.TextField())
    sha256 = models.CharField(max_length=64, blank=True, default="")
    pages = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.number
