// Search as you type: the combobox with a list box of the ARIA Authoring Practices.

import * as api from "./api.js";
import { address, documentAt, entity } from "./address.js";
import { announce, clear, codePoints, debounce, h, shorten } from "./dom.js";
import { count, date, kind, sign } from "./words.js";

/** A text with its found stretches marked. */
export function highlighted(text: string, marks: readonly api.Highlight[], most = 220): HTMLElement {
  const at = codePoints(text);
  const element = h("bdi");
  let from = 0;
  const first = marks[0] ? at(marks[0].start) : 0;
  if (first > most * 0.6) {
    from = Math.max(0, text.lastIndexOf(" ", first - most / 3) + 1) || first;
    element.append("…");
  }
  const end = from + most;
  for (const mark of marks) {
    const [start, stop] = [at(mark.start), at(mark.end)];
    if (start < from || start >= end) continue;
    element.append(text.slice(from, start), h("mark", null, shorten(text.slice(start, stop), most)));
    from = stop;
  }
  if (from < text.length && from < end) element.append(shorten(text.slice(from), Math.max(20, end - from)));
  return element;
}

export function searchBox(place: HTMLElement): void {
  const input = h("input", {
    id: "q", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Find people, states, places, words",
    "aria-label": "Search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "hits", "aria-keyshortcuts": "/",
  });
  const list = h("div", { id: "hits", role: "listbox", "aria-label": "Found", hidden: true });
  place.append(h("kbd", { "aria-hidden": "true" }, "/"), input, list);
  let active = -1;
  let running = new AbortController();

  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const open = (yes: boolean): void => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(-1);
  };
  const choose = (i: number): void => {
    active = i;
    options().forEach((o, n) => o.setAttribute("aria-selected", String(n === i)));
    const option = options()[i];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const follow = (option: HTMLElement | undefined): void => {
    const q = input.value.trim();
    const to = option?.dataset.to ?? (q && address("search", "", { q }));
    if (!to) return;
    open(false);
    running.abort();
    input.blur();
    location.hash = to;
  };

  const ask = debounce(60, async () => {
    const q = input.value.trim();
    running.abort();
    if (!q) return open(false);
    running = new AbortController();
    try {
      const found = await api.search(q, 8, running.signal);
      show(found, q);
    } catch (error) {
      if (running.signal.aborted) return;
      clear(list, h("div", { class: "quiet none" }, error instanceof Error ? error.message : "no answer"));
      open(true);
    }
  });

  const show = (found: api.Search, q: string): void => {
    let n = 0;
    const option = (to: string, ...content: (Node | string | null)[]): HTMLElement => {
      const element = h("div", { role: "option", id: `hit-${n++}`, "aria-selected": "false", "data-to": to }, ...content);
      element.addEventListener("mousedown", (event) => event.preventDefault());
      element.addEventListener("click", () => follow(element));
      return element;
    };
    const entities = found.entities.map((e) => option(entity(e.id), sign(e.type),
      h("span", { class: "what" }, e.alias ? [h("bdi", null, shorten(e.name, 80)), h("span", { class: "quiet" }, " also ", highlighted(e.alias, e.highlights, 60))] : highlighted(e.name, e.highlights, 90)),
      h("span", { class: "quiet" }, `${kind(e.type)} · ${count(e.mentions, "mention")}`)));
    const passages = found.passages.map((p) => option(documentAt(p.document.id, p.start + (p.highlights[0]?.start ?? 0), p.start + (p.highlights[0]?.end ?? 0)),
      h("span", { class: "what passage" }, highlighted(p.text, p.highlights, 130)),
      h("span", { class: "quiet" }, h("bdi", null, shorten(p.document.title, 60)), p.document.published ? ` · ${date(p.document.published)}` : null)));
    clear(list,
      entities.length > 0 && h("div", { role: "group", "aria-label": "Names" }, h("div", { class: "head", "aria-hidden": "true" }, "Names"), entities),
      passages.length > 0 && h("div", { role: "group", "aria-label": "Text" }, h("div", { class: "head", "aria-hidden": "true" }, "Text"), passages),
      n === 0 ? h("div", { class: "quiet none" }, "Nothing found.") : option(address("search", "", { q }), h("span", { class: "what all" }, "All that is found")));
    announce(n === 0 ? "Nothing found" : `${count(entities.length, "name")}, ${count(passages.length, "passage")}`);
    choose(-1);
    open(document.activeElement === input);
  };

  input.addEventListener("input", () => ask());
  input.addEventListener("focus", () => {
    if (list.childElementCount > 0 && input.value.trim()) open(true);
  });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const n = options().length;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (list.hidden && n > 0) open(true);
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(active < 0 ? (step > 0 ? 0 : n - 1) : active + step < 0 || active + step >= n ? -1 : active + step);
        break;
      }
      case "Enter":
        event.preventDefault();
        follow(list.hidden ? undefined : options()[active]);
        break;
      case "Escape":
        if (list.hidden) input.value = "";
        open(false);
        break;
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element | null)?.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
