// A document as it was read: its text with mentions and relations marked in place,
// beside it what it says.

import * as api from "../api.js";
import type { Address } from "../address.js";
import { bdi, h, shorten } from "../dom.js";
import { reference } from "../evidence.js";
import type { View } from "../main.js";
import { type Piece, Tip, written } from "../marking.js";
import { count, date, kinds, relation, statusMark } from "../words.js";

export async function open(at: Address, signal: AbortSignal): Promise<View> {
  const doc = await api.document(at.id, signal);
  const tip = new Tip(signal);
  const text = h("div", { class: "text", dir: "auto" }, paragraphs(doc).map((p) =>
    Array.isArray(p) ? h("p", { dir: "auto", "data-start": p[0]!.start, "data-end": p.at(-1)!.end }, p.map((piece, i) => [i > 0 ? " " : null, written(piece, doc, tip)]))
      : unread(p)));

  const go = (start: number, end: number, focus = false): void => {
    for (const old of text.querySelectorAll(".here")) old.classList.remove("here");
    const places = [...text.querySelectorAll<HTMLElement>("[data-start]")];
    const over = (e: HTMLElement): boolean => Number(e.dataset.start) < Math.max(end, start + 1) && Number(e.dataset.end) > start;
    const said = places.filter((e) => e.classList.contains("said") && over(e));
    const found = said.length > 0 ? said : places.filter((e) => e.tagName === "P" && over(e));
    found.forEach((e) => e.classList.add("here"));
    found[0]?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    if (focus) found[0]?.querySelector<HTMLElement>(".trigger, .mention")?.focus({ preventScroll: true });
  };

  const entities = new Map<string, { ref: api.Ref; n: number }>();
  for (const m of doc.mentions) {
    const known = entities.get(m.entity.id);
    if (known) known.n++;
    else entities.set(m.entity.id, { ref: m.entity, n: 1 });
  }
  const byType = Map.groupBy([...entities.values()].sort((a, b) => b.n - a.n), (e) => e.ref.type);
  const relations = [...doc.relations].sort((a, b) => a.start - b.start);
  const furniture = h("input", { type: "checkbox", id: "furniture" });
  furniture.addEventListener("change", () => text.classList.toggle("bare", furniture.checked));

  const content = h("article", { class: "page document" },
    h("header", { class: "title" },
      h("p", { class: "kicker" }, "document"),
      h("h1", { class: doc.title.length > 160 ? "long" : null }, bdi(doc.title || doc.id, 600)),
      h("p", { class: "quiet" }, [doc.publisher ? bdi(doc.publisher, 80) : null, doc.published ? h("time", { datetime: doc.published }, date(doc.published, false)) : null, doc.uri && doc.uri !== doc.title ? address(doc.uri) : null]
        .filter((n) => n !== null).flatMap((n, i) => (i > 0 ? [" · ", n] : [n])))),
    h("div", { class: "columns" },
      h("div", { class: "main" }, text,
        text.querySelector(".furniture") && h("p", { class: "quiet" }, h("label", { for: "furniture" }, furniture, " hide what was not read for facts"))),
      h("aside", { class: "side" },
        h("h2", null, "What it says"),
        relations.length === 0 ? h("p", { class: "quiet" }, "No relation was found in it.") :
          h("ol", { class: "said-list" }, relations.map((r) => h("li", { class: r.status },
            reference(r.subject), " ", h("button", { type: "button", class: "verb", "aria-label": `Show in the text: ${r.subject.name.slice(0, 80)} ${relation(r.type)} ${r.object.name.slice(0, 80)}`, onclick: () => go(r.start, r.end, true) }, relation(r.type)), " ", reference(r.object), r.status === "actual" ? null : [" ", statusMark(r.status)]))),
        [...byType].map(([type, found]) => [h("h2", null, kinds(type)), h("ul", { class: "plainlist" }, found.slice(0, 30).map((e) => h("li", null, reference(e.ref), e.n > 1 ? h("span", { class: "quiet" }, ` ${e.n}×`) : null)), found.length > 30 && h("li", { class: "quiet" }, `and ${count(found.length - 30, "other")}`))]))),
    tip.element);

  const jump = (query: URLSearchParams): boolean => {
    const [start, end] = (query.get("at") ?? "").split("-").map(Number);
    if (start !== undefined && query.has("at") && Number.isFinite(start)) go(start, end ?? start);
    return true;
  };
  return { title: doc.title.slice(0, 200) || doc.id.slice(0, 200), content, shown: () => jump(at.query), query: jump };
}

const shownLines = 6;

/** Furniture, without its blank lines; much of it is folded behind its beginning. */
function unread(f: api.Furniture): HTMLElement {
  const place = { class: "furniture", dir: "auto", title: "not read for facts", "data-start": f.start, "data-end": f.end };
  const lines = f.text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  if (lines.length <= shownLines) return h("p", place, lines.join("\n"));
  return h("details", place, h("summary", null, shorten(lines.slice(0, shownLines).join(" · "), 120), ` (${count(lines.length, "line")})`), h("p", { dir: "auto" }, lines.join("\n")));
}

/** A web address that can be followed, and any other as text. */
function address(uri: string): HTMLElement {
  return /^https?:\/\//i.test(uri) ? h("a", { class: "out", href: uri, rel: "noreferrer noopener", target: "_blank" }, bdi(uri, 70)) : bdi(uri, 70);
}

/** The chunks, and the furniture between them. A dateline and what follows it on its line are one paragraph. */
function paragraphs(doc: api.Document): (Piece[] | api.Furniture)[] {
  const out: (Piece[] | api.Furniture)[] = [];
  const pieces: (api.Chunk | api.Furniture)[] = [...doc.chunks, ...(doc.furniture ?? [])];
  for (const c of pieces.sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (!("id" in c)) out.push(c);
    else if (Array.isArray(last) && c.start - last.at(-1)!.end <= 1 && /[-\u2013\u2014]$/.test(last.at(-1)!.text)) last.push(c);
    else out.push([c]);
  }
  return out;
}
