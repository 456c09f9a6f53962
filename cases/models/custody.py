"""Materials that an institution took in hand, and the chain of their custody (程序通则 arts. 12 and 22)."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models.assignment import Assignment
from cases.models.entrustment import EntrustedMaterial
from foundation.accounts.scoping import Nobody, Scope, ScopedQuerySet
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


def _assigned(posting: Any) -> Q:
    return Q(case__in=Assignment.objects.of_posting(posting).values("case"))


class MaterialQuerySet(ScopedQuerySet["Material"]):
    """Questions asked of materials."""

    def here(self) -> "MaterialQuerySet":
        """Materials that the institution holds."""
        return self.filter(whereabouts=Material.Whereabouts.HERE)

    def standing(self) -> "MaterialQuerySet":
        """All but those whose receipt was recorded by mistake."""
        return self.exclude(whereabouts=Material.Whereabouts.STRUCK)

    def for_list(self) -> "MaterialQuerySet":
        """Rows as a list page needs them: case, entrustment and institution joined, what is sealed left out."""
        joined = self.select_related("case", "entrustment", "institution__organisation")
        return joined.defer(
            "case__client_sealed",
            *(f"entrustment__{name}" for name in ("client_sealed", *("contact_name", "contact_phone"))),
            *("entrustment__contact_address", "entrustment__facts"),
        )


class Material(Regulated):
    """One material that an institution took in hand, and where its chain of custody says it is now.

    `case` is the key of the entrustment and of the case that acceptance makes of it: before acceptance there is no
    such case, in a ledger there is no entrustment. `entrusted` is the line of the entrustment that it answers to, if
    any. Whereabouts, place, holder, seal, condition and `gaps` repeat what the entries of the chain say (an index of
    them, written with each); `came_at` is when it was received and `since` when the last entry says something happened.
    `consented_on` is the day of a consent to its destruction or damage that stands.
    """

    class Whereabouts(models.TextChoices):
        """Where it is."""

        HERE = "here", _("Held by the institution")
        USED_UP = "used_up", _("Used up in the appraisal")
        RETURNED = "returned", _("Given back")
        DESTROYED = "destroyed", pgettext_lazy("material", "Destroyed")
        STRUCK = "struck", _("Receipt recorded by mistake")

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=_assigned)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, related_name="materials", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    entrustment = models.ForeignKey(
        "cases.Entrustment", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    entrusted = models.ForeignKey(
        "cases.EntrustedMaterial", on_delete=models.PROTECT, null=True, related_name="taken", db_index=False
    )
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    number = models.PositiveIntegerField()
    name = models.TextField()
    kind = models.TextField(choices=EntrustedMaterial.Kind.choices)
    quantity = models.TextField()
    whereabouts = models.TextField(choices=Whereabouts.choices, default=Whereabouts.HERE)
    condition = models.TextField()
    seal = models.TextField(blank=True, default="")
    place = models.TextField(blank=True, default="")
    holder = models.TextField(blank=True, default="")
    came_at = models.DateTimeField()
    since = models.DateTimeField()
    consented_on = models.DateField(null=True)
    gaps = models.PositiveSmallIntegerField(default=0)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_material_a_number_in_a_case"),
            models.UniqueConstraint(
                fields=["entrusted"], condition=~Q(whereabouts="struck"), name="an_entrusted_material_is_received_once"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) & (Q(entrustment__isnull=True) | Q(entrustment=F("case"))),
                name="a_material_has_one_key",
            ),
            models.CheckConstraint(
                condition=Q(entrusted__isnull=True) | Q(entrustment__isnull=False),
                name="what_was_entrusted_has_an_entrustment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-came_at", "-id"], name="material_newest"),
            models.Index(fields=["city_code", "-came_at", "-id"], name="material_city_newest"),
            models.Index(fields=["county_code", "-came_at", "-id"], name="material_county_newest"),
            models.Index(fields=["institution", "-came_at", "-id"], name="material_inst_newest"),
            models.Index(fields=["since", "id"], name="material_here", condition=Q(whereabouts="here")),
            models.Index(
                fields=["city_code", "since", "id"], name="material_city_here", condition=Q(whereabouts="here")
            ),
            models.Index(
                fields=["county_code", "since", "id"], name="material_county_here", condition=Q(whereabouts="here")
            ),
            models.Index(
                fields=["institution", "since", "id"], name="material_inst_here", condition=Q(whereabouts="here")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> uuid.UUID:
        """The key of the entrustment and of its case; the database keeps no material without one."""
        if self.case_id is None:
            raise ValueError("A material belongs to an entrustment or a case.")
        return self.case_id

    @property
    def is_of_a_case(self) -> bool:
        """Whether the entrustment has become a case, or there was none."""
        return self.entrustment is None or self.entrustment.accepted_on is not None

    def get_absolute_url(self) -> str:
        """The custody of materials where it stands: on the page of the case, or of the entrustment before."""
        route = "case_custody" if self.is_of_a_case else "entrustment_custody"
        return f"{reverse(route, args=[self.case_id])}#material-{self.number}"


class CustodyEntry(Regulated):
    """One entry of the chain of a material; it is never changed.

    A wrong one is countered by a new one that names it: of the kind "struck" where it never happened so, otherwise of
    the kind of the wrong one, with what is right. `happened_at` is a claim about the past, `recorded_at` the
    database's. `holder` and `place` say who of the institution has the material afterwards, and where; `giver` who of
    the institution handed it on. `outsider` is the mask of whoever brought or fetched it, whose whole name is
    sealed. `ground` is a code of the list `destruction_grounds`.
    """

    class Kind(models.TextChoices):
        """What happened to the material."""

        RECEIVED = "received", pgettext_lazy("material", "Received")
        MOVED = "moved", _("Moved to another place")
        HANDED = "handed", _("Handed to another person")
        OPENED = "opened", _("Seal opened or changed")
        USED = "used", _("A part used")
        USED_UP = "used_up", _("Used up")
        CONSENTED = "consented", _("Client consented to damage or destruction")
        RETURNED = "returned", pgettext_lazy("material", "Given back")
        DESTROYED = "destroyed", pgettext_lazy("material", "Destroyed")
        STRUCK = "struck", _("Entry struck out")

    class Party(models.TextChoices):
        """Who from outside brought or fetched it."""

        CLIENT = "client", _("The client or somebody sent by the client")
        COURIER = "courier", _("Post or courier")
        OTHER = "other", _("Somebody else, named by the client")

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind.choices)
    happened_at = models.DateTimeField()
    party = models.TextField(choices=Party.choices, blank=True, default="")
    outsider = models.TextField(blank=True, default="")
    outsider_sealed = SealedField()
    giver = models.TextField(blank=True, default="")
    holder = models.TextField(blank=True, default="")
    place = models.TextField(blank=True, default="")
    condition = models.TextField(blank=True, default="")
    seal = models.TextField(blank=True, default="")
    quantity = models.TextField(blank=True, default="")
    damages = models.BooleanField(default=False)
    ground = models.TextField(blank=True, default="")
    document_number = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    document = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    counters = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="countered_by", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["material", "number"], name="one_custody_entry_a_number_in_a_chain"),
            models.CheckConstraint(condition=Q(case__isnull=False), name="a_custody_entry_has_a_key"),
            models.CheckConstraint(
                condition=Q(counters__isnull=True, reason="") | (Q(counters__isnull=False) & ~Q(reason="")),
                name="a_corrected_custody_entry_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind="struck") | Q(counters__isnull=False), name="what_is_struck_out_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.number}"
