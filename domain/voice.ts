/** A thread with fewer remarks is told nothing of: two who talk are half of it each. */
const REMARKS_MIN = 6;
/** The share of a thread from which on one voice is a good part of it. */
const SHARE = 0.4;

/** Who wrote so many of the remarks of a thread. */
export type Voice = { authorId: string; written: number; of: number };

/**
 * The one voice that a good part of a thread is, to be told to its writer and the teachers and nobody else.
 *
 * @param authorIds  who wrote each remark, the first one included
 * @returns null where the talk is shared, or has only begun
 */
export function leadingVoice(authorIds: readonly string[]): Voice | null {
  if (authorIds.length < REMARKS_MIN) return null;
  const written = new Map<string, number>();
  for (const id of authorIds) written.set(id, (written.get(id) ?? 0) + 1);
  const [most] = [...written].sort(([, a], [, b]) => b - a);
  if (!most || most[1] < authorIds.length * SHARE) return null;
  return { authorId: most[0], written: most[1], of: authorIds.length };
}
