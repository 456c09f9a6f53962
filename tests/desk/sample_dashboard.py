"""A small invented dashboard for the tests of its page."""

from datetime import UTC, datetime

from foundation.desk.charts.city_map import CityFigure, city_map
from foundation.desk.charts.contract import (
    Areas,
    Cell,
    Column,
    Dashboard,
    Definition,
    DefinitionLine,
    Figure,
    Link,
    Month,
    Months,
    Section,
    Table,
    TableRow,
    WarningLine,
)
from foundation.desk.charts.rulers import bar, ruler

DEFINITION = Definition(
    (DefinitionLine("算法", "本年受理的鉴定案件件数"), DefinitionLine("数据", "固定链接", "/figures/1"))
)


def table(name: str) -> Table:
    """One row with a bar, a number and a late number."""
    columns = (Column(name), Column("本年", hidden_title=True, hide_on_phone=True), Column("受理"), Column("超期"))
    cells = (Cell(bar=bar(3, 2, 3)), Cell("3", "/cases/?x=1"), Cell("1", "/cases/?late=1", tone="zhu"))
    total = TableRow("合计", (Cell(), Cell("3"), Cell("1")))
    return Table(name, columns, (TableRow("法医临床", cells, "/figures/?category=FY-02"),), total)


def dashboard(*, with_map: bool = True) -> Dashboard:
    """The page of a province (with map) or of a city (without)."""
    figures = (
        Figure("case_volume", "年办案量", "131,440", "/cases/?year=2026", "件", "目标150,000", definition=DEFINITION,
               ruler=ruler([131_440], target=150_000, target_label="目标"), sentence="完成87.6%。"),
        Figure("complaint_rate", "有效投诉率", None, waiting="投诉登记尚未接入。", definition=DEFINITION),
    )  # fmt: skip
    months = Months(
        title="各月受理案件", lead="比上年同期多8.3%。", unit="件", now_name="2026年", last_name="2025年", running=1,
        running_label="2月（至15日）",
        months=(Month("1月", 12801, 9677, "/cases/?m=1", "/cases/?m=13"), Month("2月", None, 5)),
    )  # fmt: skip
    warning = WarningLine(
        "late", "已超期", "9件超期", "/w/1", "德州市", "11月4日起", "逐件说明", "德州市司法局", "/w/1/act"
    )
    jinan = CityFigure("济南市", 9, "/figures/?city=370100")
    drawn = city_map("十六市受理案件", {"370100": jinan}) if with_map else None
    return Dashboard(
        title="2026年全省运行情况", as_of=datetime(2026, 11, 15, 0, 0, tzinfo=UTC), figures=figures,
        facts=("本年第219个工作日，共248个",), permalink="/figures/2026", warnings=(warning,), months=months,
        periods=(Link("年", "?by=year", current=True), Link("月", "?by=month")),
        categories=Section("执业类别", "一类超期。", table("执业类别")),
        areas=Areas("十六市", "济南市9件。", table("市"), map=drawn, findings=("济南市9件。",)),
    )  # fmt: skip
