// The explorer: one page whose views are told apart by the address.

import { Failure } from "./api.js";
import { type Address, parse } from "./address.js";
import { announce, clear, h } from "./dom.js";
import { open as text } from "./pages/document.js";
import { open as entity } from "./pages/entity.js";
import { open as find } from "./pages/find.js";
import { open as questions } from "./pages/questions.js";
import { open as start } from "./pages/start.js";
import { searchBox } from "./search.js";
import { themeSwitch } from "./theme.js";

/** A view: what it shows, and what it does when only its query has changed. */
export interface View {
  title: string;
  content: Node;
  wide?: boolean; // takes the whole window, as the canvas does
  shown?: () => void; // once it stands in the page
  query?: (query: URLSearchParams) => boolean; // true where the view took the change in itself
}

type Open = (address: Address, signal: AbortSignal) => Promise<View>;

const pages: Record<string, () => Promise<Open>> = {
  "": async () => start,
  entity: async () => entity,
  document: async () => text,
  search: async () => find,
  questions: async () => questions,
  graph: async () => (await import("./pages/graph.js")).open, // with the drawing library
};

const main = document.getElementById("main")!;
let leaving = new AbortController();
let now: { address: Address; view: View | null } | null = null;

async function go(): Promise<void> {
  const address = parse(location.hash);
  if (now?.view?.query && now.address.page === address.page && now.address.id === address.id && now.view.query(address.query)) {
    now.address = address;
    return;
  }
  const first = now === null;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  now = { address, view: null };
  for (const link of document.querySelectorAll<HTMLElement>(".menu a")) {
    if (link.dataset.page === (address.page || "start")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  main.setAttribute("aria-busy", "true");
  const slow = window.setTimeout(() => clear(main, h("p", { class: "quiet wait" }, "Reading the graph…")), 300);
  let view: View;
  try {
    const page = pages[address.page];
    if (!page) throw new Failure(404, "there is no such page");
    view = await (await page())(address, signal);
  } catch (error) {
    if (signal.aborted) return;
    view = failed(error);
  } finally {
    clearTimeout(slow);
  }
  if (signal.aborted) return;
  now.view = view;
  clear(main, view.content);
  main.removeAttribute("aria-busy");
  main.classList.toggle("wide", view.wide ?? false);
  document.title = view.title ? `${view.title} · Backchannel` : "Backchannel";
  view.shown?.();
  if (!first) {
    if (!document.activeElement?.closest("[data-keep-focus]")) main.focus({ preventScroll: true });
    if (!address.query.has("at")) window.scrollTo(0, 0);
  }
  announce(view.title);
}

function failed(error: unknown): View {
  const missing = error instanceof Failure && error.status === 404;
  const title = missing ? "Not found" : "No answer";
  const text = error instanceof Error ? error.message : String(error);
  return {
    title,
    content: h("div", { class: "page narrow", role: "alert" }, h("h1", null, title), h("p", null, h("bdi", null, text)),
      h("p", null, missing ? "It may have gone with a document that was taken back. " : "The server may have been stopped. ", h("a", { href: "#/" }, "Go to the start"))),
  };
}

document.querySelector(".skip")!.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
themeSwitch(document.getElementById("theme") as HTMLButtonElement);
searchBox(document.getElementById("search")!);
addEventListener("hashchange", () => void go());
void go();
