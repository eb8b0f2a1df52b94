// All that a search finds.

import * as api from "../api.js";
import { type Address, documentAt, entity } from "../address.js";
import { bdi, h } from "../dom.js";
import { source } from "../evidence.js";
import type { View } from "../main.js";
import { highlighted } from "../search.js";
import { count, kind, sign } from "../words.js";

export async function open(at: Address, signal: AbortSignal): Promise<View> {
  const q = at.query.get("q") ?? "";
  const found = await api.search(q, 50, signal);
  const content = h("div", { class: "page find" },
    h("header", { class: "title" }, h("p", { class: "kicker" }, "search"), h("h1", null, "“", bdi(q, 200), "”")),
    h("section", null, h("h2", null, count(found.entities.length, "name")),
      h("ul", { class: "plainlist" }, found.entities.map((e) => h("li", null, h("a", { class: "ref", href: entity(e.id) }, sign(e.type), e.alias ? bdi(e.name, 120) : highlighted(e.name, e.highlights, 120)),
        h("span", { class: "quiet" }, e.alias ? [" also ", highlighted(e.alias, e.highlights, 100)] : null, ` · ${kind(e.type)} · ${count(e.mentions, "mention")}`))))),
    h("section", null, h("h2", null, count(found.passages.length, "passage")),
      h("ul", { class: "passages" }, found.passages.map((p) => h("li", null,
        h("blockquote", null, highlighted(p.text, p.highlights, 320)),
        h("a", { href: documentAt(p.document.id, p.start + (p.highlights[0]?.start ?? 0), p.start + (p.highlights[0]?.end ?? 0)) }, source(p.document)))))));
  return { title: `“${q.slice(0, 100)}”`, content };
}
