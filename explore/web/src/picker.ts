// A field in which an entity is chosen by name: a small combobox.

import * as api from "./api.js";
import { bdi, clear, debounce, h } from "./dom.js";
import { kind, sign } from "./words.js";

let pickers = 0;

export class EntityPicker {
  readonly element: HTMLElement;

  constructor(label: string, signal: AbortSignal, chosen: (e: api.Ref) => void) {
    const id = `picker-${++pickers}`;
    const input = h("input", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list` });
    const list = h("div", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
    let found: api.EntityHit[] = [];
    let active = -1;
    let running = new AbortController();
    const open = (yes: boolean): void => {
      list.hidden = !yes;
      input.setAttribute("aria-expanded", String(yes));
    };
    const choose = (i: number): void => {
      active = i;
      [...list.children].forEach((o, n) => o.setAttribute("aria-selected", String(n === i)));
      if (i >= 0) input.setAttribute("aria-activedescendant", `${id}-${i}`);
      else input.removeAttribute("aria-activedescendant");
    };
    const take = (e: api.EntityHit | undefined): void => {
      if (!e) return;
      input.value = e.name.slice(0, 120);
      open(false);
      chosen(e);
    };
    const ask = debounce(60, async () => {
      running.abort();
      running = new AbortController();
      const q = input.value.trim();
      if (!q || signal.aborted) return open(false);
      const answer = await api.search(q, 8, running.signal).catch(() => null);
      if (!answer) return;
      found = answer.entities;
      clear(list, found.map((e, i) => h("div", { role: "option", id: `${id}-${i}`, "aria-selected": "false", onmousedown: (event: Event) => event.preventDefault(), onclick: () => take(e) }, sign(e.type), bdi(e.name, 80), h("span", { class: "quiet" }, ` ${kind(e.type)}`))));
      if (found.length === 0) clear(list, h("div", { class: "quiet none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No such name."));
      choose(found.length > 0 ? 0 : -1);
      open(document.activeElement === input);
    });
    input.addEventListener("input", () => ask());
    input.addEventListener("blur", () => open(false));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && found.length > 0) choose((active + 1) % found.length);
      else if (event.key === "ArrowUp" && found.length > 0) choose((active - 1 + found.length) % found.length);
      else if (event.key === "Enter" && !list.hidden) take(found[active]);
      else if (event.key === "Escape") open(false);
      else return;
      event.preventDefault();
    });
    this.element = h("div", { class: "picker" }, h("label", { for: id }, label), input, list);
  }
}
