"""From the order of a list to its file, and everything that can come between."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from cases.models import Case
from foundation.accounts.actions.disabling import disable
from foundation.accounts.actions.posting import end_posting
from foundation.accounts.models import Delegation, Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.jobs import perform
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.desk.lists import known
from foundation.documents.models import StoredFile
from foundation.exchange.actions import exporting, writing_exports
from foundation.exchange.models import Export
from tests.exchange.exports.ordering import COLUMNS, download, order, rows_of, written
from tests.factories.cases import make_case
from tests.factories.users import make_posting
from tests.people import Cast

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    found = [make_case(cast.jinan_institution, fee=1200, accepted_on=date(2026, 10, 12)) for _each in range(3)]
    make_case(cast.qingdao_institution)
    return found


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_clerk_gets_the_cases_of_his_institution_and_no_other(cast: Cast, cases: list[Case], form: str) -> None:
    export = written(order(cast.actor("jinan_clerk"), form=form))
    head, headings, *rows = rows_of(export)
    assert (export.state, export.rows) == ("ready", 3)
    assert {row[0] for row in rows} == {case.case_number for case in cases}
    assert headings[:2] == ["案号", "状态"]
    assert rows[0][1] == "办理中"
    assert str(rows[0][2]) == ("2026-10-12" if form == "csv" else "2026-10-12 00:00:00")
    assert float(rows[0][5]) == 1200
    assert "数据截至2026-11-23 10:00" in head[0]
    assert "济南示例甲司法鉴定中心" in head[0]
    assert cast.jinan_clerk.user.person.name not in head[0]
    assert Notice.objects.get(kind="export_ready").user == cast.jinan_clerk.user


def test_the_conditions_of_the_list_hold_and_stand_in_the_first_line(cast: Cast, cases: list[Case]) -> None:
    make_case(cast.jinan_institution, state="suspended")
    export = written(order(cast.actor("jinan"), query="state=suspended&order=newest"))
    head, _headings, *rows = rows_of(export)
    assert len(rows) == 1
    assert "条件：状态：已中止" in head[0]


def test_only_selected_rows_and_only_among_those_one_sees(cast: Cast, cases: list[Case]) -> None:
    foreign = Case.objects.get(institution=cast.qingdao_institution)
    picked = [str(cases[0].pk), str(foreign.pk)]
    export = written(order(cast.actor("jinan_clerk"), picked=picked))
    assert [row[0] for row in rows_of(export)[2:]] == [cases[0].case_number]


def test_the_rows_behind_a_figure_are_exported_under_its_name(cast: Cast, cases: list[Case]) -> None:
    query = "measure=cases.accepted&from=2026-10-01&until=2026-10-31&city=370100"
    export = written(order(cast.actor("province"), query=query))
    head, _headings, *rows = rows_of(export)
    assert len(rows) == 3
    assert "2026年10月1日" in head[0]


@pytest.mark.parametrize(
    ("columns", "query", "picked"),
    [
        ((), "", ()),
        (("no_such_column",), "", ()),
        (COLUMNS, "accepted_from=yesterday", ()),
        (COLUMNS, "", ("no key",)),
        (COLUMNS, "", ("a\0b",)),
        (COLUMNS, "q=" + "1" * 5_000, ()),
    ],
)
def test_an_order_that_cannot_be_read_is_refused_with_words(
    cast: Cast, columns: tuple[str, ...], query: str, picked: tuple[str, ...]
) -> None:
    with pytest.raises(RuleBroken):
        order(cast.actor("jinan_clerk"), columns=columns, query=query, picked=picked)
    assert not Export.objects.exists()


def test_whoever_may_not_list_may_not_export(cast: Cast) -> None:
    for name in ("appraiser", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            order(cast.actor(name))


def test_a_fourth_export_waits_for_one_of_the_three(cast: Cast) -> None:
    actor = cast.actor("jinan_clerk")
    first, *_others = [order(actor) for _each in range(3)]
    with pytest.raises(RuleBroken):
        order(actor)
    exporting.cancel(first.pk, by=actor, version=first.trail_seq)
    order(actor)


def end_the_posting(cast: Cast) -> None:
    posting = cast.jinan_clerk
    end_posting(posting, last_day=None, by=cast.actor("administrator"), reason="示例", version=posting.trail_seq)


def disable_the_account(cast: Cast) -> None:
    disable(cast.jinan_clerk.user, by=cast.actor("administrator"), reason="示例")


def take_the_verb(cast: Cast) -> None:
    row = Delegation.objects.get(verb="cases.view", role="case_clerk", level="none")
    row.effective_to = timezone.localdate() - timedelta(days=1)
    with transaction.atomic():
        write(row, "delegation.withdrawn", by=SYSTEM)


@pytest.mark.parametrize(
    ("lose", "reason"),
    [(end_the_posting, "posting"), (disable_the_account, "account"), (take_the_verb, "right")],
    ids=["posting", "account", "verb"],
)
def test_a_right_lost_between_order_and_writing_gives_no_file_and_is_recorded(
    cast: Cast, cases: list[Case], lose: Callable[[Cast], None], reason: str
) -> None:
    export = order(cast.actor("jinan_clerk"))
    lose(cast)
    written(export)
    assert (export.state, export.reason, export.file) == ("refused", reason, None)
    event = Event.objects.get(stream=export.stream, kind="export.refused")
    assert event.content["facts"]["reason"] == reason


def test_a_right_lost_while_it_is_written_gives_no_file(
    cast: Cast, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_exports, "PIECE", 1)
    export = order(cast.actor("jinan_clerk"))
    _meanwhile(monkeypatch, lambda: end_the_posting(cast))
    written(export)
    assert (export.state, export.reason) == ("refused", "posting")


def test_a_cancelled_export_stops_at_the_next_piece(
    cast: Cast, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_exports, "PIECE", 1)
    actor = cast.actor("jinan_clerk")
    export = order(actor)

    def cancel() -> None:
        export.refresh_from_db()
        exporting.cancel(export.pk, by=actor, version=export.trail_seq)

    _meanwhile(monkeypatch, cancel)
    written(export)
    assert (export.state, export.file) == ("cancelled", None)
    with pytest.raises((StaleState, RuleBroken)):
        exporting.cancel(export.pk, by=actor, version=1)


def _meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen after the first piece was written."""
    advance = writing_exports._advance
    seen: list[int] = []

    def note(export: Export, done: int, total: int) -> None:
        advance(export, done, total)
        if done == 1 and not seen:
            seen.append(done)
            happens()

    monkeypatch.setattr(writing_exports, "_advance", note)


