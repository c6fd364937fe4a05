"use client";

import { useEffect, useState } from "react";
import { SIDE_NAMES } from "#domain/debate/sides";
import { trpc } from "../../../../_trpc/client";
import { toActionError } from "../../../../_ui/action-error";
import { nameOf } from "../debate-words";
import { useBook } from "./book-context";
import type { Choice } from "./page-types";
import { Problem } from "./problem";

type NamedVote = Awaited<ReturnType<typeof trpc.debate.votes.query>>["votes"][number];

/** Who voted what, where the class was told so before the first vote. */
export function NamedVotes() {
  const { classroomId, debate, claims } = useBook();
  const debateId = debate.id;
  const [votes, setVotes] = useState<NamedVote[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    trpc.debate.votes.query({ classroomId, debateId }).then(
      (found) => !isOver && setVotes(found.votes),
      (thrown) => !isOver && setProblem(toActionError(thrown).message),
    );
    return () => {
      isOver = true;
    };
  }, [classroomId, debateId]);
  const claimOf = (id: string | null) => claims.find((claim) => claim.id === id);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by keyboard too
    <section className="mapscroll" tabIndex={0} aria-label="Who voted what">
      {problem && <Problem sentence={problem} />}
      {votes.length > 0 && (
        <table>
          <caption>Who voted what</caption>
          <thead>
            <tr>
              <th scope="col">Student</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Moved by</th>
            </tr>
          </thead>
          <tbody>
            {votes.map(({ userId, name, before, after, movedBy }) => {
              const claim = claimOf(movedBy);
              return (
                <tr key={userId}>
                  <th scope="row">{name}</th>
                  <td>{choiceWords(before)}</td>
                  <td>{choiceWords(after)}</td>
                  <td>{claim ? <a href={`#c-${claim.id}`}>{nameOf(claim)}</a> : "nothing"}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

const choiceWords = (choice: Choice | null): string => (choice ? SIDE_NAMES[choice] : "no vote");
