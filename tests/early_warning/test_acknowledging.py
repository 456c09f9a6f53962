"""Acknowledging: by an officer of the owner's level in the jurisdiction, with a reason; others see nothing of it."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.jobs import Run, registry
from foundation.audit.models import Event, OutboxMessage
from foundation.desk.work.counting import counted
from governance.early_warning.actions.acknowledging import acknowledge
from governance.early_warning.actions.telling import NOTICE, TELL_JOB, order_digests, tell
from governance.early_warning.models import EarlyWarning
from tests.api.conftest import Caller
from tests.factories.tokens import make_token
from tests.factories.users import make_posting
from tests.factories.warnings import make_warning, make_warning_of_a_city, make_warning_of_the_province
from tests.people import Cast

SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)
WHY = "示例：已约谈，机构承诺月底前办结"


def test_the_officer_of_the_city_acknowledges_and_the_reason_stands_on_page_and_trail(
    cast: Cast, sign_in: SignIn
) -> None:
    row, client = make_warning(cast.jinan_institution), sign_in("jinan")
    page = client.get(f"{row.get_absolute_url()}acknowledge/")
    assert "许可证将届满" in page.content.decode()
    short = client.post(f"{row.get_absolute_url()}acknowledge/", {"version": row.trail_seq, "reason": "x"})
    assert short.status_code == 422
    sent = {"version": row.trail_seq, "reason": WHY}
    assert client.post(f"{row.get_absolute_url()}acknowledge/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.acknowledged_on, row.acknowledged_in) == ("acknowledged", TODAY, cast.jinan)
    assert Event.objects.get(stream=row.stream, seq=row.trail_seq).content["reason"] == WHY
    shown = client.get(row.get_absolute_url()).content.decode()
    assert WHY in shown and "示例济南市司法局" in shown


@pytest.mark.parametrize(("who", "error"), [
    ("province", RuleBroken), ("lixia", NotAllowed), ("qingdao", NotAllowed), ("province_leader", NotAllowed),
    ("jinan_head", NotAllowed), ("auditor", NotAllowed),
])  # fmt: skip
def test_nobody_else_acknowledges_what_lies_with_the_city(cast: Cast, who: str, error: type[Exception]) -> None:
    row = make_warning(cast.jinan_institution)
    with pytest.raises(error):
        acknowledge(row.pk, by=cast.actor(who), version=row.trail_seq, reason=WHY)
    row.refresh_from_db()
    assert row.state == "open"


def test_an_old_version_and_a_second_acknowledgement_are_refused(cast: Cast) -> None:
    row, by = make_warning_of_the_province(), cast.actor("province")
    with pytest.raises(StaleState):
        acknowledge(row.pk, by=by, version=row.trail_seq - 1, reason=WHY)
    done = acknowledge(row.pk, by=by, version=row.trail_seq, reason=WHY)
    with pytest.raises(RuleBroken, match="不再等待签收"):
        acknowledge(row.pk, by=by, version=done.trail_seq, reason=WHY)


def test_the_officer_of_another_city_sees_nothing_of_it_on_any_way(cast: Cast, sign_in: SignIn) -> None:
    row, city = make_warning(cast.jinan_institution), make_warning_of_a_city("370100")
    make_warning_of_the_province()
    client, caller = sign_in("qingdao"), Caller(make_token(cast.qingdao))
    listed = client.get("/warnings/").content.decode()
    assert "目前没有预警" in listed
    for each in (row, city):
        assert client.get(each.get_absolute_url()).status_code == 404
        assert caller.get(f"early-warnings/{each.pk}/").status_code == 404
    assert caller.get("early-warnings/").json()["results"] == []
    assert "需要处理的预警" not in client.get("/figures/city/370200/").content.decode()
    assert sign_in("jinan_clerk").get("/warnings/").status_code == 403


def test_each_level_sees_its_own_and_the_heap_holds_what_one_acknowledges_oneself(cast: Cast) -> None:
    make_warning(cast.jinan_institution)
    make_warning_of_a_city("370100")
    make_warning(cast.qingdao_institution)
    make_warning_of_the_province()

    def seen(who: str) -> tuple[int, int | None]:
        actor = cast.actor(who)
        heaps = {each.heap.code: each.count for each in counted(actor, TODAY)}
        return EarlyWarning.objects.visible_to(actor).count(), heaps.get("early_warnings_to_acknowledge")

    assert {who: seen(who) for who in ("province", "jinan", "qingdao", "lixia")} == {
        "province": (4, 1), "jinan": (2, 2), "qingdao": (1, 1), "lixia": (1, None),
    }  # fmt: skip


def test_the_dashboard_names_what_waits_with_its_act_where_it_is_ones_own(cast: Cast, sign_in: SignIn) -> None:
    make_warning(cast.jinan_institution)
    own = sign_in("jinan").get("/figures/city/370100/").content.decode()
    assert "需要处理的预警" in own and "/acknowledge/" in own
    above = sign_in("province").get("/figures/").content.decode()
    assert "需要处理的预警" in above and "/acknowledge/" not in above and "/warnings/rules/" in above
    assert "需要处理的预警" not in sign_in("province").get("/figures/?year=2025").content.decode()


def test_each_person_concerned_is_told_once_a_day_in_numbers_alone(cast: Cast) -> None:
    make_posting("", "officer", cast.qingdao.organisation, user=cast.jinan.user)
    with time_machine.travel("2026-11-20 10:00+08:00", tick=False):
        make_warning(cast.jinan_institution)
    make_warning_of_a_city("370100")
    make_warning(cast.qingdao_institution)
    assert order_digests(date(2026, 11, 22)) == 0, "a Sunday"
    assert order_digests(TODAY) == 3, "the officers of province, Jinan and Qingdao"
    assert order_digests(TODAY) == 0
    payloads = OutboxMessage.objects.filter(topic=TELL_JOB).values_list("payload", flat=True)
    outcomes = []
    for payload in (*payloads, *payloads):
        run = Run(1, payload)
        registry[TELL_JOB].work(run)
        outcomes.append(run.result["outcome"])
    assert sorted(outcomes) == ["nothing waits", "nothing waits", "over", "over", "sent", "sent"]
    notices = {row.user_id: row.params for row in Notice.objects.filter(kind=NOTICE)}
    assert notices == {
        cast.jinan.user_id: {"opened": 2, "waiting": 3, "closed": 0},
        cast.qingdao.user_id: {"opened": 1, "waiting": 1, "closed": 0},
    }
    assert tell(cast.province.user_id, TODAY) == "nothing waits"
