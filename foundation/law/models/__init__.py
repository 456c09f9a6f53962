"""Tables of the law app."""

from foundation.law.models.category import Category
from foundation.law.models.dated import Confidence, Dated
from foundation.law.models.division import Division
from foundation.law.models.former import Former, FormerCategory, FormerDivision
from foundation.law.models.rule import DeadlineRule, Ground
from foundation.law.models.source import Article, Source

__all__ = [
    "Article",
    "Category",
    "Confidence",
    "Dated",
    "DeadlineRule",
    "Division",
    "Former",
    "FormerCategory",
    "FormerDivision",
    "Ground",
    "Source",
]
