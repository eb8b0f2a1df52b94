// The canvas: entities and what is between them. All that makes the view stands in
// the address, so it can be sent.

import * as api from "../api.js";
import { type Address, address, entity, list, note, unlist } from "../address.js";
import { announce, bdi, clear, debounce, h, save } from "../dom.js";
import { reference, relationList } from "../evidence.js";
import { Canvas, type Point } from "../graph/canvas.js";
import { csv, graphml } from "../graph/files.js";
import { type Filter, type Line, Model, type Shown, family } from "../graph/model.js";
import { SvgPen, paint } from "../graph/scene.js";
import type { View } from "../main.js";
import { EntityPicker } from "../picker.js";
import { onTheme } from "../theme.js";
import { Timeline } from "../timeline.js";
import { count, kind, number, relation, sign, statuses, statusMark } from "../words.js";

interface State {
  ids: string[]; // whose relations are fetched
  path: [from: string, to: string] | null;
  filter: Filter;
  select: string | null;
  limit: number; // relations at most
}

const [usual, most] = [2000, 10_000];

function stateOf(query: URLSearchParams): State {
  const path = unlist(query.get("path"));
  return {
    ids: unlist(query.get("ids")),
    path: path.length === 2 ? [path[0]!, path[1]!] : null,
    filter: { hide: new Set(unlist(query.get("hide"))), statuses: new Set(unlist(query.get("status"))), from: query.get("from") ?? "", to: query.get("to") ?? "", score: Number(query.get("min_score")) || 0 },
    select: query.get("select"),
    limit: Math.min(most, Math.max(1, Math.floor(Number(query.get("limit"))) || usual)),
  };
}

const numbers = (text: string | null): number[] => (text ?? "").split(",").map(Number).filter(Number.isFinite);

