// The saved questions: a form, the answer as a table or a graph, and the Cypher.

import * as api from "../api.js";
import { type Address, address, graphOf, note } from "../address.js";
import { csvCell } from "../csv.js";
import { announce, bdi, clear, h, save } from "../dom.js";
import type { View } from "../main.js";
import { count, relation, statuses, statusMark } from "../words.js";

export async function open(at: Address, signal: AbortSignal): Promise<View> {
  const all = await api.questions(signal);
  const chosen = all.find((q) => q.name === at.id);
  const menu = h("nav", { class: "questions", "aria-label": "Saved questions" }, h("ul", { class: "plainlist" }, all.map((q) => h("li", null, h("a", { href: address("questions", q.name), "aria-current": q.name === at.id ? "page" : null }, q.title)))));
  if (!chosen) {
    return {
      title: "Questions",
      content: h("div", { class: "page" }, h("header", { class: "title" }, h("h1", null, "Questions"), h("p", { class: "quiet" }, "Each is asked by a form and gives a table and a graph; its Cypher gives the same rows in Neo4j.")), at.id && h("p", { role: "alert" }, "There is no question ", bdi(at.id), "."), menu),
    };
  }
  return one(chosen, menu, at, signal);
}

function one(q: api.Question, menu: HTMLElement, at: Address, signal: AbortSignal): View {
  const fields = new Map(q.params.map((p) => {
    const number = typeof p.default === "number";
    const input = h("input", { id: `p-${p.name}`, name: p.name, type: number ? "number" : "text", min: number ? 0 : null, required: p.required, placeholder: p.default === undefined || p.default === "" ? null : String(p.default), autocomplete: "off", "aria-describedby": `d-${p.name}` });
    input.value = at.query.get(p.name) ?? "";
    return [p.name, input] as const;
  }));
  const answer = h("div", { class: "answer", "aria-live": "off" });
  const cypher = h("code");
  const copied = h("button", { type: "button", class: "plain copy" }, "Copy");
  copied.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(cypher.textContent ?? "");
      copied.textContent = "Copied";
      announce("Copied");
    } catch {
      getSelection()?.selectAllChildren(cypher);
      copied.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => (copied.textContent = "Copy"), 2500);
  });
  cypher.textContent = q.cypher;

  const params = (): Record<string, string> => Object.fromEntries([...fields].map(([name, input]) => [name, input.value.trim()]).filter(([, v]) => v !== ""));
  let running = new AbortController();
  signal.addEventListener("abort", () => running.abort());
  async function ask(): Promise<void> {
    running.abort();
    running = new AbortController();
    const mine = running.signal;
    try {
      const a = await api.ask(q.name, params(), mine);
      cypher.textContent = a.cypher || q.cypher;
      clear(answer, table(q, a, mine));
      announce(count(a.rows.length, "row"));
    } catch (error) {
      if (mine.aborted) return;
      clear(answer, h("p", { role: "alert" }, error instanceof Error ? error.message : "no answer"));
    }
  }
  const form = h("form", { class: "ask", "aria-label": q.title },
    q.params.map((p) => h("p", null, h("label", { for: `p-${p.name}` }, p.name), fields.get(p.name)!, h("span", { class: "quiet", id: `d-${p.name}` }, p.doc))),
    h("button", { type: "submit", class: "button" }, "Ask"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    note("questions", q.name, params());
    void ask();
  });
  if (q.params.every((p) => !p.required || fields.get(p.name)!.value.trim())) void ask();
  else clear(answer, h("p", { class: "quiet" }, "Fill in what is needed, and ask."));

  const content = h("div", { class: "page" },
    h("header", { class: "title" }, h("p", { class: "kicker" }, "question"), h("h1", null, q.title)),
    h("div", { class: "columns asked" }, menu,
      h("div", { class: "main" }, form, answer,
        h("details", { class: "cypher" }, h("summary", null, "Cypher, for Neo4j Browser"), h("div", { class: "code" }, copied, h("pre", { tabindex: "0", "aria-label": "Cypher" }, cypher))))));
  return {
    title: q.title,
    content,
    query: (query) => {
      for (const [name, input] of fields) input.value = query.get(name) ?? "";
      void ask();
      return true;
    },
  };
}

function table(q: api.Question, a: api.Answer, signal: AbortSignal): HTMLElement {
  if (a.rows.length === 0) return h("p", { class: "quiet" }, "No row.");
  const head = h("tr", null, a.columns.map((c) => h("th", { scope: "col" }, c)));
  const body = a.rows.map((row) => h("tr", null, row.map((cell, i) => h("td", { class: typeof cell === "number" ? "n" : null }, value(a.columns[i] ?? "", cell)))));
  const csv = h("button", { type: "button", class: "plain", onclick: () => save(`${q.name}.csv`, csvOf(a), "text/csv") }, "CSV");
  const graph = h("button", { type: "button", class: "plain", onclick: () => void asGraph(a, signal) }, "Show as a graph");
  return h("section", { "aria-label": "Answer" },
    h("p", { class: "tools" }, h("strong", null, count(a.rows.length, "row")), graph, csv),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" }, h("table", null, h("thead", null, head), h("tbody", null, body))));
}

function value(column: string, cell: string | number | null): Node | string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (column === "status" && (statuses as readonly string[]).includes(cell)) return statusMark(cell);
  if (column === "relation") return relation(cell);
  return bdi(cell, 300);
}

function csvOf(a: api.Answer): string {
  return [a.columns, ...a.rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** The entities that the rows name, on the canvas. */
async function asGraph(a: api.Answer, signal: AbortSignal): Promise<void> {
  const columns = a.columns.map((c, i) => (["who", "whom", "what", "from", "to", "where"].includes(c) ? i : -1)).filter((i) => i >= 0);
  const names = [...new Set(a.rows.flatMap((row) => columns.map((i) => row[i])))].filter((n): n is string => typeof n === "string" && n !== "").slice(0, 24);
  const ids = new Set<string>();
  for (const name of names) {
    const found = await api.search(name, 3, signal).catch(() => null);
    const hit = found?.entities.find((e) => e.name === name);
    if (hit) ids.add(hit.id);
  }
  if (ids.size > 0) location.hash = graphOf(...ids);
}

