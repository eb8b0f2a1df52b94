// A document's text with what was found in it, in place: mentions are links,
// triggers are buttons, sentences that say something are tinted by status.

import type { Document, Highlight, Marked, Mention } from "./api.js";
import { entity } from "./address.js";
import { bdi, codePoints, h, shorten } from "./dom.js";
import { kind, relation, sign, statusMark } from "./words.js";

export interface Piece {
  start: number; // code points of the document's text
  end: number;
  text: string;
}

interface Inline {
  start: number;
  end: number;
  mention?: Mention;
  relations: Marked[]; // whose trigger this is
}

/** Writes a piece of the text; places in it are found again by data-start. */
export function written(piece: Piece, doc: Document, tip: Tip): Node[] {
  const at = codePoints(piece.text);
  const slice = (start: number, end: number): string => piece.text.slice(at(start - piece.start), at(end - piece.start));
  const inside = (x: Highlight): boolean => x.start >= piece.start && x.end <= piece.end && x.start < x.end;

  const inlines = inlined(doc.mentions.filter(inside), doc.relations.filter((r) => r.trigger && inside(r.trigger)));
  const sentences = sentencesOf(doc.relations.filter(inside), inlines);
  const out: Node[] = [];
  let from = piece.start;
  const plain = (to: number, into: (Node | string)[]): void => {
    if (to > from) into.push(slice(from, to));
    from = Math.max(from, to);
  };
  let next = 0;
  const inlineUpTo = (to: number, into: (Node | string)[]): void => {
    for (; next < inlines.length && inlines[next]!.start < to; next++) {
      const inline = inlines[next]!;
      plain(inline.start, into);
      into.push(element(inline, slice(inline.start, inline.end), tip));
      from = inline.end;
    }
  };
  for (const said of sentences) {
    const before: (Node | string)[] = [];
    inlineUpTo(said.start, before);
    plain(said.start, before);
    const within: (Node | string)[] = [];
    inlineUpTo(said.end, within);
    plain(said.end, within);
    out.push(...before.map(node), h("span", { class: `said ${said.statuses.join(" ")}`, "data-start": said.start, "data-end": said.end }, within));
  }
  const rest: (Node | string)[] = [];
  inlineUpTo(piece.end, rest);
  plain(piece.end, rest);
  return [...out, ...rest.map(node)];
}

const node = (x: Node | string): Node => (typeof x === "string" ? document.createTextNode(x) : x);

/** Mentions, and triggers that lie in none, in order and apart; the longer wins. */
function inlined(mentions: readonly Mention[], relations: readonly Marked[]): Inline[] {
  const triggers = new Map<string, Inline>();
  for (const r of relations) {
    const key = `${r.trigger!.start}-${r.trigger!.end}`;
    const known = triggers.get(key);
    if (known) known.relations.push(r);
    else triggers.set(key, { start: r.trigger!.start, end: r.trigger!.end, relations: [r] });
  }
  const all: Inline[] = [...mentions.map((m) => ({ start: m.start, end: m.end, mention: m, relations: [] })), ...triggers.values()];
  all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken: Inline[] = [];
  for (const x of all) {
    const over = taken.find((t) => t.start < x.end && x.start < t.end);
    if (!over) taken.push(x);
    else over.relations.push(...x.relations);
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** The sentences that say something, none cutting through another or through a mark. */
function sentencesOf(relations: readonly Marked[], inlines: readonly Inline[]): { start: number; end: number; statuses: string[] }[] {
  const out: { start: number; end: number; statuses: string[] }[] = [];
  for (const r of [...relations].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last && r.start < last.end) {
      last.end = Math.max(last.end, r.end);
      if (!last.statuses.includes(r.status)) last.statuses.push(r.status);
    } else {
      out.push({ start: r.start, end: r.end, statuses: [r.status] });
    }
  }
  for (const said of out) {
    for (const i of inlines) {
      if (i.start < said.start && said.start < i.end) said.start = i.start;
      if (i.start < said.end && said.end < i.end) said.end = i.end;
    }
  }
  return out;
}

function element(inline: Inline, text: string, tip: Tip): HTMLElement {
  const { mention, relations } = inline;
  const place = { "data-start": inline.start, "data-end": inline.end };
  const of = relations.length > 0 ? ` trigger ${relations[0]!.status}` : "";
  const element = mention
    ? h("a", { class: `mention ${kind(mention.entity.type)}${of}`, href: entity(mention.entity.id), "data-entity": mention.entity.id, ...place }, text)
    : h("button", { type: "button", class: `mark${of}`, ...place }, text);
  tip.on(element, () => [
    mention && h("p", null, sign(mention.entity.type), h("strong", null, bdi(mention.entity.name, 120)), h("span", { class: "quiet" }, ` ${kind(mention.entity.type)}`), mention.link ? h("code", null, mention.link) : null),
    ...relations.map(explained),
  ]);
  return element;
}

/** What a relation of the text is: type, ends, status, frame, speaker. */
export function explained(r: Marked): HTMLElement {
  return h("p", null, bdi(r.subject.name, 60), " ", h("strong", null, relation(r.type)), " ", bdi(r.object.name, 60), " ", statusMark(r.status),
    r.speaker ? h("span", { class: "quiet" }, " according to ", bdi(r.speaker, 60)) : null, r.rule ? h("code", null, shorten(r.rule, 80)) : null);
}

/** The one note that is shown beside what is hovered or focused. */
export class Tip {
  readonly element = h("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
  private owner: HTMLElement | null = null;

  constructor(signal: AbortSignal) {
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.hide();
    }, { signal });
    addEventListener("scroll", () => this.hide(), { signal, passive: true });
  }

  on(owner: HTMLElement, content: () => (Node | null | undefined | false)[]): void {
    const show = (): void => this.show(owner, content().filter((n): n is Node => n instanceof Node));
    const hide = (): void => {
      if (this.owner === owner) this.hide();
    };
    owner.addEventListener("mouseenter", show);
    owner.addEventListener("focus", show);
    owner.addEventListener("mouseleave", hide);
    owner.addEventListener("blur", hide);
    if (owner instanceof HTMLButtonElement) owner.addEventListener("click", show);
  }

  private show(owner: HTMLElement, content: Node[]): void {
    if (content.length === 0) return;
    this.hide();
    this.owner = owner;
    this.element.replaceChildren(...content);
    this.element.hidden = false;
    owner.setAttribute("aria-describedby", "tip");
    const box = owner.getClientRects()[0] ?? owner.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
    const below = box.bottom + 6 + height < innerHeight;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - height - 6)}px`;
  }

  private hide(): void {
    this.owner?.removeAttribute("aria-describedby");
    this.owner = null;
    this.element.hidden = true;
  }
}
