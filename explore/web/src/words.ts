// How types, statuses, dates and numbers are said.

import { h } from "./dom.js";

export const statuses = ["actual", "planned", "possible", "negated"] as const;
export type Status = (typeof statuses)[number];

/** MET_WITH as "met with", HOLDS_OFFICE as "holds office". */
export function relation(type: string): string {
  return type.toLowerCase().replaceAll("_", " ");
}

/** PERSON or Person as "person"; an EVENT entity is called occasion, as events are what relations become. */
export function kind(type: string): string {
  const word = type.toLowerCase();
  return word === "event" ? "occasion" : word;
}

const plurals: Record<string, string> = { person: "people", country: "countries", city: "cities" };
export function kinds(type: string): string {
  const one = kind(type);
  return plurals[one] ?? `${one}s`;
}

const numbers = new Intl.NumberFormat("en");
export const number = (n: number): string => numbers.format(n);

export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** An ISO day, month or year for reading: "22 August 2016", "Aug 2016", "2016". */
export function date(iso: string | undefined, short = true): string {
  if (!iso) return "";
  const [year, month, day] = iso.split("-");
  const name = months[Number(month) - 1];
  if (!name) return iso;
  const said = short ? name.slice(0, 3) : name;
  return day ? `${Number(day)} ${said} ${year}` : `${said} ${year}`;
}

/** When an event was; "as of" the report where no report says when. */
export function when(start: string | undefined, end?: string, precision?: string): string {
  if (!start) return "undated";
  const from = date(start);
  if (precision === "reported") return `as of ${from}`;
  return end && end !== start ? `${from} – ${date(end)}` : from;
}

/** The first day of an ISO day, month or year; null when it is none. */
export function day(iso: string | undefined): Date | null {
  const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso ?? "");
  if (!m) return null;
  const d = new Date(Date.UTC(Number(m[1]), m[2] ? Number(m[2]) - 1 : 0, m[3] ? Number(m[3]) : 1));
  return Number.isNaN(d.getTime()) ? null : d;
}

export const iso = (d: Date): string => d.toISOString().slice(0, 10);

/** Adds a day, a month or a year to an ISO date of that length. */
export function next(date: string): string {
  const d = day(date);
  if (!d) return date;
  if (date.length > 7) d.setUTCDate(d.getUTCDate() + 1);
  else if (date.length > 4) d.setUTCMonth(d.getUTCMonth() + 1);
  else d.setUTCFullYear(d.getUTCFullYear() + 1);
  return iso(d);
}

/** The mark of a status: its word, and a sign for those who skim. */
export function statusMark(status: string): HTMLElement {
  return h("span", { class: `status ${status}` }, status);
}

/** The small sign of an entity's type, beside its name. */
export function sign(type: string): HTMLElement {
  return h("span", { class: `sign ${kind(type)}`, role: "img", "aria-label": kind(type), title: kind(type) });
}
