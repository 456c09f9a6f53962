"""Experts of the profession and from outside it, and draws from their pool."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import Organisation, Person
from foundation.accounts.naming import is_named
from foundation.accounts.scoping import Nobody, Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated
from governance.recognition.experts.states import DrawState, ExpertState, Mark, Rank, SeatState
from governance.recognition.models.outsider import Outsider

if TYPE_CHECKING:
    from appraisers.models import Appraiser


class ExpertQuerySet(ScopedQuerySet["Expert"]):
    """Questions asked of experts."""

    def in_office(self, on: date) -> "ExpertQuerySet":
        """Experts whose term runs on a day."""
        return self.filter(state=ExpertState.APPOINTED, valid_from__lte=on, valid_until__gte=on)

    def available(self, on: date) -> "ExpertQuerySet":
        """Experts in office who have not said that they cannot be used."""
        return self.in_office(on).filter(is_available=True)

    def named(self, words: str) -> "ExpertQuerySet":
        """Experts with these words (or initials) in their name, or of institutions or organisations named so."""
        person = is_named(words, Person, "appraiser__person_id") | is_named(words, Person, "outsider__person_id")
        body = is_named(words, Organisation, "institution_id") | Q(outsider__employer__icontains=words.strip())
        return self.filter(person | body | Q(appraiser__certificate_number__startswith=words.strip()))

    def of_person(self, person: Person) -> "ExpertQuerySet":
        """What a person was nominated for, as an appraiser or from outside."""
        return self.filter(Q(appraiser__person=person) | Q(outsider__person=person))

    def for_list(self) -> "ExpertQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("appraiser__person", "outsider__person", "institution__organisation")


def _own(posting: Any) -> Q:
    return Q(appraiser__person__user=posting.user_id)


def _himself(posting: Any) -> Q:
    """What a person was nominated for, from inside the profession or outside it."""
    return Q(appraiser__person__user=posting.user_id) | Q(outsider__person__user=posting.user_id)


class Expert(Regulated):
    """Somebody nominated for one practice category, as leading expert or member of the pool (政策文件 arts. 2, 8).

    He is an appraiser or comes from outside the profession, never both. City, county and institution are those of the
    day of nomination; an outsider has no institution, and the city is the one that keeps in touch with him. Where he
    works at a draw is asked of his practice or employment then (`experts/recusal.py`). A term runs from its first to
    its last day; `is_available` is said by himself or his institution, of an outsider by himself or the organ.
    """

    trail_prefix = "expert"
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=_own, expert=_himself)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appraiser = models.ForeignKey("appraisers.Appraiser", on_delete=models.PROTECT, null=True, related_name="expertise")
    outsider = models.ForeignKey(Outsider, on_delete=models.PROTECT, null=True, related_name="expertise")
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6, blank=True)
    practice_code = models.CharField(max_length=16)
    rank = models.TextField(choices=Rank.choices)
    state = models.TextField(choices=ExpertState.choices, default=ExpertState.NOMINATED)
    grounds = models.TextField()
    nominated_on = models.DateField()
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    is_available = models.BooleanField(default=True)
    availability_note = models.TextField(blank=True, default="")
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True, default="")
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appraiser", "practice_code"],
                condition=Q(state__in=["nominated", "appointed"]),
                name="an_expert_stands_once_a_category",
            ),
            models.UniqueConstraint(
                fields=["outsider", "practice_code"],
                condition=Q(state__in=["nominated", "appointed"]),
                name="an_outsider_stands_once_a_category",
            ),
            models.CheckConstraint(
                condition=Q(appraiser__isnull=False, institution__isnull=False, outsider__isnull=True)
                | Q(appraiser__isnull=True, institution__isnull=True, outsider__isnull=False),
                name="an_expert_is_an_appraiser_or_comes_from_outside",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["appointed", "ended"], valid_from__isnull=False, valid_until__isnull=False)
                | (~Q(state__in=["appointed", "ended"]) & Q(valid_from__isnull=True, valid_until__isnull=True)),
                name="appointed_experts_have_a_term",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(end_reason="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, end_reason=""),
                name="ended_terms_have_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_term_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-nominated_on", "-id"], name="expert_newest"),
            models.Index(fields=["city_code", "-nominated_on", "-id"], name="expert_city_newest"),
            models.Index(fields=["county_code", "-nominated_on", "-id"], name="expert_county_newest"),
            models.Index(fields=["institution", "-nominated_on", "-id"], name="expert_inst_newest"),
            models.Index(fields=["practice_code", "state"], name="expert_by_category"),
        ]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        """The page of the expert."""
        return reverse("expert", args=[self.pk])

    @property
    def who(self) -> "Appraiser | Outsider":
        """The appraiser, or the outsider: one of them is there (a constraint of the table)."""
        found = self.appraiser or self.outsider
        if found is None:
            raise ValueError("An expert without a person.")
        return found

    @property
    def person(self) -> Person:
        """Who he is."""
        return self.who.person

    @property
    def title(self) -> str:
        """His professional title."""
        return self.who.title

    @property
    def workplace(self) -> str:
        """The institution that he was nominated from, or where an outsider works."""
        return str(self.institution) if self.outsider is None else self.outsider.employer

    @property
    def is_in_office(self) -> bool:
        """Whether the term runs today."""
        today = timezone.localdate()
        begun = self.valid_from is not None and self.valid_until is not None
        return self.state == ExpertState.APPOINTED and begun and self.valid_from <= today <= self.valid_until  # type: ignore[operator]


class ExpertDrawQuerySet(ScopedQuerySet["ExpertDraw"]):
    """Questions asked of draws."""

    def for_list(self) -> "ExpertDrawQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("organ", "institution__organisation")

    def published(self) -> "ExpertDrawQuerySet":
        """The draws that everybody may read about: all, from the promise on; a hidden one would be worth nothing."""
        return self.select_related("organ")


class ExpertDraw(Regulated):
    """A draw of experts for one matter about one institution: frozen list, promise, public value, seed.

    `plan` is the canonical JSON whose hash is `commitment`; the public value of `seed_source` is there on `seed_on`,
    after the promise. `experts` are the keys of those in the pool, `recused` of those who may not take part, with the
    grounds in `recusals`. Repeated by anybody with `foundation.draws`. `number` counts the draws of an organ in a year
    without a gap. `city_code` is that of the organ, empty for the province. The plan is public from the promise on: it
    names experts by codes, institution and matter by a leaf, all made with `salt`, which stays with the organs. Draws
    without one were promised before plans were public.
    """

    trail_prefix = "expert_draw"
    scope = Scope(city="city_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organ = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    city_code = models.CharField(max_length=6, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    matter = models.TextField()
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="expert_draws", db_index=False
    )
    practice_code = models.CharField(max_length=16)
    size = models.PositiveSmallIntegerField()
    experts = ArrayField(models.UUIDField())
    recused = ArrayField(models.UUIDField(), default=list)
    recusals = models.JSONField(default=dict)
    salt = models.CharField(max_length=64, blank=True, default="")
    plan = models.TextField()
    commitment = models.CharField(max_length=64)
    seed_source = models.TextField()
    seed_on = models.DateField()
    seed_value = models.TextField(blank=True, default="")
    seed = models.CharField(max_length=64, blank=True, default="")
    state = models.TextField(choices=DrawState.choices, default=DrawState.COMMITTED)
    opened_on = models.DateField()
    drawn_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ExpertDrawQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "year", "number"], name="one_expert_draw_a_number_of_an_organ_and_year"
            ),
            models.CheckConstraint(condition=Q(seed_on__gt=F("opened_on")), name="the_value_comes_after_the_promise"),
            models.CheckConstraint(
                condition=Q(state="committed", drawn_on__isnull=True, seed="")
                | (~Q(state="committed") & Q(drawn_on__isnull=False) & ~Q(seed="")),
                name="drawn_experts_have_day_and_seed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-opened_on", "-id"], name="expert_draw_newest"),
            models.Index(fields=["city_code", "-opened_on", "-id"], name="expert_draw_city_newest"),
            models.Index(fields=["organ", "seed_on", "id"], name="expert_draw_open", condition=~Q(state="closed")),
        ]

    def __str__(self) -> str:
        return self.matter

    def get_absolute_url(self) -> str:
        """The page of the draw."""
        return reverse("expert_draw", args=[self.pk])

    @property
    def full_number(self) -> str:
        """Year and number, as 2026-1."""
        return f"{self.year}-{self.number}"


class ExpertSeat(Regulated):
    """One expert who was drawn; whoever recuses himself keeps the row, and the next in the order gets another one."""

    trail_prefix = "expert_draw"
    trail_key = "draw_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draw = models.ForeignKey(ExpertDraw, on_delete=models.PROTECT, related_name="seats", db_index=False)
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="seats")
    place = models.PositiveSmallIntegerField()
    state = models.TextField(choices=SeatState.choices, default=SeatState.DRAWN)
    reason = models.TextField(blank=True, default="")
    mark = models.TextField(choices=Mark.choices, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "place"], name="one_expert_a_place_of_a_draw"),
            models.UniqueConstraint(fields=["draw", "expert"], name="an_expert_is_drawn_once_a_draw"),
            models.CheckConstraint(
                condition=Q(state="evaluated") & ~Q(mark="") | ~Q(state="evaluated") & Q(mark=""),
                name="evaluated_experts_have_a_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.state}"
