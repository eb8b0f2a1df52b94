// The drawing: Sigma on WebGL, which moves 2,000 entities and 10,000 lines smoothly;
// where the browser has no WebGL, a still drawing of the same on a plain canvas.

import { MultiDirectedGraph } from "graphology";
import Sigma, { DEFAULT_STYLES } from "sigma";
import { extremityArrow, layerDashed, layerPlain, pathCurved, pathLine, sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from "sigma/rendering";
import { h } from "../dom.js";
import { type Places, type Task, labelled } from "../layout.js";
import { colour } from "../theme.js";
import { kind, relation } from "../words.js";
import { type Line, type Shown, family, radius, symmetric, width } from "./model.js";
import { CanvasPen, type Scene, type Spot, bows, cross, paint, shapeOf } from "./scene.js";

export type Point = [x: number, y: number];

export interface Hooks {
  select: (id: string | null) => void; // an entity's id or a line's key
  expand: (id: string) => void;
  moved: () => void; // camera or pins
}

// What is drawn are plain attributes: Sigma asks functions and reducers again, for all
// that is shown, whenever the mouse comes over something or the camera begins to move.
interface NodeLook { color: string; labelColor: string; labelVisibility: string; backdropVisibility: string; backdropColor: string; backdropShadowColor: string }
interface NodeData extends NodeLook { x: number; y: number; label: string; labelSize: number; type: string; size: number; shape: string; kept: boolean }
interface EdgeLook { color: string; solid: string; labelColor: string; labelVisibility: string }
interface EdgeData extends EdgeLook { line: Line; label: string; path: string; curvature: number; size: number; dash: number; gap: number; head: string }

export class Canvas {
  readonly element = h("div", { class: "canvas", tabindex: "0", role: "application", "aria-roledescription": "graph", "aria-describedby": "graph-keys" });
  private readonly graph = new MultiDirectedGraph<NodeData, EdgeData>();
  private readonly places = new Map<string, Point>(); // of the layout, the same for all who see the same
  readonly pins = new Map<string, Point>(); // where the reader has put an entity instead
  private readonly worker = new Worker(new URL("layout.js", document.baseURI), { type: "module" });
  private sigma: ReturnType<typeof draw> | null = null;
  private plain: HTMLCanvasElement | null = null;
  private shown: Shown = { nodes: [], lines: [] };
  private bow: ReadonlyMap<string, number> = new Map();
  private denied: Line[] = [];
  private selected: string | null = null;
  private near = new Set<string>();
  private task = 0;
  private layoutOf = "";
  private settled: (() => void)[] = [];

  constructor(private readonly hooks: Hooks, signal: AbortSignal) {
    this.worker.onmessage = (event: MessageEvent<Places>) => this.placed(event.data);
    signal.addEventListener("abort", () => {
      this.worker.terminate();
      this.sigma?.kill();
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => {
      if (this.plain) this.still();
    }).observe(this.element);
  }

  /** Begins to draw; the element must stand in the page by now. */
  start(camera: [x: number, y: number, ratio: number] | null): void {
    if (!webgl()) {
      this.plain = h("canvas", { "aria-hidden": "true" });
      this.element.append(h("p", { class: "quiet over" }, "This browser has no WebGL: the drawing stands still."), this.plain);
      this.plain.addEventListener("click", (event) => this.hooks.select(this.under(event.offsetX, event.offsetY)));
      this.still();
      return;
    }
    this.sigma = draw(this.graph, this.element);
    if (camera) this.sigma.getCamera().setState({ x: camera[0], y: camera[1], ratio: camera[2] });
    const sigma = this.sigma;
    sigma.on("clickNode", ({ node }) => this.hooks.select(node));
    sigma.on("clickEdge", ({ edge }) => this.hooks.select(edge));
    sigma.on("clickStage", () => this.hooks.select(null));
    sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      this.hooks.expand(event.node);
    });
    sigma.on("nodeDragEnd", ({ node }) => {
      const { x, y } = this.graph.getNodeAttributes(node);
      this.pins.set(node, [x, y]);
      this.hooks.moved();
    });
    sigma.getCamera().on("updated", () => this.hooks.moved());
    const crosses = h("canvas", { class: "crosses", "aria-hidden": "true" });
    this.element.append(crosses);
    sigma.on("afterRender", () => this.strike(crosses));
    this.spare(sigma);
  }

  /** Draws this; what is new finds its place. The promise ends when nothing moves any more. */
  show(shown: Shown, kept: ReadonlySet<string>): Promise<void> {
    this.shown = shown;
    const degree = new Map<string, number>();
    for (const line of shown.lines) for (const end of [line.from, line.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
    this.bow = bows(shown.lines);
    this.denied = shown.lines.filter((line) => line.status === "negated");
    this.neighbours();
    this.graph.clear();
    for (const n of shown.nodes) {
      const [x, y] = this.pins.get(n.id) ?? this.places.get(n.id) ?? [0, 0];
      const label = n.name.length > 48 ? `${n.name.slice(0, 47)}…` : n.name;
      this.graph.addNode(n.id, { x, y, label, labelSize: kept.has(n.id) ? 14 : 12, type: n.type, size: radius(degree.get(n.id) ?? 0), shape: shapeOf(n.type), kept: kept.has(n.id), ...this.nodeLook(n.id, n.type) });
    }
    for (const line of shown.lines) {
      const bow = this.bow.get(line.key) ?? 0;
      const [dash, gap] = dashes[line.status] ?? [0, 0];
      this.graph.addDirectedEdgeWithKey(line.key, line.from, line.to, {
        line, label: relation(line.type), path: bow === 0 ? "straight" : "curved", curvature: bow, size: width(line), dash, gap, head: symmetric(line.type) ? "none" : "arrow", ...this.edgeLook(line),
      });
    }
    this.element.setAttribute("aria-label", `Graph of ${shown.nodes.length} entities and ${shown.lines.length} lines`);
    this.sigma?.setSetting("labelDensity", shown.nodes.length <= labelled ? 100 : 1.4);
    const layoutOf = [...shown.nodes.map((n) => n.id), ...shown.lines.map((l) => l.key)].join("\n");
    if (layoutOf === this.layoutOf) return Promise.resolve();
    this.layoutOf = layoutOf;
    return this.layout();
  }

  select(id: string | null): void {
    if (id === this.selected) return;
    this.selected = id;
    this.neighbours();
    this.restyle();
  }

  /** Colours have changed, or the selection. */
  restyle(): void {
    this.graph.forEachNode((id, n) => Object.assign(n, this.nodeLook(id, n.type)));
    this.graph.forEachEdge((_, e) => Object.assign(e, this.edgeLook(e.line)));
    if (this.sigma) this.sigma.refresh();
    else this.still();
  }

  private nodeLook(id: string, type: string): NodeLook {
    const faded = this.selected !== null && !this.near.has(id);
    const chosen = id === this.selected;
    return {
      color: colour(faded ? "node-faded" : kind(type)), labelColor: colour(faded ? "muted" : "ink"), labelVisibility: chosen ? "visible" : "auto",
      backdropVisibility: chosen ? "visible" : "hidden", backdropColor: colour("raised"), backdropShadowColor: colour("shadow"),
    };
  }

  private edgeLook(line: Line): EdgeLook {
    const aside = this.selected !== null && ![line.key, line.from, line.to].includes(this.selected);
    const color = colour(aside ? "line-faded" : `line-${family(line.type)}`);
    return { color, solid: line.status === "actual" ? color : "#00000000", labelColor: colour("muted"), labelVisibility: this.selected !== null && !aside ? "auto" : "hidden" };
  }

  camera(): [number, number, number] | null {
    const state = this.sigma?.getCamera().getState();
    return state && (Math.abs(state.x - 0.5) > 1e-3 || Math.abs(state.y - 0.5) > 1e-3 || Math.abs(state.ratio - 1) > 1e-3) ? [state.x, state.y, state.ratio] : null;
  }

  zoom(factor: number): void {
    const camera = this.sigma?.getCamera();
    if (factor === 0) void camera?.animate({ x: 0.5, y: 0.5, ratio: 1 }, { duration: 200 });
    else void camera?.animate({ ratio: camera.getState().ratio / factor }, { duration: 150 });
  }

  unpin(): void {
    this.pins.clear();
    this.layoutOf = "";
    void this.show(this.shown, new Set(this.graph.filterNodes((_, n) => n.kept)));
    this.hooks.moved();
  }

  /** The drawing as it stands, in pixels. */
  scene(): Scene {
    const { clientWidth, clientHeight } = this.element;
    const spots: Spot[] = this.graph.mapNodes((id, n) => {
      const at = this.sigma ? this.sigma.graphToViewport({ x: n.x, y: n.y }) : { x: 0, y: 0 };
      return { id, name: n.label, type: n.type, r: this.sigma ? this.sigma.scaleSize(n.size) : n.size, x: at.x, y: at.y };
    });
    if (!this.sigma) fit(spots, this.graph, clientWidth, clientHeight);
    return { width: clientWidth, height: clientHeight, spots, lines: this.shown.lines, bow: this.bow, ...(this.selected === null ? {} : { selected: this.selected }) };
  }

  png(): Promise<Blob | null> {
    const scene = this.scene();
    const canvas = h("canvas", { width: scene.width * 2, height: scene.height * 2 });
    const to = canvas.getContext("2d")!;
    to.scale(2, 2);
    to.fillStyle = colour("paper");
    to.fillRect(0, 0, scene.width, scene.height);
    paint(scene, new CanvasPen(to));
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  private layout(): Promise<void> {
    const index = new Map(this.shown.nodes.map((n, i) => [n.id, i]));
    const task: Task = {
      id: ++this.task,
      nodes: this.shown.nodes.map((n) => ({ id: n.id, size: this.graph.getNodeAttribute(n.id, "size"), label: this.graph.getNodeAttribute(n.id, "label").length })),
      edges: this.shown.lines.map((l) => [index.get(l.from)!, index.get(l.to)!, Math.min(4, l.edges.length)]),
    };
    if (task.nodes.length === 0) return Promise.resolve();
    this.worker.postMessage(task);
    return new Promise((resolve) => this.settled.push(resolve));
  }

  private placed(places: Places): void {
    if (places.id !== this.task) return;
    this.shown.nodes.forEach((n, i) => this.places.set(n.id, [places.xy[2 * i]!, places.xy[2 * i + 1]!]));
    this.graph.updateEachNodeAttributes((id, n) => {
      const [x, y] = this.pins.get(id) ?? this.places.get(id)!;
      return Object.assign(n, { x, y });
    }, { attributes: ["x", "y"] });
    this.sigma?.setCustomBBox(this.extent());
    if (this.plain) this.still();
    if (!places.done) return;
    this.element.dataset.settled = String(places.id);
    for (const resolve of this.settled.splice(0)) resolve();
  }

  /** What must be seen of the layout: the entities, and to their right room for their names. */
  private extent(): { x: [number, number]; y: [number, number] } {
    const { clientWidth, clientHeight } = this.element;
    const x: [number, number] = [Infinity, -Infinity], y: [number, number] = [Infinity, -Infinity];
    const places = this.shown.nodes.map((n) => this.places.get(n.id)!);
    for (const [px, py] of places) [x[0], x[1], y[0], y[1]] = [Math.min(x[0], px), Math.max(x[1], px), Math.min(y[0], py), Math.max(y[1], py)];
    if (this.graph.order > labelled) return { x, y };
    const unit = Math.max((x[1] - x[0]) / Math.max(100, clientWidth - 140), (y[1] - y[0]) / Math.max(100, clientHeight - 100));
    let right = x[1];
    places.forEach(([px], i) => (right = Math.max(right, px + unit * Math.min(clientWidth / 3, 6.6 * this.shown.nodes[i]!.name.length - 30))));
    return { x: [x[0], right], y };
  }

  private neighbours(): void {
    const at = this.selected;
    this.near = new Set();
    if (at === null) return;
    if (this.graph.hasNode(at)) this.near = new Set([at, ...this.graph.neighbors(at)]);
    else if (this.graph.hasEdge(at)) this.near = new Set(this.graph.extremities(at));
  }

  private still(): void {
    const canvas = this.plain;
    if (!canvas) return;
    const scene = this.scene();
    canvas.width = scene.width * devicePixelRatio;
    canvas.height = scene.height * devicePixelRatio;
    const to = canvas.getContext("2d")!;
    to.scale(devicePixelRatio, devicePixelRatio);
    paint(scene, new CanvasPen(to));
  }

  /** Where frames come slowly, as without a graphics card, lines and names wait until the camera rests. */
  private spare(sigma: ReturnType<typeof draw>): void {
    let [last, moved, slow, spares] = [0, false, 0, false];
    sigma.getCamera().on("updated", () => (moved = true));
    sigma.on("afterRender", () => {
      const now = performance.now();
      if (moved && now - last < 3000) slow = now - last > 60 ? slow + 1 : 0;
      if (slow >= 3 && this.graph.size > 500 && !spares) {
        spares = true;
        sigma.setSetting("hideEdgesOnMove", true);
        sigma.setSetting("hideLabelsOnMove", true);
      }
      [last, moved] = [now, false];
    });
  }

  /** Sigma has no line that is struck; the crosses lie on a canvas above it. */
  private strike(canvas: HTMLCanvasElement): void {
    const [wide, high] = [this.element.clientWidth * devicePixelRatio, this.element.clientHeight * devicePixelRatio];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    const to = canvas.getContext("2d")!;
    to.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    to.clearRect(0, 0, wide, high);
    const pen = new CanvasPen(to);
    for (const line of this.denied) {
      const [a, b] = [line.from, line.to].map((id) => this.sigma!.graphToViewport(this.graph.getNodeAttributes(id)));
      to.globalAlpha = this.selected === null || [line.key, line.from, line.to].includes(this.selected) ? 1 : 0.2;
      if (line.from !== line.to) cross(line, a!, b!, this.bow.get(line.key) ?? 0, pen);
    }
  }

  private under(x: number, y: number): string | null {
    const spots = this.scene().spots.map((spot) => ({ spot, far: Math.hypot(spot.x - x, spot.y - y) })).sort((a, b) => a.far - b.far);
    return spots[0] && spots[0].far < spots[0].spot.r + 6 ? spots[0].spot.id : null;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] as Point | undefined;
    const node = this.selected !== null && this.graph.hasNode(this.selected) ? this.selected : null;
    if (way) this.hooks.select(this.towards(node, way));
    else if (event.key === "+" || event.key === "=") this.zoom(1.5);
    else if (event.key === "-") this.zoom(1 / 1.5);
    else if (event.key === "0") this.zoom(0);
    else if ((event.key === "e" || event.key === "Enter") && node) this.hooks.expand(node);
    else if (event.key === "Escape") this.hooks.select(null);
    else return;
    event.preventDefault();
  }

  /** The nearest entity in a direction; from nowhere, the largest. */
  private towards(from: string | null, [dx, dy]: Point): string | null {
    const spots = this.scene().spots;
    const at = spots.find((spot) => spot.id === from);
    if (!at) return spots.sort((a, b) => b.r - a.r)[0]?.id ?? null;
    let best: string | null = at.id, least = Infinity;
    for (const spot of spots) {
      const [x, y] = [spot.x - at.x, spot.y - at.y];
      const along = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (spot === at || along <= 0) continue;
      if (along + 2 * aside < least) [best, least] = [spot.id, along + 2 * aside];
    }
    return best;
  }
}

function webgl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

function fit(spots: Spot[], graph: MultiDirectedGraph<NodeData, EdgeData>, w: number, height: number): void {
  const xs = graph.mapNodes((_, n) => n.x), ys = graph.mapNodes((_, n) => n.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.max(...ys), Math.min(...ys)];
  const scale = Math.min((w - 160) / (right - left || 1), (height - 60) / (top - bottom || 1));
  for (const spot of spots) {
    const n = graph.getNodeAttributes(spot.id);
    spot.x = w / 2 + (n.x - (left + right) / 2) * scale - 40;
    spot.y = height / 2 - (n.y - (top + bottom) / 2) * scale;
  }
}

const dashes: Readonly<Record<string, [dash: number, gap: number]>> = { planned: [8, 5], possible: [3, 4], negated: [2, 4] };

function draw(graph: MultiDirectedGraph<NodeData, EdgeData>, place: HTMLElement) {
  const attribute = (name: string) => ({ attribute: name });
  return new Sigma<NodeData, EdgeData>(graph, place, {
    primitives: {
      nodes: { shapes: [sdfCircle(), sdfSquare(), sdfDiamond(), sdfTriangle()] },
      edges: {
        paths: [pathLine(), pathCurved()],
        extremities: [extremityArrow({ lengthRatio: 3.4, widthRatio: 3 })],
        variables: { dash: { type: "number", default: 0 }, gap: { type: "number", default: 0 }, solid: { type: "color", default: "#000" } },
        layers: [layerPlain({ color: { attribute: "solid" } }), layerDashed({ dashSize: { attribute: "dash", mode: "pixels" }, gapSize: { attribute: "gap", mode: "pixels" }, solidExtremities: "head" })],
      },
    },
    styles: {
      nodes: {
        ...DEFAULT_STYLES.nodes,
        size: attribute("size"),
        shape: attribute("shape"),
        color: attribute("color"),
        label: attribute("label"),
        labelColor: attribute("labelColor"),
        labelSize: attribute("labelSize"),
        labelVisibility: { whenState: "isHovered", then: "visible", else: attribute("labelVisibility") },
        labelFont: "system-ui, sans-serif",
        backdropVisibility: { whenState: "isHovered", then: "visible", else: attribute("backdropVisibility") },
        backdropColor: attribute("backdropColor"),
        backdropShadowColor: attribute("backdropShadowColor"),
        backdropShadowBlur: 6,
        backdropPadding: 4,
      },
      edges: {
        ...DEFAULT_STYLES.edges,
        path: attribute("path"),
        curvature: attribute("curvature"),
        size: attribute("size"),
        color: attribute("color"),
        solid: attribute("solid"),
        dash: attribute("dash"),
        gap: attribute("gap"),
        head: attribute("head"),
        label: attribute("label"),
        labelColor: attribute("labelColor"),
        labelSize: 11,
        labelFont: "system-ui, sans-serif",
        labelVisibility: attribute("labelVisibility"),
      },
    } as never, // the variables above are not among the types that Sigma infers
    settings: {
      itemSizesReference: "screen",
      enableEdgeEvents: true,
      enableNodeDrag: true,
      renderEdgeLabels: true,
      edgeLabelAnchors: "allNodes",
      enableCameraRotation: false,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 5,
      stagePadding: 50,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zoomingRatio: 1.4,
    },
  });
}