def test_a_second_delivery_writes_no_second_file(cast: Cast, cases: list[Case]) -> None:
    export = written(order(cast.actor("jinan_clerk")))
    message = OutboxMessage.objects.get(topic=exporting.EXPORT_JOB)
    file = export.file_id
    perform(message.topic, message.pk)
    assert writing_exports.write_export(export.pk) is None
    export.refresh_from_db()
    assert export.file_id == file
    assert Notice.objects.filter(kind="export_ready").count() == 1
    assert Event.objects.filter(stream=export.stream, kind="export.ready").count() == 1


class Killed(BaseException):
    """The worker is gone in the middle of the work."""


@pytest.mark.parametrize("where", ["_advance", "_received", "_finish"])
def test_an_export_whose_worker_died_is_written_from_the_beginning_and_counts_once(
    cast: Cast, cases: list[Case], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(writing_exports, "PIECE", 1)
    export = order(cast.actor("jinan_clerk"), form="xlsx")

    def die(*given: Any) -> None:
        if where != "_advance" or given[1] == 2:
            raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(writing_exports, where, die)
        with pytest.raises(Killed):
            writing_exports.write_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.file) == ("running", None)
    written(export)
    assert (export.state, export.rows) == ("ready", 3)
    assert len(rows_of(export)) == 2 + 3
    assert StoredFile.objects.filter(belongs_to=export.stream).count() == 1
    assert list((Path(settings.DATA_DIR) / "exports").iterdir()) == [], "nothing in the clear is left behind"


def test_more_rows_than_a_file_may_hold_are_refused_with_the_way_out(
    cast: Cast, cases: list[Case], monkeypatch: pytest.MonkeyPatch, sign_in: SignIn
) -> None:
    monkeypatch.setattr(writing_exports, "MOST_ROWS", 2)
    export = written(order(cast.actor("jinan_clerk")))
    assert (export.state, export.reason) == ("failed", "too_many")
    assert "缩小" in sign_in("jinan_clerk").get(export.get_absolute_url()).content.decode()


