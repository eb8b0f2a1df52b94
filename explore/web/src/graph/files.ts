// What is shown, as files for others: edges as CSV, the graph as GraphML.

import { csvCell } from "../csv.js";
import type { Shown } from "./model.js";
import { clean } from "./scene.js";

export function csv(shown: Shown): string {
  const names = new Map(shown.nodes.map((n) => [n.id, n.name]));
  const rows: (string | number | null)[][] = [["from", "from_name", "type", "to", "to_name", "status", "start", "end", "title", "sources", "score", "event"]];
  for (const line of shown.lines) {
    for (const e of line.edges) rows.push([e.from, names.get(e.from) ?? "", e.type, e.to, names.get(e.to) ?? "", e.status, e.start ?? "", e.end ?? "", e.title ?? "", e.sources, e.score, e.event]);
  }
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

const ns = "http://graphml.graphdrawing.org/xmlns";
const keys: [name: string, of: "node" | "edge", type: string][] = [
  ["label", "node", "string"], ["type", "node", "string"], ["mentions", "node", "long"],
  ["type", "edge", "string"], ["status", "edge", "string"], ["start", "edge", "string"], ["end", "edge", "string"], ["title", "edge", "string"], ["sources", "edge", "long"], ["score", "edge", "double"], ["event", "edge", "string"],
];

export function graphml(shown: Shown): string {
  const doc = document.implementation.createDocument(ns, "graphml", null);
  const add = (parent: Element, name: string, attributes: Record<string, string>, text?: string): Element => {
    const element = doc.createElementNS(ns, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, clean(value));
    if (text !== undefined) element.textContent = clean(text);
    parent.append(doc.createTextNode("\n"), element);
    return element;
  };
  const root = doc.documentElement;
  for (const [name, of, type] of keys) add(root, "key", { id: `${of}-${name}`, for: of, "attr.name": name, "attr.type": type });
  const graph = add(root, "graph", { id: "G", edgedefault: "directed" });
  const data = (element: Element, of: string, values: Record<string, string | number | undefined>): void => {
    for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== "") add(element, "data", { key: `${of}-${name}` }, String(value));
  };
  for (const n of shown.nodes) data(add(graph, "node", { id: n.id }), "node", { label: n.name, type: n.type, mentions: n.mentions });
  for (const line of shown.lines) {
    for (const e of line.edges) data(add(graph, "edge", { id: e.id, source: e.from, target: e.to }), "edge", { type: e.type, status: e.status, start: e.start, end: e.end, title: e.title, sources: e.sources, score: e.score, event: e.event });
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(doc)}\n`;
}
