// The view is in the address, behind #: #/entity/Q159?type=MET_WITH. So an address
// can be sent, and the server sees none of it.

export interface Address {
  page: string; // "", entity, document, graph, questions, search
  id: string;
  query: URLSearchParams;
}

export function parse(hash: string): Address {
  const [path = "", query = ""] = split(hash.replace(/^#/, ""), "?");
  const [page = "", id = ""] = split(path.replace(/^\//, ""), "/");
  return { page, id: decode(id), query: new URLSearchParams(query) };
}

function split(text: string, at: string): [string, string] {
  const i = text.indexOf(at);
  return i < 0 ? [text, ""] : [text.slice(0, i), text.slice(i + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Query = Record<string, string | number | null | undefined>;

export function address(page: string, id = "", query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") params.set(key, String(value));
  }
  const tail = params.size > 0 ? `?${params}` : "";
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${tail}`;
}

export const entity = (id: string, query?: Query): string => address("entity", id, query);
export const documentAt = (id: string, start?: number, end?: number): string =>
  address("document", id, start === undefined ? {} : { at: `${start}-${end ?? start}` });
export const graphOf = (...ids: string[]): string => address("graph", "", { ids: list(ids) });

/** Ids as one value: they may hold commas, which are escaped. */
export const list = (ids: Iterable<string>): string => [...ids].map((id) => id.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",");
export const unlist = (text: string | null): string[] => (text ?? "").split(",").filter(Boolean).map(decode);

/** Notes the view without a step in the history. */
export function note(page: string, id: string, query: Query): void {
  history.replaceState(null, "", address(page, id, query));
}
