export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The one value of a search parameter, or undefined. */
export function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
