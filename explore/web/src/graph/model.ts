// What the canvas holds: entities, and the relations among them drawn together
// when type, status and ends are the same.

import type * as api from "../api.js";
import { day } from "../words.js";

export interface Line {
  key: string;
  type: string;
  status: string;
  from: string;
  to: string;
  edges: api.GraphEdge[]; // what passes the filter
  sources: number;
}

export interface Filter {
  hide: Set<string>; // relation types
  statuses: Set<string>; // shown; empty is all
  from: string;
  to: string;
  score: number;
}

export interface Shown {
  nodes: api.GraphNode[];
  lines: Line[];
}

export class Model {
  readonly nodes = new Map<string, api.GraphNode>();
  readonly edges = new Map<string, api.GraphEdge>();
  truncated = false;

  add(graph: api.Graph): void {
    for (const n of graph.nodes) this.nodes.set(n.id, n);
    for (const e of graph.edges) if (this.nodes.has(e.from) && this.nodes.has(e.to)) this.edges.set(e.id, e);
    this.truncated ||= graph.truncated;
  }

  types(): [string, number][] {
    const counts = new Map<string, number>();
    for (const e of this.edges.values()) counts.set(e.type, (counts.get(e.type) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  }

  /** The edges in time, for the brush. */
  buckets(): api.Bucket[] {
    const out = new Map<string, api.Bucket>();
    for (const e of this.edges.values()) {
      if (!e.start) continue;
      const period = e.start.slice(0, 7);
      const key = `${period}|${e.status}`;
      const known = out.get(key);
      if (known) known.count++;
      else out.set(key, { period, type: "", status: e.status, count: 1 });
    }
    return [...out.values()];
  }

  /** What passes; an entity whose relations are all filtered goes with them, unless it is kept. */
  shown(filter: Filter, keep: ReadonlySet<string>): Shown {
    const lines = new Map<string, Line>();
    const ends = new Set<string>();
    const [from, to] = [day(filter.from)?.getTime(), day(filter.to)?.getTime()];
    for (const e of this.edges.values()) {
      if (filter.hide.has(e.type) || (filter.statuses.size > 0 && !filter.statuses.has(e.status)) || e.score < filter.score) continue;
      if (from !== undefined || to !== undefined) {
        const start = day(e.start)?.getTime();
        const end = day(e.end)?.getTime() ?? start;
        if (start === undefined || (from !== undefined && end! < from) || (to !== undefined && start > to)) continue;
      }
      const key = `${e.type}|${e.status}|${e.from}|${e.to}`;
      let line = lines.get(key);
      if (!line) lines.set(key, (line = { key, type: e.type, status: e.status, from: e.from, to: e.to, edges: [], sources: 0 }));
      line.edges.push(e);
      line.sources += Math.max(1, e.sources);
      ends.add(e.from).add(e.to);
    }
    return { nodes: [...this.nodes.values()].filter((n) => ends.has(n.id) || keep.has(n.id)), lines: [...lines.values()] };
  }
}

const families: Record<string, string[]> = {
  meeting: ["MET_WITH", "MET_IN", "SPOKE_WITH", "VISITED", "HOSTED", "ATTENDED"],
  accord: ["AGREED_WITH", "AGREED_ON", "BROKERED", "COOPERATED_WITH", "SUPPORTED", "AIDED"],
  conflict: ["ATTACKED", "CRITICIZED", "DEPLOYED_TO", "DETAINED", "PROTESTED_AGAINST", "REJECTED", "SANCTIONED", "THREATENED", "WITHDREW_FROM"],
};

const familyOf = new Map(Object.entries(families).flatMap(([name, types]) => types.map((type) => [type, name])));

/** meeting, accord or conflict, and fact for what is none; the colour of a line. */
export function family(type: string): string {
  return familyOf.get(type) ?? "fact";
}

/** Both ways alike: these lines have no arrow. */
export const symmetric = (type: string): boolean => ["MET_WITH", "SPOKE_WITH", "AGREED_WITH", "COOPERATED_WITH"].includes(type);

export const width = (line: Line): number => Math.min(9, 1.4 + 1.3 * Math.log2(line.sources));

/** How large an entity is drawn: by its degree in what is shown. */
export const radius = (degree: number): number => Math.min(20, 5 + 2.2 * Math.sqrt(degree));
