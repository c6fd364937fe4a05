import { useBook } from "./book-context";

/** For the teacher, while the sides are switched: who has not argued for the other side yet. */
export function Owing() {
  const { debate, claims, me } = useBook();
  const at = debate.phase;
  if (me.role !== "teacher" || debate.phases[at]?.kind !== "switch") return null;
  const argued = new Set(claims.filter(({ phase }) => phase === at).map(({ comment }) => comment.author?.id));
  const owing = debate.seats.filter(({ userId, side }) => side !== null && !argued.has(userId));
  return (
    <p className="mid">
      {owing.length === 0
        ? "Everybody has argued a claim for the other side."
        : `Still to argue a claim for the other side: ${owing.map(({ name }) => name).join(", ")}.`}
    </p>
  );
}
