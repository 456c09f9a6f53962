"""The shared parts of pages: pager, filter chips, jobs, problems of a sheet, reasons, navigation, messages."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.forms import Form
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from foundation.audit.errors import Finding


@pytest.fixture(autouse=True)
def _chinese() -> Any:
    with translation.override("zh-hans"):
        yield


def _part(name: str, **context: object) -> str:
    request = RequestFactory().get("/imports/7/")
    return render_to_string(f"components/{name}.html", context, request=request)


def test_the_pager_says_200_plus_instead_of_a_false_total() -> None:
    page = {"first": 1, "last": 50, "count": 200, "capped": True, "previous_url": "", "next_url": "?after=x"}
    html = _part("pager", page=page)
    assert "200+条，本页1—50" in html
    assert 'rel="next" href="?after=x"' in html
    assert 'aria-disabled="true">上一页' in html
    assert "共14条" in _part("pager", page={**page, "count": 14, "capped": False})


def test_filter_chips_name_what_they_drop() -> None:
    html = _part("chips", chips=[{"label": "类别", "value": "法医临床", "remove_url": "?"}])
    assert '去掉条件： </span><span class="pt-dim">类别</span> <span>法医临床</span>' in html
    assert _part("chips", chips=[]).strip() == ""


def test_a_running_job_counts_asks_again_by_itself_and_without_script() -> None:
    job = {
        "id": 7,
        "title": "正在检查台账",
        "done": 742,
        "total": 1186,
        "unit": "行",
        "running": True,
        "poll_url": "/jobs/7/",
    }
    html = _part("job", job=job)
    assert "742／1,186行。可以离开本页。" in html
    assert 'hx-get="/jobs/7/" hx-trigger="every 2s"' in html
    assert '<progress max="1186" value="742"' in html
    assert '<a href="/imports/7/">刷新</a>' in html


def test_a_finished_job_stops_asking_and_leads_to_its_result() -> None:
    job = {"id": 7, "title": "检查完成", "running": False, "poll_url": "/jobs/7/", "note": "1,180行合格"}
    job |= {"result_url": "/r", "result_text": "看结果"}
    html = _part("job", job=job)
    assert "hx-get" not in html
    assert '<a href="/r">看结果</a>' in html


def test_problems_name_row_column_value_and_what_to_do_and_escape_the_value() -> None:
    problem = {"row": 12, "column": "委托日期", "value": "<b>2月30日", "what": "没有这一天", "to_do": "改为实际日期"}
    html = _part("problems", problems=[problem, {**problem, "value": ""}])
    assert "&lt;b&gt;2月30日" in html
    assert ">空</span>" in html
    for words in ("12", "委托日期", "没有这一天", "改为实际日期"):
        assert words in html


def test_reasons_give_the_article_and_a_way_out() -> None:
    findings = [
        Finding("该项不在本机构业务范围内", "《程序通则》第十五条", way_out="告知委托人另行委托"),
        Finding("量角器校准将到期", overridable=True),
    ]
    html = _part("why", findings=findings, title="现在不能受理")
    assert "《程序通则》第十五条" in html
    assert "可以： 告知委托人另行委托" in html
    assert 'aria-label="不可以"' in html
    assert 'aria-label="说明理由后可以"' in html


def test_navigation_marks_the_present_page_and_says_late_in_words() -> None:
    items = [
        {"title": "案件", "url": "/cases/", "current": True},
        {"title": "投诉", "url": "/c/", "count": 4, "tone": "late"},
    ]
    html = _part("side_navigation", navigation=[{"title": "业务", "items": items}])
    assert '<a href="/cases/" aria-current="page">案件' in html
    assert 'pt-count--late">4<span class="visually-hidden">已超期</span>' in html


def test_messages_stay_on_the_page_and_errors_are_announced() -> None:
    class Message(SimpleNamespace):
        def __str__(self) -> str:
            return str(self.text)

    html = _part(
        "messages",
        messages=[Message(level_tag="success", text="台账已载入"), Message(level_tag="error", text="没有载入")],
    )
    assert 'role="status"' in html
    assert 'role="alert"' in html
    assert "pt-note--zhu" in html


def test_sign_out_and_switching_are_forms_that_post() -> None:
    postings = [
        {"id": "1", "label": "监管", "organisation": "山东省司法厅", "current": True},
        {"id": "2", "label": "督查", "organisation": "济南市司法局", "current": False},
    ]
    html = _part("account_menu", postings=postings)
    assert html.count('method="post"') >= 2
    assert html.count("csrfmiddlewaretoken") >= 2
    assert 'name="posting" value="2"' in html


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("errors/400.html", "平台无法处理这次请求"),
        ("errors/403.html", "本页不接受这次请求"),
        ("errors/404.html", "没有这个页面"),
        ("errors/429.html", "短时间内请求过多"),
        ("errors/500.html", "平台出了差错"),
        ("errors/csrf.html", "表单打开的时间过长"),
        ("404.html", "没有这个页面"),
        ("500.html", "平台出了差错"),
        ("account/logout.html", "草稿会保留"),
        ("mfa/authenticate.html", "第二步：验证码"),
    ],
)
def test_pages_without_data_say_what_happened_and_what_next(template: str, words: str) -> None:
    html = render_to_string(template, {"form": Form()}, request=RequestFactory().get("/"))
    assert words in html
    assert html.count("<h1") == 1
    assert html.count('id="main"') == 1
