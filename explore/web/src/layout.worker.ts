// Places the entities by ForceAtlas2 (Jacomy et al., 2014), away from the page. The
// same graph gets the same places: each begins where its id says.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { type Places, type Task, labelled } from "./layout.js";

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
    graph.addNode(node.id, { x: far * Math.cos(angle), y: far * Math.sin(angle), size: node.size });
  }
  for (const [from, to, weight] of task.edges) {
    const [a, b] = [task.nodes[from]!.id, task.nodes[to]!.id];
    if (a === b) continue;
    if (graph.hasEdge(a, b)) graph.updateEdgeAttribute(a, b, "weight", (w: number) => w + weight);
    else graph.addEdge(a, b, { weight });
  }
  const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: false, barnesHutOptimize: n > 400, gravity: n > 400 ? 0.4 : 0.2, scalingRatio: 12, slowDown: 1 + Math.log(n + 1), edgeWeightInfluence: 0.4, strongGravityMode: false, outboundAttractionDistribution: false };
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
  level(xy);
  if (done && task.nodes.length <= labelled) part(xy, task.nodes);
  scope.postMessage({ id: task.id, xy, done }, [xy.buffer]);
}

/** Turns the longest way of the drawing level, as screens are wider than high. */
function level(xy: Float32Array): void {
  const n = xy.length / 2;
  let [mx, my, xx, yy, across] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) [mx, my] = [mx + xy[2 * i]! / n, my + xy[2 * i + 1]! / n];
  for (let i = 0; i < n; i++) {
    const [x, y] = [xy[2 * i]! - mx, xy[2 * i + 1]! - my];
    [xx, yy, across] = [xx + x * x, yy + y * y, across + x * y];
  }
  const angle = 0.5 * Math.atan2(2 * across, xx - yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < n; i++) {
    const [x, y] = [xy[2 * i]! - mx, xy[2 * i + 1]! - my];
    [xy[2 * i], xy[2 * i + 1]] = [x * cos + y * sin, y * cos - x * sin];
  }
}

/** Moves apart what would hide another entity or its name, on a screen of a usual size. */
function part(xy: Float32Array, nodes: Task["nodes"]): void {
  const n = nodes.length;
  const range = (from: number): number => {
    let [least, most] = [Infinity, -Infinity];
    for (let i = from; i < xy.length; i += 2) [least, most] = [Math.min(least, xy[i]!), Math.max(most, xy[i]!)];
    return most - least || 1;
  };
  const unit = Math.max(range(0) / 860, range(1) / 460); // of the layout, for a pixel
  const boxes = nodes.map((node) => ({ left: node.size + 3, right: node.size + 8 + 6.6 * Math.min(node.label, 48), high: Math.max(node.size, 8) + 2 }));
  for (let round = 0; round < 80; round++) {
    let moved = false;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const [a, b] = [boxes[i]!, boxes[j]!];
        const [dx, dy] = [(xy[2 * j]! - xy[2 * i]!) / unit, (xy[2 * j + 1]! - xy[2 * i + 1]!) / unit];
        const overX = dx >= 0 ? a.right + b.left - dx : b.right + a.left + dx;
        const overY = a.high + b.high - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const axis = overY <= overX ? 1 : 0;
        const by = ((axis === 1 ? overY : overX) + 1) * unit * 0.5 * ((axis === 1 ? dy : dx) >= 0 ? 1 : -1);
        xy[2 * i + axis]! -= by;
        xy[2 * j + axis]! += by;
      }
    }
    if (!moved) return;
  }
}
