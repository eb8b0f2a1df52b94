// The first page: what is in the graph, what came in last, who was busy, what is
// planned.

import * as api from "../api.js";
import { type Address, address, documentAt, entity } from "../address.js";
import { bdi, clear, h } from "../dom.js";
import { relationList } from "../evidence.js";
import type { View } from "../main.js";
import { count, date, kinds, number, relation, sign } from "../words.js";

export async function open(_at: Address, signal: AbortSignal): Promise<View> {
  const start = await api.start(signal);
  const entities = start.entities.reduce((n, c) => n + c.count, 0);
  const content = h("div", { class: "page start" },
    h("header", { class: "lede" },
      h("h1", null, count(start.events, "event"), " between ", count(entities, "entity", "entities"), ", read in ", count(start.documents, "document"), "."),
      start.first && h("p", { class: "quiet" }, `From ${date(start.first, false)} to ${date(start.last, false)}. Every line leads back to the sentence that says it.`)),
    h("div", { class: "columns" },
      h("div", { class: "main" },
        h("section", { "aria-labelledby": "planned" }, h("h2", { id: "planned" }, "Planned in the coming weeks"),
          start.planned.length > 0 ? relationList(withoutPlaces(start.planned), signal) : h("p", { class: "quiet" }, "Nothing is announced for the weeks after the newest date in the graph. ", h("a", { href: address("questions", "planned") }, "All that was ever planned"))),
        busiest(start.busy),
        h("section", { "aria-labelledby": "latest" }, h("h2", { id: "latest" }, "Came in last"),
          h("ul", { class: "latest" }, start.latest.map((d) => h("li", null, h("time", d.published ? { datetime: d.published } : null, date(d.published) || "undated"), h("a", { href: documentAt(d.id) }, bdi(d.title || d.id, 140)), d.publisher && h("span", { class: "quiet" }, " ", bdi(d.publisher, 40))))))),
      h("aside", { class: "side" },
        h("h2", null, "Entities"), tally(start.entities, (c) => [sign(c.name), kinds(c.name)]),
        h("h2", null, "Relations"), tally(start.relations, (c) => [relation(c.name)]),
        h("h2", null, "Ask"),
        h("ul", { class: "plainlist" }, [["who-met-whom", "Who met whom"], ["threatened-by", "Who threatened whom"], ["brokered-by", "Who brokered what"], ["offices", "Who holds which office"]].map(([name, text]) => h("li", null, h("a", { href: address("questions", name) }, text!)))))));
  return { title: "", content };
}

/** Without "met in" where the meeting itself, which names its place, is in the list. */
function withoutPlaces(relations: readonly api.Relation[]): api.Relation[] {
  const meetings = relations.filter((r) => r.type === "MET_WITH" && r.place);
  return relations.filter((r) => r.type !== "MET_IN" || !meetings.some((m) => m.place!.id === r.object.id && m.start === r.start && [m.subject.id, m.object.id].includes(r.subject.id)));
}

function tally(counts: readonly api.Count[], label: (c: api.Count) => (Node | string)[]): HTMLElement {
  const most = Math.max(1, ...counts.map((c) => c.count));
  return h("ul", { class: "bars" }, [...counts].sort((a, b) => b.count - a.count).map((c) => h("li", null, h("span", { class: "label" }, label(c)), h("meter", { min: 0, max: most, value: c.count, "aria-hidden": "true" }), h("span", { class: "n" }, number(c.count)))));
}

/** The busiest of a month; the months are chosen from a list. */
function busiest(months: readonly api.Busy[]): HTMLElement | null {
  if (months.length === 0) return null;
  const table = h("div", { class: "three" });
  const show = (busy: api.Busy): void => clear(table,
    ([["People", busy.people], ["States", busy.states], ["Places", busy.places]] as const).map(([title, list]) => h("div", null, h("h3", null, title),
      list.length === 0 ? h("p", { class: "quiet" }, "none") : h("ol", { class: "bars" }, list.map((c) => h("li", null, h("a", { class: "ref", href: monthOf(c, busy.month) }, sign(c.type), bdi(c.name, 60)), h("meter", { min: 0, max: Math.max(...list.map((x) => x.count)), value: c.count, "aria-hidden": "true" }), h("span", { class: "n" }, number(c.count))))))));
  const select = h("select", { "aria-label": "Month" }, months.map((b, i) => h("option", { value: i }, date(b.month, false))));
  select.addEventListener("change", () => show(months[Number(select.value)]!));
  show(months[0]!);
  return h("section", { "aria-labelledby": "busiest" }, h("h2", { id: "busiest" }, "Busiest in ", select), table);
}

function monthOf(c: api.Ref, month: string): string {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
  return entity(c.id, { from: `${month}-01`, to: last });
}

