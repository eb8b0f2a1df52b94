// Places the entities by ForceAtlas2 (Jacomy et al., 2014), away from the page. The
// same graph gets the same places: each begins where its id says.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface Task {
  id: number;
  nodes: { id: string; x?: number; y?: number; size: number }[]; // with x and y: it stays there
  edges: [from: number, to: number, weight: number][];
}

export interface Places {
  id: number;
  xy: Float32Array; // x and y of each node in turn
  done: boolean;
}

const scope = self as unknown as { onmessage: (event: MessageEvent<Task>) => void; postMessage(message: Places, transfer: Transferable[]): void };
let latest = 0;

scope.onmessage = (event) => {
  latest = event.data.id;
  void place(event.data);
};

/** FNV-1a, as a number from 0 to 1. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  return (Math.imul(h, 0x2c1b3c6d) >>> 0) / 2 ** 32;
}

async function place(task: Task): Promise<void> {
  const graph = new Graph({ type: "undirected", multi: false });
  const n = task.nodes.length;
  const spread = 10 * Math.sqrt(n);
  for (const node of task.nodes) {
    const angle = 2 * Math.PI * hash(node.id, 1), far = spread * Math.sqrt(hash(node.id, 2));
    graph.addNode(node.id, { x: node.x ?? far * Math.cos(angle), y: node.y ?? far * Math.sin(angle), size: node.size, fixed: node.x !== undefined });
  }
  for (const [from, to, weight] of task.edges) {
    const [a, b] = [task.nodes[from]!.id, task.nodes[to]!.id];
    if (a === b) continue;
    if (graph.hasEdge(a, b)) graph.updateEdgeAttribute(a, b, "weight", (w: number) => w + weight);
    else graph.addEdge(a, b, { weight });
  }
  const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: false, barnesHutOptimize: n > 400, gravity: n > 400 ? 0.4 : 0.8, scalingRatio: 12, slowDown: 1 + Math.log(n + 1), edgeWeightInfluence: 0.4, strongGravityMode: false, outboundAttractionDistribution: false };
  const rounds = n > 1000 ? 240 : 400;
  const step = n > 400 ? 20 : rounds;
  for (let done = 0; done < rounds; done += step) {
    if (latest !== task.id) return;
    forceAtlas2.assign(graph, { iterations: step, settings });
    send(task, graph, done + step >= rounds);
    await new Promise((resolve) => setTimeout(resolve, 0)); // so that a newer task is heard
  }
}

function send(task: Task, graph: Graph, done: boolean): void {
  const xy = new Float32Array(2 * task.nodes.length);
  task.nodes.forEach((node, i) => {
    xy[2 * i] = graph.getNodeAttribute(node.id, "x") as number;
    xy[2 * i + 1] = graph.getNodeAttribute(node.id, "y") as number;
  });
  scope.postMessage({ id: task.id, xy, done }, [xy.buffer]);
}
