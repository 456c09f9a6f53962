// Starts every chart on the page. Data comes from a JSON script element named by data-chart; colours come from the
// design tokens, so that a theme needs no second configuration. The same numbers stand in the table beside the chart.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([AriaComponent, BarChart, GridComponent, LineChart, MarkLineComponent, SVGRenderer, TooltipComponent]);

const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(`--pt-${name}`).trim();
const thousands = (value) =>
  value === null || value === undefined ? "—" : String(value).replace(/\B(?=(\d{3})+$)/g, ",");

function shared(data) {
  const text = { color: token("c-text"), fontSize: data.wall ? 18 : 12, fontFamily: token("sans") };
  return {
    text,
    animation: false,
    grid: { left: 4, right: 8, top: 20, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: token("sheet"),
      borderColor: token("ink"),
      borderWidth: 1,
      borderRadius: 2,
      shadowBlur: 0,
      padding: [8, 12],
      textStyle: { color: token("ink"), fontSize: 13, fontFamily: token("sans") },
      axisPointer: { type: "line", lineStyle: { color: token("rule-2"), width: 1, type: "solid" } },
      formatter: (rows) =>
        [rows[0].name, ...rows.map((row) => `${row.seriesName}  ${thousands(row.value)} ${data.unit}`)].join("\n"),
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      minInterval: 1,
      axisLabel: { formatter: thousands, ...text },
      splitLine: { lineStyle: { color: token("c-grid") } },
    },
  };
}

// On a phone twelve months fit only as bare numbers.
const bare = (label) => label.replace("月", "");

function categoryAxis(labels, text, narrow) {
  return {
    type: "category",
    data: labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: token("ink-3") } },
    axisLabel: { interval: 0, hideOverlap: true, ...(narrow ? { formatter: bare } : {}), ...text },
  };
}

// Months: this year as bars, the running month dashed; last year as a line with dots.
function trend(data, narrow) {
  const { text, ...options } = shared(data);
  const running = { color: token("sheet"), borderColor: token("c-now"), borderWidth: 1.5, borderType: "dashed" };
  const series = [
    {
      name: data.nowName,
      type: "bar",
      barWidth: "46%",
      itemStyle: { color: token("c-now") },
      data: data.now.map((value, index) => (index === data.part ? { value, itemStyle: running } : value)),
    },
  ];
  if (data.lastName) {
    series.push({
      name: data.lastName,
      type: "line",
      data: data.last,
      symbol: "circle",
      symbolSize: data.wall ? 9 : 6,
      lineStyle: { color: token("c-last"), width: data.wall ? 3 : 2 },
      itemStyle: { color: token("c-last") },
    });
  }
  return { ...options, xAxis: categoryAxis(data.months, text, narrow), series };
}

// A distribution over days: bars, with a red line at the lawful limit.
function distribution(data, narrow) {
  const { text, ...options } = shared(data);
  const limit = {
    silent: true,
    symbol: "none",
    lineStyle: { color: token("zhu"), width: 2, type: "solid" },
    label: { show: false },
    data: [{ xAxis: data.limit }],
  };
  const bars = {
    name: data.name,
    type: "bar",
    barCategoryGap: "10%",
    itemStyle: { color: token("c-now") },
    data: data.values,
    markLine: data.limit === null || data.limit === undefined ? undefined : limit,
  };
  return { ...options, xAxis: categoryAxis(data.labels, text, narrow), series: [bars] };
}

const kinds = { trend, distribution };

function start(box) {
  const source = document.getElementById(box.dataset.chart);
  const data = JSON.parse(source.textContent);
  const chart = echarts.init(box, null, { renderer: "svg" });
  chart.setOption(kinds[data.kind](data, box.clientWidth < 420));
  new ResizeObserver(() => chart.resize()).observe(box);
}

for (const box of document.querySelectorAll("[data-chart]")) {
  start(box);
}
