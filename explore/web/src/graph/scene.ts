// Draws what is shown with a pen: on a canvas for a PNG (and on screen where there
// is no WebGL), or as SVG.

import { s } from "../dom.js";
import { family, symmetric, width } from "./model.js";
import type { Line } from "./model.js";
import { kind, relation } from "../words.js";
import { colour } from "../theme.js";

export interface Point {
  x: number; // pixels
  y: number;
}

export interface Spot extends Point {
  id: string;
  name: string;
  type: string;
  r: number;
}

export interface Scene {
  width: number;
  height: number;
  spots: Spot[];
  lines: Line[];
  bow: ReadonlyMap<string, number>; // of the lines, by key
  selected?: string; // id of an entity, or key of a line
}

export interface Pen {
  curve(title: string, x0: number, y0: number, cx: number, cy: number, x1: number, y1: number, color: string, width: number, dash: number[]): void;
  shape(title: string, shape: Shape, x: number, y: number, r: number, fill: string, line: string): void;
  text(text: string, x: number, y: number, size: number, color: string, halo: string): void;
  arrow(x: number, y: number, angle: number, size: number, color: string): void;
  cross(x: number, y: number, size: number, color: string): void;
}

export type Shape = "circle" | "square" | "diamond" | "triangle";

export function shapeOf(type: string): Shape {
  switch (kind(type)) {
    case "country":
    case "organization":
      return "square";
    case "city":
    case "place":
      return "diamond";
    case "agreement":
    case "occasion":
      return "triangle";
    default:
      return "circle";
  }
}

export const dashes: Record<string, number[]> = { actual: [], planned: [8, 5], possible: [3, 4], negated: [2, 4] };

/** How far the lines between two ends bow, so that each is seen. */
export function bows(lines: readonly Line[]): Map<string, number> {
  const between = new Map<string, Line[]>();
  for (const line of lines) {
    const key = line.from < line.to ? `${line.from}\n${line.to}` : `${line.to}\n${line.from}`;
    const known = between.get(key);
    if (known) known.push(line);
    else between.set(key, [line]);
  }
  const out = new Map<string, number>();
  for (const same of between.values()) {
    const step = Math.min(0.22, 1 / same.length); // however many, none bows further than a half of their length
    same.forEach((line, i) => out.set(line.key, (i - (same.length - 1) / 2) * step * (line.from < line.to ? 1 : -1)));
  }
  return out;
}

/** The point of control of a line that bows, as Sigma has it, in pixels (y goes down). */
function control(a: Point, b: Point, bow: number): [number, number] {
  return [(a.x + b.x) / 2 + (b.y - a.y) * bow, (a.y + b.y) / 2 - (b.x - a.x) * bow];
}

/** Crosses a line that is negated. */
export function cross(line: Line, a: Point, b: Point, bow: number, pen: Pen): void {
  const [cx, cy] = control(a, b, bow);
  pen.cross((a.x + 2 * cx + b.x) / 4, (a.y + 2 * cy + b.y) / 4, 4 + width(line) / 2, colour("negated"));
}

export function paint(scene: Scene, pen: Pen): void {
  const at = new Map(scene.spots.map((spot) => [spot.id, spot]));
  const [ink, paper] = [colour("ink"), colour("paper")];
  for (const line of scene.lines) {
    const a = at.get(line.from), b = at.get(line.to);
    if (!a || !b || a === b) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const long = Math.hypot(dx, dy) || 1;
    const [cx, cy] = control(a, b, scene.bow.get(line.key) ?? 0);
    const color = scene.selected === line.key ? ink : colour(`line-${family(line.type)}`);
    pen.curve(`${a.name} ${relation(line.type)} ${b.name} (${line.status}, ${line.sources})`, a.x, a.y, cx, cy, b.x, b.y, color, width(line), dashes[line.status] ?? []);
    if (!symmetric(line.type) && long > a.r + b.r + 16) {
      const angle = Math.atan2(b.y - cy, b.x - cx);
      pen.arrow(b.x - Math.cos(angle) * (b.r + 1), b.y - Math.sin(angle) * (b.r + 1), angle, 5 + width(line), color);
    }
  }
  for (const line of scene.lines) {
    const a = at.get(line.from), b = at.get(line.to);
    if (line.status === "negated" && a && b && a !== b) cross(line, a, b, scene.bow.get(line.key) ?? 0, pen);
  }
  for (const spot of scene.spots) pen.shape(`${spot.name} (${kind(spot.type)})`, shapeOf(spot.type), spot.x, spot.y, spot.r, colour(kind(spot.type)), scene.selected === spot.id ? ink : paper);
  const taken: [number, number, number, number][] = [];
  for (const spot of [...scene.spots].sort((a, b) => b.r - a.r)) {
    const text = spot.name.length > 40 ? `${spot.name.slice(0, 39)}…` : spot.name;
    const box: [number, number, number, number] = [spot.x + spot.r + 2, spot.y - 7, spot.x + spot.r + 6 + 6.4 * text.length, spot.y + 7];
    if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
    taken.push(box);
    pen.text(text, spot.x + spot.r + 4, spot.y + 4, 12, ink, paper);
  }
}

