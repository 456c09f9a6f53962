"""The browser of a visitor repeats a draw by itself, and its arithmetic is that of Python."""

import copy
import random
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from foundation.draws import protocol
from foundation.draws.proof import bundle, repeat
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.models import ExpertDraw
from tests.database import in_one_transaction
from tests.factories.experts import draw, make_draw, make_expert, opening
from tests.people import Cast

CHECKS = {
    "commitment": {"commitment"},
    "lists": {"list of objects", "list of inspectors"},
    "recusals": {"recusals"},
    "source": {"source of the public value"},
    "seed": {"seed"},
    "result": {"sample", "teams"},
}
"""What the page says in one line, by the checks of `foundation.draws.proof`."""


@pytest.fixture
def drawn(transactional_db: None, cast: Cast) -> ExpertDraw:
    """A draw of two, after its value."""
    with in_one_transaction():
        by = cast.actor("jinan")
        return draw(make_draw(cast.jinan_institution, by=by, at=cast.qingdao_institution), by=by)


@pytest.fixture
def page(chromium: Browser, live_server: object) -> Page:
    """A visitor's phone."""
    context = chromium.new_context(base_url=str(live_server), locale="zh-CN", viewport={"width": 390, "height": 800})
    return context.new_page()


def test_a_visitor_repeats_a_draw_with_one_press_and_nothing_but_the_file_is_fetched(
    drawn: ExpertDraw, page: Page
) -> None:
    page.goto("/draws/")
    page.get_by_role("link", name="第2026-1号抽取").click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.split('/', 3)[3]}"))
    page.get_by_role("button", name="在浏览器中复核").click()
    expect(page.get_by_text("浏览器复核的各项全部一致。")).to_be_visible()
    assert page.locator("[data-check]").all_inner_texts() == ["一致"] * 6
    assert asked == [f"GET draws/{drawn.pk}/proof.json"]


def test_before_the_value_the_browser_checks_what_was_promised_and_waits_for_the_rest(
    transactional_db: None, cast: Cast, page: Page
) -> None:
    with in_one_transaction(), time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        make_expert(cast.qingdao_institution)
        row = drawing.open_draw(cast.jinan_institution.pk, opening(size=1), by=cast.actor("jinan"))
    page.goto(f"/draws/{row.pk}/")
    page.get_by_role("button", name="在浏览器中复核").click()
    expect(page.get_by_text("浏览器复核的各项全部一致。")).to_be_visible()
    assert page.locator("[data-check]").all_inner_texts() == ["一致"] * 3 + ["待公开随机数"] * 3


def test_the_browser_and_python_draw_the_same_from_every_bundle_and_find_every_forgery(
    drawn: ExpertDraw, page: Page
) -> None:
    page.goto(f"/draws/{drawn.pk}/")
    chance = random.Random(1902)
    sound = [made(chance) for _each in range(25)]
    forged = [falsified(each, chance) for each in sound]
    for given in [*sound, *forged]:
        ours = repeat(given)
        assert said_by_browser(page, given) == {
            name: "一致" if all(check.holds for check in ours.checks if check.what in parts) else "不一致"
            for name, parts in CHECKS.items()
        }
    assert all(repeat(each).sound for each in sound) and not any(repeat(each).sound for each in forged)


def said_by_browser(page: Page, given: dict[str, Any]) -> dict[str, str]:
    """What the page says of a bundle; its own arithmetic gave the draw if it says that the result agrees."""
    page.unroute("**/proof.json")
    page.route("**/proof.json", lambda route: route.fulfill(json=given))
    page.evaluate("document.querySelectorAll('[data-check], [data-verdict]').forEach(each => each.hidden = true)")
    with page.expect_response("**/proof.json"):
        page.get_by_role("button", name="在浏览器中复核").click()
    page.locator("[data-verdict]:not([hidden])").wait_for()
    told: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-check]')].map(e => [e.dataset.check, e.textContent]))"
    )
    return told


def made(chance: random.Random) -> dict[str, Any]:
    """A draw of several objects with teams, of another size each time."""
    pool = [f"{chance.getrandbits(40):010x}" for _each in range(chance.randint(2, 12))]
    people = [f"{chance.getrandbits(64):016x}" for _each in range(chance.randint(5, 12))]
    recused = {name: sorted(chance.sample(people, chance.randint(1, 2))) for name in chance.sample(pool, 2)}
    size, team = chance.randint(1, len(pool)), chance.randint(1, 3)
    parts = [{"source": "某彩票 “双色球”\n第1期", "date": "2026-12-01", "value": f"{chance.getrandbits(20)} é"}]
    plan = {
        "algorithm": protocol.ALGORITHM, "title": "示例：抽取\t\"甲\"", "size": size, "team": team,
        "pool_hash": protocol.list_hash(pool), "inspectors_hash": protocol.list_hash(people),
        "recused_hash": protocol.commitment(recused),
        "sources": [{"source": parts[0]["source"], "date": parts[0]["date"]}],
    }  # fmt: skip
    seed = protocol.seed_of(protocol.commitment(plan), parts)
    sample = protocol.objects_drawn(seed, pool, size)
    teams = protocol.teams_drawn(seed, [each.id for each in sample], people, recused, team)
    result = {
        "seed": seed,
        "drawn": [[each.rank, each.id, each.key] for each in sample],
        "teams": {name: list(each) for name, each in teams.items()},
    }
    return bundle(plan, pool=pool, inspectors=people, recused=recused, parts=parts, result=result)


def falsified(given: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same with one thing changed."""
    false = copy.deepcopy(given)
    match chance.randint(0, 4):
        case 0:
            false["parts"][0]["value"] += "1"
        case 1:
            false["inspectors"].append("ffff")
        case 2:
            false["plan"]["title"] += "。"
        case 3:
            false["recused"] = {}
        case _:
            first = next(iter(false["result"]["teams"].values()))
            first[0] = "0000"
    return false
