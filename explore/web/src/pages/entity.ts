// One entity: its names, offices, what it did with whom and where, over time.

import * as api from "../api.js";
import { type Address, address, graphOf, note } from "../address.js";
import { announce, bdi, clear, h } from "../dom.js";
import { reference, relationList } from "../evidence.js";
import type { View } from "../main.js";
import { Timeline } from "../timeline.js";
import { count, date, kind, number, relation, sign, statuses } from "../words.js";

interface Filter {
  type: string;
  status: string;
  from: string;
  to: string;
  with: string;
  min_score: string;
}

function filterOf(query: URLSearchParams): Filter {
  const of = (key: string): string => query.get(key) ?? "";
  return { type: of("type"), status: of("status"), from: of("from"), to: of("to"), with: of("with"), min_score: of("min_score") };
}

export async function open(at: Address, signal: AbortSignal): Promise<View> {
  const e = await api.entity(at.id, signal);
  const filter = filterOf(at.query);
  const names = new Map(e.partners.map((p) => [p.id, p.name]));

  const list = h("div", { class: "list", "aria-live": "off" });
  const chips = h("div", { class: "chips" });
  let running = new AbortController();
  signal.addEventListener("abort", () => running.abort());

  async function show(cursor?: string): Promise<void> {
    running.abort();
    running = new AbortController();
    const mine = running.signal;
    try {
      const page = await api.relations(e.id, { ...filter, cursor, limit: 50 }, mine);
      const rows = relationList(page.relations, signal, e.id);
      const more = page.next ? h("button", { type: "button", class: "more", onclick: () => { more?.remove(); void show(page.next); } }, "More") : null;
      if (cursor) {
        const ul = list.querySelector("ul");
        const first = rows.firstElementChild;
        ul?.append(...rows.children);
        first?.querySelector("button")?.focus();
        if (more) list.append(more);
      } else {
        clear(list, page.relations.length > 0 ? rows : h("p", { class: "quiet" }, "No relation fits."), more);
        announce(page.total === undefined ? "List renewed" : count(page.total, "relation"));
      }
    } catch (error) {
      if (mine.aborted) return;
      clear(list, h("p", { role: "alert" }, error instanceof Error ? error.message : "no answer"));
    }
  }

  function set(change: Partial<Filter>): void {
    Object.assign(filter, change);
    note("entity", e.id, { ...filter });
    controls();
    timeline.take(filter);
    void show();
  }

  function controls(): void {
    const chip = (key: keyof Filter, text: string): HTMLElement =>
      h("button", { type: "button", class: "chip", "aria-label": `Remove the filter: ${text}`, onclick: () => set({ [key]: "" }) }, text, h("span", { "aria-hidden": "true" }, " ×"));
    type.value = filter.type;
    status.value = filter.status;
    clear(chips, filter.with && chip("with", `with ${names.get(filter.with) ?? filter.with}`.slice(0, 80)), filter.from && chip("from", `from ${date(filter.from)}`), filter.to && chip("to", `to ${date(filter.to)}`),
      filter.min_score && chip("min_score", `score ≥ ${filter.min_score}`));
  }

  const choice = (label: string, key: "type" | "status", options: [string, string][]): HTMLSelectElement => {
    const select = h("select", { "aria-label": label }, h("option", { value: "" }, `any ${label}`), options.map(([value, text]) => h("option", { value }, text)));
    select.addEventListener("change", () => set({ [key]: select.value }));
    return select;
  };
  const ofStatus = new Map(e.statuses.map((c) => [c.name, c.count]));
  const type = choice("type", "type", e.types.map((t) => [t.name, `${relation(t.name)} (${number(t.count)})`]));
  const status = choice("status", "status", statuses.filter((s) => ofStatus.has(s)).map((s) => [s, `${s} (${number(ofStatus.get(s)!)})`]));
  const timeline = new Timeline({ lanes: true, label: "Relations over time", range: filter, changed: (r) => set(r), type: (t) => set({ type: filter.type === t ? "" : t }) });
  timeline.show(e.timeline);
  controls();
  void show();

  const total = e.types.reduce((n, t) => n + t.count, 0);
  const seen = e.first_seen ? (e.last_seen && e.last_seen !== e.first_seen ? `, ${date(e.first_seen)} – ${date(e.last_seen)}` : `, ${date(e.first_seen)}`) : "";
  const content = h("article", { class: "page entity" },
    h("header", { class: "title" },
      h("p", { class: "kicker" }, sign(e.type), kind(e.type), e.iso3 ? ` · ${e.iso3}` : null),
      h("h1", { class: e.name.length > 160 ? "long" : null }, bdi(e.name, 600)),
      h("p", { class: "quiet" }, `${count(e.mentions, "mention")}${seen} · ${count(total, "relation")}`),
      h("p", { class: "actions" }, h("a", { class: "button", href: graphOf(e.id) }, "Show as a graph"), h("a", { class: "button", href: address("questions", "everything-about", { name: e.name.slice(0, 200) }) }, "Everything about it"))),
    h("div", { class: "columns" },
      h("div", { class: "main" },
        e.timeline.length > 0 && [h("h2", null, "Over time"), timeline.element],
        h("h2", { id: "relations" }, "Relations"),
        h("div", { class: "filters", role: "group", "aria-label": "Filters" }, type, status, chips),
        list),
      h("aside", { class: "side" },
        e.offices.length > 0 && [h("h2", null, "Offices"), h("ul", { class: "plainlist offices" }, e.offices.map((o) => office(o, e.id)))],
        e.partners.length > 0 && [h("h2", null, "With whom"), counted(e.partners, (p) => set({ with: filter.with === p.id ? "" : p.id }))],
        e.places.length > 0 && [h("h2", null, "Where"), counted(e.places)],
        h("h2", null, "Names"),
        h("ul", { class: "plainlist names" }, [e.name, ...e.aliases.filter((a) => a !== e.name)].slice(0, 40).map((n) => h("li", null, bdi(n, 300)))),
        e.wikidata && h("p", { class: "quiet" }, "Wikidata ", h("code", null, e.wikidata)))));
  return {
    title: e.name.slice(0, 200),
    content,
    query: (query) => {
      Object.assign(filter, filterOf(query));
      controls();
      timeline.take(filter);
      void show();
      return true;
    },
  };
}

function office(o: api.Relation, about: string): HTMLElement {
  const other = o.subject.id === about ? o.object : o.subject;
  const span = o.start ? `${date(o.start)}${o.end && o.end !== o.start ? ` – ${date(o.end)}` : ""}` : "";
  return h("li", { class: o.status }, bdi(o.title || "office", 120), " ", h("span", { class: "quiet" }, o.subject.id === about ? "of" : "held by"), " ", reference(other), span && h("span", { class: "quiet" }, ` ${span}`));
}

function counted(list: readonly api.Counted[], choose?: (p: api.Counted) => void): HTMLElement {
  const most = Math.max(1, ...list.map((p) => p.count));
  return h("ol", { class: "bars" }, list.map((p) => h("li", null, reference(p),
    h("meter", { min: 0, max: most, value: p.count, "aria-hidden": "true" }),
    choose ? h("button", { type: "button", class: "plain n", "aria-label": `Only with ${p.name.slice(0, 100)}: ${p.count}`, onclick: () => choose(p) }, number(p.count)) : h("span", { class: "n" }, number(p.count)))));
}
