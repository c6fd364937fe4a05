/** Values kept in the process, at most so many: what was used longest ago goes first. */
export type Kept<T> = { get(key: string): T | undefined; put(key: string, value: T): T };

/**
 * A place for what never changes and is the same for everybody.
 *
 * @param max  a school holds all it reads; a hostile list of addresses cannot grow it
 */
export function keepAtMost<T>(max: number): Kept<T> {
  const values = new Map<string, T>();
  const put = (key: string, value: T): T => {
    values.delete(key);
    if (values.size >= max) values.delete(values.keys().next().value ?? "");
    values.set(key, value);
    return value;
  };
  return {
    put,
    get: (key) => {
      const value = values.get(key);
      return value === undefined ? undefined : put(key, value);
    },
  };
}

/** Freezes a value with all it holds, so that whoever is handed it cannot write somebody's data into it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
