const MOTIVATIONS =
  "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging".split(
    " ",
  );

const isIri = (value: unknown): value is string => typeof value === "string" && URL.canParse(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const many = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const isMoment = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);

/**
 * What of the W3C Web Annotation Data Model an annotation breaks, by its numbered sections; nothing for a sound one.
 *
 * @see https://www.w3.org/TR/annotation-model/
 */
export function faultsOf(item: unknown): string[] {
  if (!isRecord(item)) return ["3.1 an annotation is an object"];
  const faults: string[] = [];
  const need = (is: boolean, fault: string) => {
    if (!is) faults.push(`${fault} in ${String(item.id)}`);
  };
  need(isIri(item.id), "3.1 exactly one IRI");
  need(many(item.type).includes("Annotation"), "3.1 the type Annotation");
  need(many(item.target).length >= 1, "3.1 one or more targets");
  for (const motivation of many(item.motivation))
    need(MOTIVATIONS.includes(String(motivation)), "3.3.5 a motivation of the vocabulary");
  need(many(item.motivation).length >= 1, "3.3.5 a motivation");
  need(
    many(item.created).length <= 1 && many(item.created).every(isMoment),
    "3.3.1 created as xsd:dateTime in UTC",
  );
  need(
    many(item.modified).length <= 1 && many(item.modified).every(isMoment),
    "3.3.1 modified as xsd:dateTime in UTC",
  );
  for (const creator of many(item.creator)) need(isRecord(creator) || isIri(creator), "3.3.2 an agent");
  for (const body of many(item.body)) bodyFaults(body, need);
  for (const target of many(item.target)) targetFaults(target, need);
  return faults;
}

type Need = (is: boolean, fault: string) => void;

function bodyFaults(body: unknown, need: Need): void {
  if (!isRecord(body)) {
    need(isIri(body), "3.2.1 a body is an IRI or an object");
    return;
  }
  need(body.type === "TextualBody", "3.2.4 the type TextualBody");
  need(typeof body.value === "string", "3.2.4 exactly one value");
  need(many(body.format).length <= 1, "3.2.2 one format at most");
  for (const purpose of many(body.purpose))
    need(MOTIVATIONS.includes(String(purpose)), "3.3.5 a purpose of the vocabulary");
}

function targetFaults(target: unknown, need: Need): void {
  if (!isRecord(target)) {
    need(isIri(target), "3.2.1 a target is an IRI or an object");
    return;
  }
  need(target.type === "SpecificResource", "4 the type SpecificResource");
  need(isIri(target.source), "4 exactly one source");
  for (const selector of many(target.selector)) {
    if (!isRecord(selector)) need(false, "4.2 a selector is an object");
    else if (selector.type === "TextQuoteSelector") {
      need(typeof selector.exact === "string" && selector.exact !== "", "4.2.4 exactly one exact");
      for (const around of [selector.prefix, selector.suffix])
        need(around === undefined || typeof around === "string", "4.2.4 one prefix and suffix at most");
    } else if (selector.type === "TextPositionSelector") {
      const { start, end } = selector;
      need(
        Number.isInteger(start) &&
          Number.isInteger(end) &&
          Number(start) >= 0 &&
          Number(end) >= Number(start),
        "4.2.5 start and end, not negative",
      );
    } else
      need(
        selector.type === "FragmentSelector" && typeof selector.value === "string",
        "4.2 a selector of the model",
      );
  }
}
