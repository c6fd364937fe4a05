import type { Role } from "./matrix";
import type { World } from "./world";

/** Builds a state for a role and answers with the input of each procedure of the row, or of one of them. */
export type Case = (world: World, role: Role) => Promise<unknown> | unknown;

export const inClass = (world: World) => ({ classroomId: world.here.id });
export const sectionOf = (world: World) => world.here.sections[0] ?? { id: "", path: "", paragraphIds: [] };

export const archive = (world: World) =>
  world.db.owner`update classrooms set archived_at = now() where id = ${world.here.id}`;

/** Locks the part of the first section, in which every comment of a case stands. */
export const lockPart = async (world: World) =>
  world.db.owner`insert into part_locks (classroom_id, part_key, until, set_by_id)
    select c.id, v.part_key, now() + interval '1 day', c.owner_id from classrooms c
    join section_versions v on v.version_id = c.guide_version_id and v.section_id = ${sectionOf(world).id}
    where c.id = ${world.here.id} on conflict do nothing`;

/** A case in a part that students cannot read yet. */
export const inLockedPart =
  (make: Case): Case =>
  async (world, role) => {
    const input = await make(world, role);
    await lockPart(world);
    return input;
  };

export const on = (world: World, commentId: string) => ({ ...inClass(world), commentId });

/** A comment of the asker's, or of another student, as an input for what takes one comment. */
export const own =
  (
    state: {
      hidden?: boolean;
      locked?: boolean;
      edited?: boolean;
      archived?: boolean;
      replied?: boolean;
    } = {},
  ) =>
  async (world: World, role: Role) => {
    const { archived, replied, ...rest } = state;
    const id = await world.comment({ author: world.authorFor(role), ...rest });
    if (replied) {
      await world.comment({ rootId: id, author: world.people.owner });
      await world.db.owner`update comments set reply_count = 1, answered_at = now() where id = ${id}`;
    }
    if (archived) await archive(world);
    return on(world, id);
  };
export const others =
  (state: { hidden?: boolean; deleted?: boolean; edited?: boolean; archived?: boolean } = {}) =>
  async (world: World) => {
    const { archived, ...rest } = state;
    const id = await world.comment(rest);
    if (archived) await archive(world);
    return on(world, id);
  };

/** Adds what a procedure wants besides the comment. */
export const plus =
  (more: object | (() => object), make: Case): Case =>
  async (world, role) => ({
    ...((await make(world, role)) as object),
    ...(typeof more === "function" ? more() : more),
  });