const corners: Record<Exclude<Shape, "circle">, [number, number][]> = {
  square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  triangle: [[0, -1.1], [1, 0.8], [-1, 0.8]],
};
const font = "system-ui, sans-serif";

export class CanvasPen implements Pen {
  constructor(private readonly to: CanvasRenderingContext2D) {}

  curve(_title: string, x0: number, y0: number, cx: number, cy: number, x1: number, y1: number, color: string, width: number, dash: number[]): void {
    this.to.setLineDash(dash);
    this.to.strokeStyle = color;
    this.to.lineWidth = width;
    this.to.beginPath();
    this.to.moveTo(x0, y0);
    this.to.quadraticCurveTo(cx, cy, x1, y1);
    this.to.stroke();
    this.to.setLineDash([]);
  }

  shape(_title: string, shape: Shape, x: number, y: number, r: number, fill: string, line: string): void {
    this.to.beginPath();
    if (shape === "circle") this.to.arc(x, y, r, 0, 2 * Math.PI);
    else for (const [dx, dy] of corners[shape]) this.to.lineTo(x + dx * r, y + dy * r);
    this.to.closePath();
    this.to.fillStyle = fill;
    this.to.fill();
    this.to.strokeStyle = line;
    this.to.lineWidth = 1.5;
    this.to.stroke();
  }

  text(text: string, x: number, y: number, size: number, color: string, halo: string): void {
    this.to.font = `${size}px ${font}`;
    this.to.lineWidth = 3;
    this.to.lineJoin = "round";
    this.to.strokeStyle = halo;
    this.to.strokeText(text, x, y);
    this.to.fillStyle = color;
    this.to.fillText(text, x, y);
  }

  arrow(x: number, y: number, angle: number, size: number, color: string): void {
    this.to.beginPath();
    for (const [px, py] of arrowhead(x, y, angle, size)) this.to.lineTo(px, py);
    this.to.closePath();
    this.to.fillStyle = color;
    this.to.fill();
  }

  cross(x: number, y: number, size: number, color: string): void {
    this.to.beginPath();
    this.to.moveTo(x - size, y - size);
    this.to.lineTo(x + size, y + size);
    this.to.moveTo(x + size, y - size);
    this.to.lineTo(x - size, y + size);
    this.to.strokeStyle = color;
    this.to.lineWidth = 2;
    this.to.stroke();
  }
}

export class SvgPen implements Pen {
  readonly root: SVGSVGElement;

  constructor(width: number, height: number) {
    this.root = s("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` }, s("rect", { width, height, fill: colour("paper") }));
  }

  curve(title: string, x0: number, y0: number, cx: number, cy: number, x1: number, y1: number, color: string, width: number, dash: number[]): void {
    const f = (n: number): string => n.toFixed(1);
    this.root.append(s("path", { d: `M${f(x0)} ${f(y0)}Q${f(cx)} ${f(cy)} ${f(x1)} ${f(y1)}`, fill: "none", stroke: color, "stroke-width": width.toFixed(1), "stroke-dasharray": dash.length > 0 ? dash.join(" ") : null }, s("title", null, clean(title))));
  }

  shape(title: string, shape: Shape, x: number, y: number, r: number, fill: string, line: string): void {
    const style = { fill, stroke: line, "stroke-width": 1.5 };
    this.root.append(shape === "circle" ? s("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), ...style }, s("title", null, clean(title)))
      : s("polygon", { points: corners[shape].map(([dx, dy]) => `${(x + dx * r).toFixed(1)},${(y + dy * r).toFixed(1)}`).join(" "), ...style }, s("title", null, clean(title))));
  }

  text(text: string, x: number, y: number, size: number, color: string, halo: string): void {
    this.root.append(s("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": size, "font-family": font, fill: color, stroke: halo, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, clean(text)));
  }

  arrow(x: number, y: number, angle: number, size: number, color: string): void {
    this.root.append(s("polygon", { points: arrowhead(x, y, angle, size).map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" "), fill: color }));
  }

  cross(x: number, y: number, size: number, color: string): void {
    this.root.append(s("path", { d: `M${x - size} ${y - size}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`, stroke: color, "stroke-width": 2 }));
  }

  toString(): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(this.root)}\n`;
  }
}

function arrowhead(x: number, y: number, angle: number, size: number): [number, number][] {
  const at = (a: number, far: number): [number, number] => [x + Math.cos(angle + a) * far, y + Math.sin(angle + a) * far];
  return [[x, y], at(Math.PI - 0.4, size), at(Math.PI + 0.4, size)];
}

/** Without the characters that XML does not allow. */
export const clean = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
