// Relations over time: a histogram stacked by status with a brush, and below it a
// lane for each type. The brush has two date fields beside it for the keyboard.

import { axisBottom } from "d3-axis";
import { type BrushBehavior, brushX } from "d3-brush";
import { scaleLinear, scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { utcMonth, utcYear } from "d3-time";
import type { Bucket } from "./api.js";
import { clear, debounce, h, s } from "./dom.js";
import { count, date, day, iso, relation, statuses } from "./words.js";

export interface Range {
  from: string; // ISO days, "" where open
  to: string;
}

interface Options {
  lanes: boolean;
  label: string;
  range: Range;
  changed: (range: Range) => void;
  type?: (type: string) => void; // a lane was chosen
}

let charts = 0;

export class Timeline {
  readonly element: HTMLElement;
  private readonly drawing = h("div", { class: "drawing" });
  private readonly key = h("div", { class: "swatches" });
  private readonly from: HTMLInputElement;
  private readonly to: HTMLInputElement;
  private buckets: readonly Bucket[] = [];
  private range: Range;
  private readonly id = `chart-${++charts}`;
  private readonly tell: (range: Range) => void;
  private width = 0;

  constructor(private readonly options: Options) {
    this.range = options.range;
    this.tell = debounce(150, options.changed);
    const field = (label: string, key: "from" | "to"): HTMLInputElement => {
      const input = h("input", { type: "date", "aria-label": `${label} (day)`, value: this.range[key] });
      input.addEventListener("change", () => this.set({ ...this.range, [key]: input.value }));
      return input;
    };
    this.from = field("From", "from");
    this.to = field("To", "to");
    const all = h("button", { type: "button", class: "plain", onclick: () => this.set({ from: "", to: "" }) }, "all time");
    this.element = h("section", { class: "timeline", "aria-label": options.label }, this.drawing,
      h("div", { class: "fields" }, h("label", null, "from ", this.from), h("label", null, "to ", this.to), all, this.key));
    new ResizeObserver(() => {
      if (Math.abs(this.drawing.clientWidth - this.width) > 1) this.draw();
    }).observe(this.drawing);
  }

  show(buckets: readonly Bucket[]): void {
    this.buckets = buckets.filter((b) => day(b.period));
    clear(this.key, statuses.filter((status) => this.buckets.some((b) => b.status === status)).map((status) =>
      h("span", null, s("svg", { width: 14, height: 10, "aria-hidden": "true" }, s("rect", { width: 14, height: 10, fill: paint(this.id, status) })), status)));
    this.draw();
  }

  /** Sets the range as if it had been brushed. */
  set(range: Range): void {
    this.range = range;
    this.from.value = range.from;
    this.to.value = range.to;
    this.draw();
    this.tell(range);
  }

  /** Takes over a range that somebody else has set. */
  take(range: Range): void {
    if (range.from === this.range.from && range.to === this.range.to) return;
    this.range = range;
    this.from.value = range.from;
    this.to.value = range.to;
    this.draw();
  }

  private draw(): void {
    const width = (this.width = this.drawing.clientWidth);
    if (width < 40) return;
    if (this.buckets.length === 0) {
      this.drawing.replaceChildren(h("p", { class: "quiet" }, "Nothing here has a date."));
      return;
    }
    const days = this.buckets.map((b) => day(b.period)!).sort((a, b) => a.getTime() - b.getTime());
    const byYear = days.at(-1)!.getTime() - days[0]!.getTime() > 12 * 366 * 864e5;
    const unit = byYear ? utcYear : utcMonth;
    const start = unit.floor(days[0]!);
    let end = unit.offset(unit.floor(days.at(-1)!), 1);
    while (unit.count(start, end) < 6) end = unit.offset(end, 1);

    const types = this.options.lanes ? ranked(this.buckets).slice(0, 12) : [];
    const left = types.length > 0 ? Math.min(150, width * 0.3) : 26; // half a label of the axis
    const top = 46, lane = 19;
    const height = top + 20 + types.length * lane;
    const right = width - 26;
    const x = scaleUtc([start, end], [left, right]);
    const bar = Math.min(44, Math.max(1.5, (x(unit.offset(start, 1)) - x(start)) * 0.86));

    const cells = new Map<string, number>(); // by lane, period and status
    const totals = new Map<number, number>();
    for (const b of this.buckets) {
      const at = unit.floor(day(b.period)!).getTime();
      for (const row of new Set(["", b.type])) cells.set(`${row}|${at}|${b.status}`, (cells.get(`${row}|${at}|${b.status}`) ?? 0) + b.count);
      totals.set(at, (totals.get(at) ?? 0) + b.count);
    }
    const y = scaleLinear([0, Math.max(...totals.values())], [0, top - 8]);
    const biggest = Math.max(1, ...[...cells].filter(([key]) => !key.startsWith("|")).map(([, n]) => n));
    const laneY = scaleLinear([0, Math.sqrt(biggest)], [0, lane - 4]);

    const svg = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": this.summary(totals) }, patterns(this.id));
    const periods = [...totals.keys()].sort((a, b) => a - b);
    for (const at of periods) {
      const date = new Date(at);
      let up = 0;
      for (const status of statuses) {
        const n = cells.get(`|${at}|${status}`) ?? 0;
        if (n === 0) continue;
        svg.append(s("rect", { class: `bar ${status}`, x: x(date), width: bar, y: top - up - Math.max(1, y(n)), height: Math.max(1, y(n)), fill: paint(this.id, status) }));
        up += Math.max(1, y(n));
      }
    }
    types.forEach((type, i) => {
      const base = top + 20 + i * lane;
      svg.append(s("line", { class: "rule", x1: 0, x2: width, y1: base + lane - 1.5, y2: base + lane - 1.5 }));
      const text = s("text", { class: "lane", x: left - 8, y: base + lane - 6, "text-anchor": "end" }, relation(type));
      if (this.options.type) text.addEventListener("click", () => this.options.type!(type));
      svg.append(text);
      for (const at of periods) {
        let across = 0;
        const shown = statuses.filter((status) => cells.has(`${type}|${at}|${status}`));
        for (const status of shown) {
          const n = cells.get(`${type}|${at}|${status}`)!;
          const tall = Math.max(3, laneY(Math.sqrt(n)));
          const wide = Math.max(1.5, bar / shown.length);
          svg.append(s("rect", { class: `bar ${status}`, x: x(new Date(at)) + across, width: wide, y: base + lane - 2 - tall, height: tall, fill: paint(this.id, status) },
            s("title", null, `${relation(type)}, ${status}: ${n} in ${date(byYear ? iso(new Date(at)).slice(0, 4) : iso(new Date(at)).slice(0, 7))}`)));
          across += wide;
        }
      }
    });
    const axis = s("g", { class: "axis", transform: `translate(0,${top})` });
    select(axis as SVGGElement).call(axisBottom(x).ticks(Math.max(2, Math.floor(width / 110))).tickSizeOuter(0).tickSizeInner(4));
    svg.append(axis);
    this.brush(svg, x, left, right, top);
    this.drawing.replaceChildren(svg);
  }

  private brush(svg: SVGSVGElement, x: ReturnType<typeof scaleUtc<number>>, left: number, right: number, top: number): void {
    const g = s("g", { class: "brush" });
    svg.append(g);
    const brush: BrushBehavior<unknown> = brushX().extent([[left, 2], [right, top]]);
    const selection = select<SVGGElement, unknown>(g as SVGGElement);
    selection.call(brush);
    if (this.range.from || this.range.to) {
      const from = x(day(this.range.from) ?? x.domain()[0]!);
      const to = x(day(this.range.to) ?? x.domain()[1]!);
      const inside = (v: number): number => Math.max(left, Math.min(right, v));
      selection.call(brush.move, [inside(from), Math.max(inside(from) + 1, inside(to))]);
    }
    brush.on("end", (event: { selection: [number, number] | null; sourceEvent: unknown }) => {
      if (!event.sourceEvent) return;
      const range = event.selection ? { from: iso(x.invert(event.selection[0])), to: iso(x.invert(event.selection[1])) } : { from: "", to: "" };
      this.range = range;
      this.from.value = range.from;
      this.to.value = range.to;
      this.tell(range);
    });
  }

  private summary(totals: Map<number, number>): string {
    const all = [...totals.values()].reduce((a, b) => a + b, 0);
    const [most, n] = [...totals].sort((a, b) => b[1] - a[1])[0]!;
    return `${this.options.label}: ${count(all, "relation")}, most in ${date(iso(new Date(most)).slice(0, 7))} (${n}).`;
  }
}

function ranked(buckets: readonly Bucket[]): string[] {
  const sums = new Map<string, number>();
  for (const b of buckets) sums.set(b.type, (sums.get(b.type) ?? 0) + b.count);
  return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([type]) => type);
}

const paint = (id: string, status: string): string => (status === "actual" ? "var(--actual)" : `url(#${id}-${status})`);

/** What stands for the statuses in print as well as in colour. */
function patterns(id: string): SVGDefsElement {
  const pattern = (status: string, ...content: SVGElement[]): SVGPatternElement =>
    s("pattern", { id: `${id}-${status}`, width: 4, height: 4, patternUnits: "userSpaceOnUse" }, ...content);
  return s("defs", null,
    pattern("planned", s("rect", { width: 4, height: 4, fill: "var(--planned-soft)" }), s("path", { d: "M-1 5 5-1M-1 1 1-1M3 5 5 3", stroke: "var(--planned)", "stroke-width": 1.2 })),
    pattern("possible", s("rect", { width: 4, height: 4, fill: "var(--possible-soft)" }), s("circle", { cx: 2, cy: 2, r: 0.9, fill: "var(--possible)" })),
    pattern("negated", s("rect", { width: 4, height: 4, fill: "var(--negated-soft)" }), s("path", { d: "M0 0 4 4M0 4 4 0", stroke: "var(--negated)", "stroke-width": 0.9 })));
}
