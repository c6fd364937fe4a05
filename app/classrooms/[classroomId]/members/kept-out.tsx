"use client";

import { useRouter } from "next/navigation";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { ErrorSummary } from "../../../_ui/error-summary";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

type Person = { userId: string; name: string };

/** Who was removed and cannot come back by the code, until a teacher allows it. */
export function KeptOut({ people, classroomId }: { people: Person[]; classroomId: string }) {
  const router = useRouter();
  const allow = useAction(async (person: Person) => {
    await trpc.classroom.letIn.mutate({ classroomId, userId: person.userId });
    showToast(`${person.name} can come back with the class code.`);
    router.refresh();
  });
  return (
    <section aria-labelledby="kept-out">
      <h2 id="kept-out">Kept out</h2>
      <ErrorSummary error={allow.error} />
      <ul className="rows">
        {people.map((person) => (
          <li key={person.userId}>
            <b>{person.name}</b>
            <span className="end">
              <Button look="link" pending={allow.pending} onClick={() => allow.run(person)}>
                Allow back in<span className="vh">: {person.name}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
