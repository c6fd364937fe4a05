import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { THEMES_PER_CLASS_MAX } from "#domain/note";
import { authorize } from "#domain/policy";
import { letterFor } from "#domain/theme";
import type { Ink } from "#domain/theme-limits";
import { takeTurn } from "../live/publish";

/** Retired ones stay for what was marked with them, so they are bounded too. */
const THEMES_EVER_MAX = 2 * THEMES_PER_CLASS_MAX;

type Row = {
  id: string;
  name: string;
  definition: string;
  ink: string | null;
  letter: string;
  is_retired: boolean;
};

/** The class's themes in their order, those in use first; held until the transaction ends. */
async function holdThemes(tx: Queries, actor: ClassroomActor): Promise<{ all: Row[]; used: Row[] }> {
  authorize(actor, "theme.write");
  await takeTurn(tx, actor.classroomId);
  const all = await tx.execute<Row>(sql`
    select id, name, definition, ink, letter, retired_at is not null as is_retired from themes
    where classroom_id = ${actor.classroomId}::uuid order by retired_at is not null, position, name`);
  return { all, used: all.filter((theme) => !theme.is_retired) };
}

function themeOf(all: Row[], themeId: string): Row {
  const theme = all.find(({ id }) => id === themeId);
  if (!theme) throw notFound();
  return theme;
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** @throws {DomainError} CONFLICT  another theme in use goes by the name */
function mustBeFree(used: Row[], name: string, besides: string): void {
  const other = used.find((theme) => theme.id !== besides && same(theme.name, name));
  if (!other) return;
  const message = `“${other.name}” is a theme of this class already. Choose another name.`;
  throw new DomainError("CONFLICT", message, { name: message });
}

/** @throws {DomainError} INVALID  the class has as many themes in use as it can */
function mustHaveRoom(used: Row[]): void {
  if (used.length < THEMES_PER_CLASS_MAX) return;
  const message = `A class uses at most ${THEMES_PER_CLASS_MAX} themes. Retire one first.`;
  throw new DomainError("INVALID", message, { name: message });
}

const lettersOf = (used: Row[], besides: string) =>
  used.filter(({ id }) => id !== besides).map(({ letter }) => letter);

/**
 * Adds a theme at the end of the class's list. The ink of a retired theme may be taken; what was marked with that one
 * has a plain rule and its letter from then on. Calling twice with the same `id` and name adds one.
 *
 * @param input  parsed by `AddTheme`
 * @throws {DomainError} FORBIDDEN  not a teacher here
 * @throws {DomainError} CONFLICT   the name or the ink is another theme's (`details.name`, `details.ink`)
 * @throws {DomainError} INVALID    the class has as many themes as it can
 */
export async function addTheme(
  tx: Queries,
  actor: ClassroomActor,
  input: { id: string; name: string; definition: string; ink: Ink | null },
): Promise<void> {
  const { all, used } = await holdThemes(tx, actor);
  const { id, name, definition, ink } = input;
  if (all.some((theme) => theme.id === id && theme.name === name)) return;
  mustBeFree(used, name, id);
  mustHaveRoom(used);
  if (all.length >= THEMES_EVER_MAX) {
    const message = "This class has had too many themes. Bring back a retired one and give it a new name.";
    throw new DomainError("INVALID", message, { name: message });
  }
  const owner = ink === null ? undefined : used.find((theme) => theme.ink === ink);
  if (owner) {
    const message = `“${owner.name}” is drawn in this ink now. Choose another.`;
    throw new DomainError("CONFLICT", message, { ink: message });
  }
  if (ink !== null)
    await tx.execute(sql`
      update themes set ink = null where classroom_id = ${actor.classroomId}::uuid and ink = ${ink} and retired_at is not null`);
  const made = await tx.execute(sql`
    insert into themes (id, classroom_id, key, name, ink, letter, definition, position)
    values (${id}::uuid, ${actor.classroomId}::uuid, null, ${name}, ${ink}, ${letterFor(name, lettersOf(used, id))},
      ${definition}, (select coalesce(max(position), 0) + 1 from themes where classroom_id = ${actor.classroomId}::uuid))
    on conflict (id) do nothing returning id`);
  if (made.length === 0)
    throw new DomainError("CONFLICT", "This was saved once before under another name. Reload the page.");
}

/**
 * Gives a theme another name or definition.
 *
 * @param input  parsed by `UpdateTheme`; `before` is what its teacher had before them
 * @throws {DomainError} NOT_FOUND  no theme of the class
 * @throws {DomainError} CONFLICT   somebody changed it meanwhile, or the name is another theme's
 */
export async function updateTheme(
  tx: Queries,
  actor: ClassroomActor,
  input: {
    themeId: string;
    name: string;
    definition: string;
    before: { name: string; definition: string };
  },
): Promise<void> {
  const { all, used } = await holdThemes(tx, actor);
  const theme = themeOf(all, input.themeId);
  if (theme.name === input.name && theme.definition === input.definition) return;
  if (theme.name !== input.before.name || theme.definition !== input.before.definition) {
    const now = theme.definition
      ? `“${theme.name}”: ${theme.definition}`
      : `“${theme.name}”, without a definition`;
    throw new DomainError(
      "CONFLICT",
      `Another teacher changed this theme meanwhile. It is now ${now} Nothing of yours was saved: reload the page to go on from there.`,
    );
  }
  if (!theme.is_retired) mustBeFree(used, input.name, theme.id);
  const letter = theme.name === input.name ? theme.letter : letterFor(input.name, lettersOf(used, theme.id));
  await tx.execute(sql`
    update themes set name = ${input.name}, definition = ${input.definition}, letter = ${letter}
    where id = ${theme.id}::uuid`);
}

/**
 * Takes a theme out of use, or brings it back. What was marked with it keeps it. One whose ink another theme has taken
 * comes back with a plain rule and a letter.
 *
 * @throws {DomainError} NOT_FOUND  no theme of the class
 * @throws {DomainError} CONFLICT   another theme in use goes by its name now
 * @throws {DomainError} INVALID    it is the last in use, or there are too many to bring it back
 */
export async function retireTheme(
  tx: Queries,
  actor: ClassroomActor,
  input: { themeId: string; retired: boolean },
): Promise<void> {
  const { all, used } = await holdThemes(tx, actor);
  const theme = themeOf(all, input.themeId);
  if (theme.is_retired === input.retired) return;
  if (input.retired) {
    if (used.length === 1)
      throw new DomainError(
        "INVALID",
        "A class keeps at least one theme. Add another before you retire this one.",
      );
    await tx.execute(sql`update themes set retired_at = now() where id = ${theme.id}::uuid`);
    return;
  }
  mustBeFree(used, theme.name, theme.id);
  mustHaveRoom(used);
  const ink = used.some((other) => other.ink === theme.ink) ? null : theme.ink;
  const letters = lettersOf(used, theme.id);
  const letter = letters.includes(theme.letter) ? letterFor(theme.name, letters) : theme.letter;
  await tx.execute(sql`
    update themes set retired_at = null, ink = ${ink}, letter = ${letter}, position =
      (select coalesce(max(t.position), 0) + 1 from themes t where t.classroom_id = ${actor.classroomId}::uuid)
    where id = ${theme.id}::uuid`);
}

/**
 * Moves a theme by one place in the class's list. At its end nothing happens.
 *
 * @throws {DomainError} NOT_FOUND  no theme in use of the class
 */
export async function moveTheme(
  tx: Queries,
  actor: ClassroomActor,
  input: { themeId: string; by: "up" | "down" },
): Promise<void> {
  const { used } = await holdThemes(tx, actor);
  const ids = used.map(({ id }) => id);
  const from = ids.indexOf(themeOf(used, input.themeId).id);
  const to = from + (input.by === "up" ? -1 : 1);
  const other = ids[to];
  if (other === undefined) return;
  [ids[from], ids[to]] = [other, input.themeId];
  await tx.execute(sql`
    update themes t set position = o.place
    from unnest(${sql.param(`{${ids.join(",")}}`)}::uuid[]) with ordinality as o(id, place)
    where t.id = o.id and t.classroom_id = ${actor.classroomId}::uuid`);
}

/** Whom a new note of the class is for, as its teachers set it. @throws {DomainError} FORBIDDEN  not a teacher here */
export async function readClassAudience(tx: Queries, actor: ClassroomActor) {
  authorize(actor, "theme.read");
  const [row] = await tx.execute<{ audience: "private" | "group" | "teachers" | "class" }>(
    sql`select note_audience as audience from classrooms where id = ${actor.classroomId}::uuid`,
  );
  if (!row) throw notFound();
  return row.audience;
}
