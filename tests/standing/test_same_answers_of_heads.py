"""The head of an institution whose licence was revoked is barred by page and by API alike."""

from collections.abc import Iterator

import pytest
import time_machine

from institutions.actions.barring_heads import restrict_head
from institutions.models import Institution
from tests.factories.heads import HEAD, IDENTITY, head_bar, make_revoked
from tests.factories.standing import WHY
from tests.people import Cast
from tests.sameness import Act, Scene, compare

GIVEN = {
    "name": HEAD, "identity_number": IDENTITY, "valid_from": "2026-11-02",
    "document_number": "示例吊销决〔2026〕900号", "reason": WHY,
}  # fmt: skip


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Register(Scene):
    """Institutions whose licence was revoked, or which ended otherwise, or stand."""

    tables = ("institutions", "accounts")
    drawn = frozenset({"identity_number"})  # sealed with a nonce

    def revoked(self) -> Institution:
        return make_revoked(by=self.actor("province"))

    def ended_otherwise(self) -> Institution:
        return make_revoked(by=self.actor("province"), ground="J27-1")

    def standing(self) -> Institution:
        return self.cast.jinan_institution

    def barred(self) -> Institution:
        house = self.revoked()
        restrict_head(house.pk, by=self.actor("province"), **head_bar())
        return house


ACTS = (
    Act(
        "head_restriction_new", "api_head_restrictions", "province", Register.revoked, GIVEN, "institutions.restrict",
        amiss=({"name": "长" * 101}, {"identity_number": "1"}, {"valid_from": "2026-11-26"},
               {"valid_from": "2020-01-01"}, {"reason": "x"}, {"reason": "长" * 501},
               {"document_number": "1" * 101}),
        wrong=(Register.ended_otherwise, Register.standing, Register.barred),
        strangers=(("jinan_clerk", 403), ("auditor", 403)), versioned=False,
    ),
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same(cast: Cast, act: Act) -> None:
    compare(Register(cast), act)
