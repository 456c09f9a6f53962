"""Acknowledging does the same by its page and by the API, and is refused with the same findings."""

import pytest

from governance.early_warning.actions.acknowledging import acknowledge
from governance.early_warning.models import EarlyWarning
from tests.factories.warnings import make_warning
from tests.people import Cast
from tests.sameness import Act, Scene, compare

WHY = "示例：已约谈，机构承诺月底前办结"


class Warned(Scene):
    """A warning about the institution in Jinan."""

    tables = ("early_warning",)

    def opened(self) -> EarlyWarning:
        return make_warning(self.cast.jinan_institution)

    def acknowledged(self) -> EarlyWarning:
        row = self.opened()
        return acknowledge(row.pk, by=self.actor("jinan"), version=row.trail_seq, reason=WHY)


ACTS = (
    Act(
        "early_warning_acknowledge", "api_early_warnings_acknowledge", "jinan", Warned.opened, {"reason": WHY},
        "early_warning.acknowledge", "acknowledged", amiss=({"reason": "x"}, {"reason": "长" * 501}),
        wrong=(Warned.acknowledged,), strangers=(("qingdao", 404), ("jinan_clerk", 403), ("lixia", 403)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Warned(cast), act)
