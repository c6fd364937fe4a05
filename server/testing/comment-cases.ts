import { randomUUID } from "node:crypto";
import { archive, type Case, inClass, inLockedPart, on, others, own, plus, sectionOf } from "./case-parts";
import type { World } from "./world";

const newComment = (world: World, parentId: string | null = null) => ({
  ...inClass(world),
  id: randomUUID(),
  sectionId: sectionOf(world).id,
  paragraphId: parentId ? null : (sectionOf(world).paragraphIds[0] ?? null),
  parentId,
  text: "Some words.",
});

const edit = { text: "Other words.", version: 1 };
const complaint = () => ({ id: randomUUID(), reason: "Unkind." });
const hideOrRestore =
  (make: Case): Case =>
  async (world, role) => {
    const input = (await make(world, role)) as object;
    return { "moderation.hide": { ...input, reason: "Unkind." }, "moderation.restore": input };
  };

const seen = async (world: World) => ({
  ...inClass(world),
  sectionId: sectionOf(world).id,
  rootIds: [await world.comment()],
  upTo: await world.cursor(),
});

/** Fixtures of the matrix for comments and what is done with them. */
export const COMMENT_CASES: Record<string, Case> = {
  "comment.list locked_part": inLockedPart((world) => ({
    ...inClass(world),
    sectionId: sectionOf(world).id,
  })),
  "comment.read locked_part": inLockedPart(others()),
  "comment.create locked_part": inLockedPart((world) => newComment(world)),
  "comment.update own_locked_part": inLockedPart(plus(edit, own())),
  "comment.list plain": async (world) => {
    const id = await world.comment();
    await world.comment({ rootId: id, author: world.people.owner });
    await world.db.owner`update comments set reply_count = 1, answered_at = now() where id = ${id}`;
    return {
      "comment.list": { ...inClass(world), sectionId: sectionOf(world).id },
      "comment.replies": { ...inClass(world), rootId: id },
      "comment.threadAt": on(world, id),
    };
  },
  "comment.read hidden_by_teacher_author": own({ hidden: true }),
  "comment.read hidden_by_teacher_peer": others({ hidden: true }),
  "comment.read deleted": others({ deleted: true }),
  "comment.create open": (world) => newComment(world),
  "comment.create reply": async (world) => newComment(world, await world.comment()),
  "comment.create closed": async (world) => newComment(world, await world.comment({ locked: true })),
  "comment.create archived": async (world) => {
    await archive(world);
    return newComment(world);
  },
  "comment.create reply_to_hidden": async (world) => newComment(world, await world.comment({ hidden: true })),
  "comment.update own_open": plus(edit, own()),
  "comment.update own_closed": plus(edit, own({ locked: true })),
  "comment.update own_archived": plus(edit, own({ archived: true })),
  "comment.update own_hidden": plus(edit, own({ hidden: true })),
  "comment.update of_other": plus(edit, others()),
  "comment.update of_other_hidden": plus(edit, others({ hidden: true })),
  "comment.source own": own(),
  "comment.source of_other": others(),
  "comment.source of_other_hidden": others({ hidden: true }),
  "comment.history own": own({ edited: true }),
  "comment.history of_student": others({ edited: true }),
  "comment.history of_student_hidden": others({ edited: true, hidden: true }),
  "comment.delete own_without_replies": own(),
  "comment.delete own_with_replies": own({ replied: true }),
  "comment.delete own_archived": own({ archived: true }),
  "comment.delete of_other": others(),
  "comment.delete of_other_hidden": others({ hidden: true }),
  "comment.pin thread": plus({ pinned: true }, others()),
  "comment.pin archived": plus({ pinned: true }, others({ archived: true })),
  "comment.pin hidden": plus({ pinned: true }, others({ hidden: true })),
  "comment.lock thread": plus({ locked: true }, others()),
  "comment.lock archived": plus({ locked: true }, others({ archived: true })),
  "comment.lock hidden": plus({ locked: true }, others({ hidden: true })),
  "comment.moderate of_student": hideOrRestore(others()),
  "comment.moderate of_student_hidden": hideOrRestore(others({ hidden: true })),
  "comment.moderate archived": hideOrRestore(others({ archived: true })),
  "comment.moderate deleted": hideOrRestore(others({ deleted: true })),
  "comment.report visible": plus(complaint, others()),
  "comment.report own": plus(complaint, own()),
  "comment.report hidden_of_other": plus(complaint, others({ hidden: true })),
  "comment.markSeen active": seen,
  "comment.markSeen archived": async (world) => {
    const input = await seen(world);
    await archive(world);
    return input;
  },
};
