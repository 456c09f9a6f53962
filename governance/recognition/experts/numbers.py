"""How many experts each practice category has, beside what the policy asks for."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from foundation.law import queries as law
from governance.recognition.experts.ranks import ranks_on
from governance.recognition.experts.states import Rank
from governance.recognition.models import Expert


@dataclass(frozen=True)
class Numbers:
    """One category: its leading experts and members in office, and how many leading ones it should have."""

    name: str
    leading: int
    members: int
    least: int
    leading_url: str
    members_url: str

    @property
    def missing(self) -> int:
        """How many leading experts are missing."""
        return max(0, self.least - self.leading)


def by_category() -> list[Numbers]:
    """Return the numbers of all categories of the province: counts are no secret, whoever asks."""
    today = timezone.localdate()
    rows = Expert.objects.in_office(today).order_by().values_list("practice_code", "rank").annotate(n=Count("pk"))
    counted: Counter[tuple[str, str]] = Counter({(code, rank): n for code, rank, n in rows})
    rule = ranks_on(today).get(Rank.LEADING.value)
    least = rule.least if rule else 0
    return [
        Numbers(
            each.name,
            counted[each.code, Rank.LEADING.value],
            counted[each.code, Rank.MEMBER.value],
            least,
            _url(each.code, Rank.LEADING.value),
            _url(each.code, Rank.MEMBER.value),
        )
        for each in law.practice_categories()
    ]


def _url(code: str, rank: str) -> str:
    return f"{reverse('expert_list')}?{urlencode({'category': code, 'rank': rank, 'standing': 'in_office'})}"