def test_a_file_is_fetched_by_who_ordered_it_and_every_time_is_an_event(
    cast: Cast, cases: list[Case], sign_in: SignIn
) -> None:
    export = written(order(cast.actor("jinan_clerk")))
    colleague = make_posting("colleague", "case_clerk", cast.jinan_institution.organisation)
    for name in ("jinan_head", "province", "jinan", "jinan_institution_administrator"):
        for path in ("", "progress/", "file/"):
            assert sign_in(name).get(f"/exports/{export.pk}/{path}").status_code == 404
        assert sign_in(name).get(f"/files/{export.file_id}/").status_code == 404
    assert colleague.pk
    answer = download(sign_in("jinan_clerk"), export)
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    b"".join(download(sign_in("jinan_clerk"), export))
    assert Event.objects.filter(stream=export.stream, kind="export.downloaded").count() == 2
    assert sign_in("jinan_clerk").get(f"/files/{export.file_id}/").status_code == 404


def test_a_file_expires_after_24_hours_even_before_the_job_notes_it(
    cast: Cast, cases: list[Case], sign_in: SignIn, today: time_machine.Traveller
) -> None:
    export = written(order(cast.actor("jinan_clerk")))
    today.move_to(NOW + timedelta(hours=23, minutes=59))
    client = sign_in("jinan_clerk")
    b"".join(download(client, export))
    today.move_to(NOW + timedelta(hours=24))
    client = sign_in("jinan_clerk")
    assert download(client, export).status_code == 422
    assert "已过期" in client.get("/exports/").content.decode()
    assert exporting.expire() == 1
    export.refresh_from_db()
    assert export.state == "expired"
    assert exporting.expire() == 0


def test_a_right_lost_after_writing_gives_no_file(cast: Cast, cases: list[Case], sign_in: SignIn) -> None:
    export = written(order(cast.actor("jinan_clerk")))
    client = sign_in("jinan_clerk")
    take_the_verb(cast)
    assert download(client, export).status_code == 403


def test_the_conditions_lie_sealed_and_the_trail_does_not_repeat_them(cast: Cast) -> None:
    export = order(cast.actor("jinan_clerk"), query="q=%E9%87%91%E4%B8%9D%E9%9B%80")
    assert str(export.query) == "••••"
    body = Event.objects.get(stream=export.stream, kind="export.requested").content
    assert "金丝雀" not in str(body)
    assert "%E9" not in str(body)


def test_pages_from_the_list_to_the_file(cast: Cast, cases: list[Case], sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    asked = client.post("/exports/new/", {"list": "cases", "query": "state=in_progress&after=x", "format": "xlsx"})
    assert asked.status_code == 200
    assert asked.context["rows"] == 3
    key = asked.context["key"]
    given: dict[str, Any] = {
        "list": "cases", "query": asked.context["query"], "ordered": "1", "key": key, "form": "xlsx",
        "columns": ["number", "due"],
    }  # fmt: skip
    first = client.post("/exports/new/", given)
    again = client.post("/exports/new/", given)
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    assert Export.objects.count() == 1
    page = client.get(first.headers["Location"]).content.decode()
    assert "pt-job" in page
    export = written(Export.objects.get())
    page = client.get(first.headers["Location"]).content.decode()
    assert f"/exports/{export.pk}/file/" in page
    assert len(rows_of(export)[1]) == 2


def test_a_form_without_columns_comes_back_with_the_error_beside_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan_clerk")
    answer = client.post("/exports/new/", {"list": "cases", "query": "q=1", "ordered": "1", "form": "csv"})
    assert answer.status_code == 422
    assert "至少选择一列" in answer.content.decode()
    assert client.post("/exports/new/", {"list": "no_such_list"}).status_code == 404
    assert client.get("/exports/new/?list=cases&query=accepted_from%3Dyesterday").status_code == 422
    assert known("cases").url == "/cases/"


def test_every_trail_of_an_export_verifies(cast: Cast, cases: list[Case]) -> None:
    export = written(order(cast.actor("jinan_clerk")))
    report = verify(export.stream)
    assert (report.events, report.faults) == (3, [])