export async function open(at: Address, signal: AbortSignal): Promise<View> {
  let state = stateOf(at.query);
  if (state.ids.length === 0 && state.path === null) return begin(at, signal);
  const model = new Model();
  let shown: Shown = { nodes: [], lines: [] };

  const canvas = new Canvas({ select: (id) => select(id), expand: (id) => void expand(id), moved: debounce(200, write) }, signal);
  for (const pin of unlist(at.query.get("pins"))) {
    const [id, x, y] = pin.split("|");
    if (id !== undefined && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) canvas.pins.set(id, [Number(x), Number(y)] as Point);
  }
  const status = h("p", { class: "quiet state", role: "status" });
  const panel = h("aside", { class: "panel", "aria-label": "Selected" });
  const filters = h("div", { class: "filters-body" });
  const listing = h("details", { class: "listing" }, h("summary", null, "As a list"));
  listing.addEventListener("toggle", () => tabulate());

  function write(): void {
    if (signal.aborted) return;
    const f = state.filter;
    const pins = [...canvas.pins].map(([id, [x, y]]) => `${id}|${x.toFixed(1)}|${y.toFixed(1)}`);
    note("graph", "", {
      ids: list(state.ids), path: state.path ? list(state.path) : "", hide: list(f.hide), status: list(f.statuses), from: f.from, to: f.to, min_score: f.score || "",
      select: state.select, limit: state.limit === usual ? "" : state.limit, camera: canvas.camera()?.map((n) => n.toFixed(4)).join(","), pins: list(pins),
    });
  }

  async function fetchAll(): Promise<void> {
    model.nodes.clear();
    model.edges.clear();
    model.truncated = false;
    const [around, path] = await Promise.all([
      state.ids.length > 0 ? api.graph({ ids: list(state.ids), depth: 1, limit: state.limit }, signal) : null,
      state.path ? api.path(state.path[0], state.path[1], signal) : null,
    ]);
    if (around) model.add(around);
    if (path) model.add(path);
    if (state.path && path && path.nodes.length === 0) announce("There is no path between the two");
  }

  function keep(): Set<string> {
    return new Set([...state.ids, ...(state.path ?? [])]);
  }

  function redraw(): void {
    shown = model.shown(state.filter, keep());
    void canvas.show(shown, keep());
    if (state.select !== null) canvas.select(state.select);
    const lost = state.path !== null && shown.lines.length === 0 ? "There is no path between the two. " : "";
    status.textContent = `${lost}${count(shown.nodes.length, "entity", "entities")}, ${count(shown.lines.reduce((n, l) => n + l.edges.length, 0), "relation")}${model.truncated ? "; there are more than are drawn" : ""}`;
    if (model.truncated && state.limit < most) {
      status.append(" ", h("button", { type: "button", class: "plain", onclick: () => {
        state.limit = most;
        void refetch();
      } }, `Draw up to ${number(most)}`));
    }
    tabulate();
  }

  async function refetch(): Promise<void> {
    try {
      await fetchAll();
    } catch (error) {
      if (!signal.aborted) status.textContent = error instanceof Error ? error.message : "no answer";
      return;
    }
    controls();
    brush.show(model.buckets());
    redraw();
    write();
  }

  function select(id: string | null): void {
    state.select = id;
    canvas.select(id);
    detail();
    write();
  }

  async function expand(id: string): Promise<void> {
    if (state.ids.includes(id)) return;
    const before = model.nodes.size;
    state.ids.push(id);
    await refetch();
    detail();
    announce(`${count(model.nodes.size - before, "entity", "entities")} more`);
  }

  function refilter(): void {
    redraw();
    detail();
    write();
  }

  // The panel: filters by type, status and score, what things mean, files.
  function controls(): void {
    const box = (label: Node | string, on: boolean, change: (on: boolean) => void, extra?: Node): HTMLElement => {
      const input = h("input", { type: "checkbox" });
      input.checked = on;
      input.addEventListener("change", () => change(input.checked));
      return h("label", null, input, " ", label, extra);
    };
    const f = state.filter;
    const score = h("input", { type: "range", min: 0, max: 0.95, step: 0.05, value: f.score, "aria-label": "Score at least" });
    const said = h("output", null, f.score.toFixed(2));
    score.addEventListener("input", () => {
      f.score = Number(score.value);
      said.textContent = f.score.toFixed(2);
      refilter();
    });
    clear(filters,
      h("fieldset", null, h("legend", null, "Status"), statuses.map((s) => box(h("span", { class: `key ${s}` }, s), f.statuses.size === 0 || f.statuses.has(s), (on) => {
        const now = new Set(f.statuses.size === 0 ? statuses : f.statuses);
        if (on) now.add(s);
        else now.delete(s);
        f.statuses = now.size === statuses.length ? new Set() : now;
        refilter();
      }))),
      h("fieldset", { class: "types" }, h("legend", null, "Type"), model.types().map(([type, n]) => box(h("span", { class: `key ${family(type)}` }, relation(type)), !f.hide.has(type), (on) => {
        if (on) f.hide.delete(type);
        else f.hide.add(type);
        refilter();
      }, h("span", { class: "n" }, number(n))))),
      h("fieldset", null, h("legend", null, "Score at least"), score, " ", said));
  }

  const brush = new Timeline({ lanes: false, label: "Time", range: state.filter, changed: (r) => {
    state.filter.from = r.from;
    state.filter.to = r.to;
    refilter();
  } });

  function detail(): void {
    const id = state.select;
    const node = id === null ? undefined : model.nodes.get(id);
    if (node) {
      const lines = shown.lines.filter((l) => l.from === node.id || l.to === node.id);
      const other = new EntityPicker("Path to", signal, (to) => {
        location.hash = address("graph", "", { path: list([node.id, to.id]) });
      });
      clear(panel, h("h2", null, sign(node.type), h("a", { href: entity(node.id) }, bdi(node.name, 120))),
        h("p", { class: "quiet" }, `${kind(node.type)} · ${count(lines.length, "line")} here`),
        h("p", { class: "actions" },
          h("button", { type: "button", class: "button", disabled: state.ids.includes(node.id), onclick: () => void expand(node.id) }, state.ids.includes(node.id) ? "Expanded" : "Expand"),
          state.ids.includes(node.id) && state.ids.length > 1 && h("button", { type: "button", class: "button", onclick: () => {
            state.ids = state.ids.filter((i) => i !== node.id);
            void refetch().then(detail);
          } }, "Collapse"),
          h("a", { class: "button", href: entity(node.id) }, "Open")),
        other.element,
        h("ul", { class: "plainlist lines" }, lines.sort((a, b) => b.sources - a.sources).slice(0, 100).map((l) => h("li", null, h("button", { type: "button", class: "line-name", onclick: () => select(l.key) }, described(l, node.id))))));
      return;
    }
    const line = shown.lines.find((l) => l.key === id);
    if (line) {
      clear(panel, h("h2", null, relation(line.type)), h("p", null, reference(model.nodes.get(line.from)!), " → ", reference(model.nodes.get(line.to)!), " ", statusMark(line.status)),
        relationList(line.edges.slice(0, 100).map((e) => asRelation(e, model)), signal));
      return;
    }
    clear(panel, h("p", { class: "quiet" }, "Choose an entity or a line. A second click on an entity, or ", h("kbd", null, "E"), ", brings its own relations."));
  }

  function described(l: Line, from: string): (Node | string | null)[] {
    const other = model.nodes.get(l.from === from ? l.to : l.from)!;
    return [l.from === from ? null : "← ", h("span", { class: `key ${family(l.type)}` }, relation(l.type)), " ", bdi(other.name, 60), l.status === "actual" ? null : statusMark(l.status), l.edges.length > 1 ? h("span", { class: "n" }, ` ${l.edges.length}×`) : null];
  }

  function tabulate(): void {
    if (!listing.open) return;
    const rows = [...shown.lines].sort((a, b) => b.sources - a.sources).slice(0, 300);
    clear(listing, h("summary", null, "As a list"),
      h("table", null, h("thead", null, h("tr", null, ["who", "relation", "whom", "status", "reports"].map((c) => h("th", { scope: "col" }, c)))),
        h("tbody", null, rows.map((l) => h("tr", null, h("td", null, reference(model.nodes.get(l.from)!)), h("td", null, h("button", { type: "button", class: "line-name", onclick: () => select(l.key) }, relation(l.type))), h("td", null, reference(model.nodes.get(l.to)!)), h("td", null, statusMark(l.status)), h("td", { class: "n" }, number(l.sources)))))),
      shown.lines.length > rows.length ? h("p", { class: "quiet" }, `and ${number(shown.lines.length - rows.length)} more; CSV has all`) : null);
  }

  const svg = (): string => {
    const scene = canvas.scene();
    const pen = new SvgPen(scene.width, scene.height);
    paint(scene, pen);
    return pen.toString();
  };
  const tool = (label: string, text: string, run: () => void): HTMLElement => h("button", { type: "button", class: "plain", "aria-label": label, title: label, onclick: run }, text);
  const tools = h("div", { class: "toolbar", role: "toolbar", "aria-label": "Graph" },
    tool("Zoom in", "+", () => canvas.zoom(1.5)), tool("Zoom out", "−", () => canvas.zoom(1 / 1.5)), tool("Fit", "Fit", () => canvas.zoom(0)), tool("Lay out again without what was moved by hand", "Lay out", () => canvas.unpin()),
    h("span", { class: "gap" }),
    tool("Copy link to this view", "Copy link", () => {
      write();
      void navigator.clipboard?.writeText(location.href).then(() => announce("Copied"));
    }),
    tool("Save as PNG", "PNG", () => void canvas.png().then((blob) => blob && save("graph.png", blob))),
    tool("Save as SVG", "SVG", () => save("graph.svg", svg(), "image/svg+xml")),
    tool("Save the relations as CSV", "CSV", () => save("graph.csv", csv(shown), "text/csv")),
    tool("Save as GraphML", "GraphML", () => save("graph.graphml", graphml(shown), "application/xml")));

  await fetchAll();
  const add = new EntityPicker("Add", signal, (e) => {
    if (model.nodes.has(e.id)) select(e.id);
    void expand(e.id);
  });
  const heading = h("h1", { class: "unseen" }, "Graph");
  const content = h("div", { class: "graph" }, heading,
    h("div", { class: "stage" }, tools, canvas.element, h("p", { id: "graph-keys", class: "unseen" }, "Arrow keys go from entity to entity, E brings the relations of the chosen one, plus and minus zoom, 0 fits."), h("div", { class: "foot" }, brush.element, status), listing),
    h("div", { class: "rail" }, add.element, panel, h("details", { class: "filters", open: innerWidth > 800 }, h("summary", null, "Filter"), filters)));

  onTheme(signal, () => canvas.restyle());
  controls();
  const title = state.path ? "Path" : state.ids.map((id) => model.nodes.get(id)?.name.slice(0, 60) ?? id).join(", ").slice(0, 120);
  return {
    title: `Graph: ${title}`,
    content,
    wide: true,
    shown: () => {
      const camera = numbers(at.query.get("camera"));
      canvas.start(camera.length === 3 ? [camera[0]!, camera[1]!, camera[2]!] : null);
      brush.show(model.buckets());
      redraw();
      detail();
    },
    query: (query) => {
      const next = stateOf(query);
      if (next.ids.length === 0 && next.path === null) return false;
      const same = list(next.ids) === list(state.ids) && list(next.path ?? []) === list(state.path ?? []) && next.limit === state.limit;
      state = next;
      if (!same) {
        void refetch().then(detail);
        return true;
      }
      controls();
      brush.take(state.filter);
      redraw();
      canvas.select(state.select);
      detail();
      return true;
    },
  };
}

