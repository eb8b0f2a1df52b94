// The sentences that say a relation, with the word that made it marked.

import * as api from "./api.js";
import { documentAt, entity } from "./address.js";
import { bdi, codePoints, h } from "./dom.js";
import { date, number, relation, sign, statusMark, when } from "./words.js";

/** "Angela Merkel met with Francois Hollande", with links. */
export function ends(r: Pick<api.Relation, "subject" | "object" | "type" | "title">): HTMLElement {
  return h("span", { class: "ends" }, reference(r.subject), " ", h("span", { class: "verb" }, relation(r.type)), " ", reference(r.object), r.title ? [" as ", bdi(r.title)] : null);
}

export function reference(ref: api.Ref): HTMLElement {
  return h("a", { class: "ref", href: entity(ref.id) }, sign(ref.type), bdi(ref.name, 80));
}

export function source(d: api.DocumentRef): HTMLElement {
  return h("span", { class: "source" }, bdi(d.title || d.id, 120), d.publisher ? [" · ", bdi(d.publisher, 60)] : null, d.published ? [" · ", h("time", { datetime: d.published }, date(d.published))] : null);
}

/** A sentence with its trigger marked. */
export function sentence(e: api.Evidence): HTMLElement {
  const at = codePoints(e.text);
  const text = h("bdi");
  if (e.trigger && e.trigger.start >= e.start && e.trigger.end <= e.end) {
    const [start, end] = [at(e.trigger.start - e.start), at(e.trigger.end - e.start)];
    text.append(e.text.slice(0, start), h("mark", { class: "trigger" }, e.text.slice(start, end)), e.text.slice(end));
  } else {
    text.append(e.text);
  }
  return text;
}

/** All that is known of an event. */
export function evidence(event: api.Event): HTMLElement {
  return h("div", { class: "evidence" },
    event.evidence.length === 0 && h("p", { class: "quiet" }, "No sentence is kept for this."),
    event.evidence.map((e) => h("figure", null,
      h("blockquote", null, sentence(e)),
      h("figcaption", null, statusMark(e.status), e.speaker ? h("span", { class: "speaker" }, "according to ", bdi(e.speaker, 80)) : null, source(e.document),
        h("a", { class: "read", href: documentAt(e.document.id, e.start, e.end) }, "Read in the document"),
        e.rule ? h("code", { class: "rule", title: "the frame that found it" }, e.rule) : null))),
    h("p", { class: "quiet figures" }, `${when(event.start, event.end, event.precision)} · score ${event.score.toFixed(2)}`, event.plover ? ` · PLOVER ${event.plover}` : null, ` · ${number(event.sources)} ${event.sources === 1 ? "source" : "sources"}`));
}

/** A list of relations; each opens its sentences in place. */
export function relationList(relations: readonly api.Relation[], signal: AbortSignal, about?: string): HTMLElement {
  return h("ul", { class: "relations" }, relations.map((r) => row(r, signal, about)));
}

function row(r: api.Relation, signal: AbortSignal, about?: string): HTMLElement {
  const body = h("div", { class: "opened", hidden: true });
  const time = h("time", r.start ? { datetime: r.start } : null, when(r.start, r.end, r.precision));
  const button = h("button", { type: "button", class: "open", "aria-expanded": "false" },
    r.sources > 1 ? `${number(r.sources)} sources` : "sentence", h("span", { class: "unseen" }, `: ${r.subject.name} ${relation(r.type)} ${r.object.name}`.slice(0, 300)));
  let loaded = false;
  button.addEventListener("click", async () => {
    const opening = body.hidden;
    body.hidden = !opening;
    button.setAttribute("aria-expanded", String(opening));
    if (!opening || loaded) return;
    loaded = true;
    try {
      body.replaceChildren(evidence(await api.event(r.id, signal)));
    } catch (error) {
      if (signal.aborted) return;
      loaded = false;
      body.replaceChildren(h("p", { class: "quiet", role: "alert" }, error instanceof Error ? error.message : "no answer"));
    }
  });
  return h("li", { class: `relation ${r.status}`, "data-event": r.id },
    h("div", { class: "line" }, time, h("span", { class: "fact" }, about === undefined ? ends(r) : seenFrom(r, about), r.place && r.type !== "MET_IN" ? [" ", h("span", { class: "quiet" }, "in"), " ", reference(r.place)] : null), r.status === "actual" ? null : statusMark(r.status), button),
    body);
}

/** The relation as one of its ends sees it: the verb first where it is the subject. */
function seenFrom(r: api.Relation, about: string): HTMLElement {
  const verb = h("span", { class: "verb" }, relation(r.type));
  const title = r.title ? [" as ", bdi(r.title)] : null;
  if (r.subject.id === about) return h("span", { class: "ends" }, verb, " ", reference(r.object), title);
  if (r.object.id === about) return h("span", { class: "ends" }, reference(r.subject), " ", verb, h("span", { class: "quiet" }, " this one"), title);
  return ends(r);
}
