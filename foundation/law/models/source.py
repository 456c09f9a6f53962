"""Legal sources and their articles."""

from typing import ClassVar

from django.db import models

from foundation.law.models.dated import Dated


class Source(Dated):
    """A law, regulation, ministry rule or policy document; `rank` orders them by hierarchy.

    1 law, 2 administrative regulation, 3 local regulation and ministry rule (立法法 95(2) names no
    winner between them), 4 other documents of the State, 5 of the province, 6 texts of other
    provinces for comparison.
    """

    trail_prefix = "law.source"
    trail_key = "code"

    code = models.TextField()
    number = models.TextField(blank=True)
    short_zh = models.TextField(blank=True)
    rank = models.PositiveSmallIntegerField(default=9)
    issued_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["rank", "code", "effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_source_a_code_and_day")
        ]


class Article(Dated):
    """One article of a source (`source_code`): its number and its rule in our words (`name_*`)."""

    trail_prefix = "law.article"
    trail_key = "code"

    code = models.TextField()
    number = models.TextField()
    text_zh = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["source_code", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_article_a_code_and_day")
        ]
