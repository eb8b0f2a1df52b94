// What the page and its worker say to each other about where the entities stand.

export interface Task {
  id: number;
  nodes: { id: string; size: number; label: number }[]; // size in pixels, label in letters
  edges: [from: number, to: number, weight: number][];
}

export interface Places {
  id: number;
  xy: Float32Array; // x and y of each node in turn
  done: boolean;
}

/** Up to so many entities each has its name beside it. */
export const labelled = 80;
