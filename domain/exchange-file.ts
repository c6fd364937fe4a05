import type { Incoming } from "./exchange";
import { MOTIVATIONS } from "./note";

/** What a file holds, ready to be sent: what is answered before what answers it. */
export type NotesFile = { source: string; notes: Incoming[] };

/** A file that is no file of notes; the message says why. */
export class NoNotes extends Error {}

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const many = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
const string = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Reads a file of notes: what follows the W3C Web Annotation Data Model (one annotation, a page, a collection, or a list
 * of them), or what the Hypothesis API answers to a search. Nothing here decides what a note may be; the server does.
 *
 * @throws {NoNotes} it is no such file
 */
export function readNotesFile(text: string): NotesFile {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new NoNotes("This is no JSON file. Choose one that was exported as JSON or JSON-LD.");
  }
  const rows = isRecord(json) && Array.isArray(json.rows) ? json.rows : null;
  const notes = rows
    ? rows.filter(isRecord).map(ofHypothesis)
    : annotationsOf(json).map((annotation) => ofModel(annotation));
  if (notes.length === 0)
    throw new NoNotes(
      "There are no notes in this file: it is neither a Web Annotation file nor an export of Hypothesis.",
    );
  return { source: rows ? "Hypothesis" : sourceOf(notes), notes: inOrder(notes) };
}

/** The annotations of a collection, a page, a list, or one alone. */
function annotationsOf(json: unknown): Json[] {
  if (Array.isArray(json)) return json.filter((item) => isRecord(item) && isAnnotation(item)) as Json[];
  if (!isRecord(json)) return [];
  if (isAnnotation(json)) return [json];
  if (isRecord(json.first)) return annotationsOf(json.first);
  return Array.isArray(json.items) ? annotationsOf(json.items) : [];
}

const isAnnotation = (json: Json): boolean =>
  [...many(json.type), ...many(json["@type"])].some(
    (type) => type === "Annotation" || type === "oa:Annotation",
  );

