// The server's answers, as explore/serve/api.go defines them. Offsets count code
// points; dates are ISO days, months or years, as long as they are precise.

import type { Status } from "./words.js";

/** An entity where it is only named. */
export interface Ref {
  id: string;
  name: string;
  type: string; // Person, Country, City, Place, Organization, Agreement, Occasion
}

export interface Counted extends Ref {
  count: number;
}

export interface DocumentRef {
  id: string;
  title: string;
  published?: string;
  publisher?: string;
}

/** A relation in a list: an event, or a fact such as an office. */
export interface Relation {
  id: string; // of the event, else of the edge; what /api/event takes
  type: string;
  subject: Ref;
  object: Ref;
  place?: Ref;
  status: Status;
  start?: string;
  end?: string;
  precision?: string; // day, month, year, reported
  title?: string;
  sources: number;
  score: number;
}

export interface Count {
  name: string;
  count: number;
}

export interface Busy {
  month: string;
  people: Counted[];
  states: Counted[];
  places: Counted[];
}

export interface Start {
  entities: Count[];
  relations: Count[];
  documents: number;
  events: number;
  first?: string;
  last?: string;
  latest: DocumentRef[];
  busy: Busy[];
  planned: Relation[];
}

export interface Highlight {
  start: number;
  end: number;
}

export interface EntityHit extends Ref {
  alias?: string; // the name that was found, where it is another
  highlights: Highlight[]; // in alias, else in name
  mentions: number;
}

export interface PassageHit {
  document: DocumentRef;
  chunk: string;
  start: number; // of text, in the document
  text: string;
  highlights: Highlight[]; // in text
}

export interface Search {
  entities: EntityHit[];
  passages: PassageHit[];
}

export interface Bucket {
  period: string; // a month, or a year
  type: string;
  status: Status;
  count: number;
}

export interface Entity extends Ref {
  aliases: string[];
  wikidata?: string;
  iso3?: string;
  mentions: number;
  first_seen?: string;
  last_seen?: string;
  offices: Relation[];
  types: Count[];
  statuses: Count[];
  timeline: Bucket[];
  partners: Counted[];
  places: Counted[];
}

export interface Relations {
  relations: Relation[];
  total?: number;
  next?: string; // cursor
}

export interface Evidence {
  document: DocumentRef;
  chunk: string;
  text: string; // the sentence
  start: number; // of the sentence, in the document
  end: number;
  trigger?: { start: number; end: number; text: string }; // in the document
  status: Status;
  speaker?: string;
  rule?: string;
}

export interface Event extends Relation {
  plover?: string;
  evidence: Evidence[];
}

export interface Chunk {
  id: string;
  start: number;
  end: number;
  text: string;
}

export interface Mention {
  start: number;
  end: number;
  entity: Ref;
  link?: string;
}

export interface Marked {
  event: string;
  type: string;
  status: Status;
  subject: Ref;
  object: Ref;
  start: number; // of the sentence
  end: number;
  trigger?: { start: number; end: number };
  rule?: string;
  speaker?: string;
}

/** What was not read for facts, between chunks and around them. */
export interface Furniture {
  start: number;
  end: number;
  text: string;
}

export interface Document extends DocumentRef {
  uri?: string;
  chunks: Chunk[];
  mentions: Mention[];
  relations: Marked[];
  furniture?: Furniture[];
}

export interface GraphNode extends Ref {
  mentions?: number;
}

export interface GraphEdge {
  id: string;
  event: string;
  type: string;
  from: string;
  to: string;
  status: Status;
  start?: string;
  end?: string;
  title?: string;
  sources: number;
  score: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  truncated: boolean;
}

export interface Question {
  name: string;
  title: string;
  params: { name: string; doc: string; required: boolean; default?: string | number }[];
  cypher: string;
}

export interface Answer {
  columns: string[];
  rows: (string | number | null)[][];
  cypher: string;
}

/** What the server said where it could not answer. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Query = Record<string, string | number | null | undefined>;

async function get<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") params.set(key, String(value));
  }
  const response = await fetch(`api/${path}${params.size > 0 ? `?${params}` : ""}`, { signal: signal ?? null, headers: { Accept: "application/json" } });
  if (!response.ok) {
    const body: { error?: string } = await response.json().catch(() => ({}));
    throw new Failure(response.status, body.error ?? `${response.status} ${response.statusText}`);
  }
  return response.json() as Promise<T>;
}

const id = encodeURIComponent;

export const start = (signal: AbortSignal) => get<Start>("start", {}, signal);
export const search = (q: string, limit: number, signal: AbortSignal) => get<Search>("search", { q, limit }, signal);
export const entity = (of: string, signal: AbortSignal) => get<Entity>(`entity/${id(of)}`, {}, signal);
export const relations = (of: string, query: Query, signal: AbortSignal) => get<Relations>(`entity/${id(of)}/relations`, query, signal);
export const event = (of: string, signal: AbortSignal) => get<Event>(`event/${id(of)}`, {}, signal);
export const document = (of: string, signal: AbortSignal) => get<Document>(`document/${id(of)}`, {}, signal);
export const graph = (query: Query, signal: AbortSignal) => get<Graph>("graph", query, signal);
export const path = (from: string, to: string, signal: AbortSignal) => get<Graph>("path", { from, to }, signal);
export const questions = (signal: AbortSignal) => get<Question[]>("questions", {}, signal);
export const ask = (name: string, params: Query, signal: AbortSignal) => get<Answer>(`questions/${id(name)}`, params, signal);
