import type { serverApi } from "../../../../_trpc/server";
import { everyClaim } from "../every-claim";

type Api = Awaited<ReturnType<typeof serverApi>>;

/** A debate from its motion to its joint statements, as the reader may see it; what came of it where it is over. */
export async function gatherDebate(api: Api, on: { classroomId: string; debateId: string }) {
  const page = await api.debate.get(on);
  const [said, results] = await Promise.all([
    everyClaim(api, on, page),
    page.debate.state === "closed" ? api.debate.results(on) : null,
  ]);
  // Names only where the class was told that votes are shown by name.
  const isTold = results?.swing && page.debate.isNamed;
  const votes = isTold ? (await api.debate.votes(on)).votes : [];
  // What was taken back or off the page is not handed round on paper.
  const claims = said.filter(({ comment }) => comment.state === "shown" && comment.author !== null);
  return { frame: page.frame, debate: page.debate, claims, statements: page.statements, results, votes };
}

export type GatheredDebate = Awaited<ReturnType<typeof gatherDebate>>;