/** Before anything is chosen: whom to begin with, or two to find a path between. */
async function begin(_at: Address, signal: AbortSignal): Promise<View> {
  const start = await api.start(signal);
  const month = start.busy[0];
  let [from, to]: (api.Ref | null)[] = [null, null];
  const go = (): void => {
    if (from && to) location.hash = address("graph", "", { path: list([from.id, to.id]) });
  };
  const one = new EntityPicker("Begin with", signal, (e) => (location.hash = address("graph", "", { ids: list([e.id]) })));
  const a = new EntityPicker("From", signal, (e) => {
    from = e;
    go();
  });
  const b = new EntityPicker("To", signal, (e) => {
    to = e;
    go();
  });
  const content = h("div", { class: "page narrow" }, h("header", { class: "title" }, h("h1", null, "Graph"), h("p", { class: "quiet" }, "Begin with an entity and expand from there, or find how two are connected.")),
    h("section", null, h("h2", null, "Around one"), one.element,
      month && h("p", { class: "suggest" }, "Busy lately: ", [...month.people, ...month.states].slice(0, 8).map((e, i) => [i > 0 ? ", " : null, h("a", { href: address("graph", "", { ids: list([e.id]) }) }, bdi(e.name, 50))]))),
    h("section", null, h("h2", null, "Between two"), h("div", { class: "two" }, a.element, b.element)));
  return { title: "Graph", content };
}

function asRelation(e: api.GraphEdge, model: Model): api.Relation {
  const { from, to, event, ...rest } = e;
  return { ...rest, id: event || e.id, subject: model.nodes.get(from)!, object: model.nodes.get(to)! };
}