/** The house the notes come from; our own by its name. */
function sourceOf(notes: Incoming[]): string {
  const iri = notes[0]?.iri ?? "";
  if (/\/classrooms\/[0-9a-f-]{36}\/comments\//.test(iri)) return "Commonplace";
  return URL.canParse(iri) && new URL(iri).hostname ? new URL(iri).hostname : "A file";
}

const moment = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : undefined;

const dated = (created: unknown, modified: unknown): Pick<Incoming, "created" | "modified"> => {
  const [from, to] = [moment(created), moment(modified)];
  return { ...(from ? { created: from } : {}), ...(to && to !== from ? { modified: to } : {}) };
};

function ofModel(json: Json): Incoming {
  const [creator] = many(json.creator);
  const motivation = string(many(json.motivation)[0]).replace(/^oa:/, "");
  const bodies = many(json.body);
  const tags: string[] = [];
  const said: string[] = [string(json.bodyValue)];
  for (const body of bodies) {
    if (typeof body === "string") said.push(body);
    if (!isRecord(body)) continue;
    if (many(body.purpose).includes("tagging")) tags.push(string(body.value));
    else said.push(string(body.value));
  }
  const [target] = many(json.target);
  const audience = isRecord(json.audience) ? string(json.audience["schema:audienceType"]) : "";
  return {
    iri: string(json.id) || string(json["@id"]),
    creator: isRecord(creator) ? string(creator.name) || string(creator.nickname) : string(creator),
    ...dated(json.created, json.modified),
    motivation:
      motivation === "replying"
        ? "replying"
        : (MOTIVATIONS.find((each) => each === motivation) ?? "commenting"),
    audience: audience === "" ? "class" : audience === "teachers" ? "teachers" : "private",
    text: said.filter((words) => words !== "").join("\n\n"),
    tags: tags.filter((tag) => tag !== ""),
    target:
      motivation === "replying"
        ? {
            replyTo:
              typeof target === "string"
                ? target
                : isRecord(target)
                  ? string(target.id) || string(target.source)
                  : "",
          }
        : placeOf(target),
  };
}

function placeOf(target: unknown): Incoming["target"] {
  if (!isRecord(target)) return { source: string(target) };
  const source =
    string(target.source) || (isRecord(target.source) ? string(target.source.id) : string(target.id));
  return { source, ...selected(many(target.selector).filter(isRecord)) };
}

/** What the selectors say of a passage. */
function selected(selectors: Json[]): Omit<Exclude<Incoming["target"], { replyTo: string }>, "source"> {
  const of = (type: string) => selectors.find((selector) => selector.type === type);
  const quote = of("TextQuoteSelector");
  const position = of("TextPositionSelector");
  const fragment = of("FragmentSelector");
  if (!quote || string(quote.exact) === "")
    return fragment ? { paragraphKey: string(fragment.value).replace(/^#/, "") } : {};
  return {
    exact: string(quote.exact),
    ...(typeof quote.prefix === "string" ? { prefix: quote.prefix } : {}),
    ...(typeof quote.suffix === "string" ? { suffix: quote.suffix } : {}),
    ...(Number.isInteger(position?.start) && Number(position?.start) >= 0
      ? { start: Number(position?.start) }
      : {}),
  };
}

const HYPOTHESIS = "https://hypothes.is/a/";

/** A row of the Hypothesis API. What only a group or its writer could read there is its bringer's alone here. */
function ofHypothesis(row: Json): Incoming {
  const references = many(row.references).map(string);
  const info = isRecord(row.user_info) ? string(row.user_info.display_name) : "";
  const read = isRecord(row.permissions) ? many(row.permissions.read).map(string) : [];
  const isOpen =
    (row.group === undefined || row.group === "__world__") &&
    (read.length === 0 || read.includes("group:__world__"));
  const [target] = many(row.target).filter(isRecord);
  const parent = references.at(-1);
  // Its positions are counted in the whole page, whatever that was.
  const { start: _, ...passage } = selected(many(target?.selector).filter(isRecord)) as { start?: number };
  const text = string(row.text);
  return {
    iri: `${HYPOTHESIS}${string(row.id)}`,
    creator:
      info ||
      string(row.user)
        .replace(/^acct:/, "")
        .replace(/@.*$/, ""),
    ...dated(row.created, row.updated),
    motivation: parent ? "replying" : text === "" ? "highlighting" : "commenting",
    audience: isOpen ? "class" : "private",
    text,
    tags: many(row.tags)
      .map(string)
      .filter((tag) => tag !== ""),
    target: parent
      ? { replyTo: `${HYPOTHESIS}${parent}` }
      : { source: string(row.uri) || string(target?.source), ...passage },
  };
}

/** Each note after what it answers, else as the file has them. */
function inOrder(notes: Incoming[]): Incoming[] {
  const byIri = new Map(notes.map((note) => [note.iri, note]));
  const done = new Set<Incoming>();
  const ordered: Incoming[] = [];
  for (const note of notes) {
    const chain: Incoming[] = [];
    let at: Incoming | undefined = note;
    while (at && !done.has(at) && !chain.includes(at)) {
      chain.push(at);
      at = "replyTo" in at.target ? byIri.get(at.target.replyTo) : undefined;
    }
    for (const each of chain.reverse()) {
      done.add(each);
      ordered.push(each);
    }
  }
  return ordered;
}

/** Notes in portions a server takes: few enough, and short enough together. */
export function portionsOf(notes: Incoming[], most: number, bytes: number): Incoming[][] {
  const portions: Incoming[][] = [];
  let size = 0;
  for (const note of notes) {
    const weight = new TextEncoder().encode(JSON.stringify(note)).length;
    const last = portions.at(-1);
    if (last && last.length < most && size + weight <= bytes) {
      last.push(note);
      size += weight;
    } else {
      portions.push([note]);
      size = weight;
    }
  }
  return portions;
}
