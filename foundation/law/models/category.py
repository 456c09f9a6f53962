"""Practice categories in four levels (司规〔2020〕3号, 5号, 司发通〔2019〕56号)."""

from typing import ClassVar

from django.db import models

from foundation.law.models.dated import Dated


class Category(Dated):
    """A node of the tree: 大类, 领域, 分领域, 项目.

    `practice_code` is the practice category (执业类别) a node belongs to, one of the ten of
    decisions.md 42; empty above that level. `abbreviation` is the letter houses print in case
    numbers (临, 毒, …). Where accreditation is compulsory is told
    by the statutory list `accreditation_compulsory`.
    """

    trail_prefix = "law.category"
    trail_key = "code"

    code = models.CharField(primary_key=True, max_length=16)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    practice_code = models.CharField(max_length=16, blank=True)
    official_code = models.TextField(blank=True)
    abbreviation = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "code"]
