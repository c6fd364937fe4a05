import { archive, type Case, inClass, inLockedPart, sectionOf } from "./case-parts";
import type { World } from "./world";

/** A claim that rests on the first section's part alone, so that it is locked with it. */
const CLAIM = "c09";
const weighing = (world: World) => ({
  ...inClass(world),
  key: CLAIM,
  position: "holds",
  paragraphId: sectionOf(world).paragraphIds[0],
});
const claims = (world: World) => ({
  "claim.list": inClass(world),
  "claim.get": { ...inClass(world), key: CLAIM },
});

/** The asker's own weighing, or with a peer's name somebody else's, straight into the tables. */
const weigh = (world: World, userId: string) =>
  world.db.owner`insert into weighings (classroom_id, section_id, user_id, position, chapter, weighed_at)
    select ${world.here.id}, s.id, ${userId}, 'fails', 3, now() from sections s where s.path = ${`claims/${CLAIM}`}
    on conflict do nothing`;

/** Fixtures of the matrix for claims to test. */
export const CLAIM_CASES: Record<string, Case> = {
  "claim.read published": claims,
  "claim.read locked_part": inLockedPart((world) => claims(world)["claim.get"]),
  "claim.read archived": async (world) => {
    await archive(world);
    return claims(world);
  },
  "claim.weighIn published": weighing,
  "claim.weighIn again": async (world, role) => {
    await weigh(world, world.authorFor(role).userId);
    return weighing(world);
  },
  "claim.weighIn archived": async (world) => {
    await archive(world);
    return weighing(world);
  },
  "claim.weighIn locked_part": inLockedPart((world) => ({
    ...weighing(world),
    paragraphId: null,
    chapter: 3,
  })),
  // The claim rests on other parts too; the paragraph stands in the one that is locked.
  "claim.weighIn paragraph_in_locked_part": inLockedPart((world) => ({ ...weighing(world), key: "c01" })),
  "claim.weighIn paragraph_of_other_guide": (world) => ({
    ...weighing(world),
    paragraphId: world.there.sections[0]?.paragraphIds[0],
  }),
  "claim.spread before_weighing_in": async (world) => {
    await weigh(world, world.peer.userId);
    return claims(world)["claim.get"];
  },
  "claim.spread after_weighing_in": async (world, role) => {
    await weigh(world, world.peer.userId);
    await weigh(world, world.authorFor(role).userId);
    return claims(world)["claim.get"];
  },
};
