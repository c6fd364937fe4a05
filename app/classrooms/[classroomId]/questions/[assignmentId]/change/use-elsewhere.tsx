"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { trpc } from "../../../../../_trpc/client";
import { actionError, toActionError } from "../../../../../_ui/action-error";
import { useClock } from "../../../../../_ui/clock";
import { ErrorSummary } from "../../../../../_ui/error-summary";
import { SelectField } from "../../../../../_ui/field";
import { Form, Submit } from "../../../../../_ui/form";
import { valuesOf } from "../../../../../_ui/forms";
import { classroomPaths } from "../../../../../_ui/frame";
import { showToast } from "../../../../../_ui/toast";
import { useAction } from "../../../../../_ui/use-action";
import { makeId } from "../../../../../_ui/uuid";
import { type Source, type Terms, termsAnew } from "../../../_prompts/terms";

type Props = { terms: Terms; source: Source; classes: { id: string; name: string }[] };

/** The same question as a draft in another class of the teacher's, due anew. */
export function UseElsewhere({ terms, source, classes }: Props) {
  const router = useRouter();
  const { now, zone } = useClock();
  const made = useRef<{ in: string; id: string }>(undefined);
  const copy = useAction(async (classroomId: string) => {
    if (made.current?.in !== classroomId) made.current = { in: classroomId, id: makeId() };
    const { id } = made.current;
    const draft = {
      classroomId,
      id,
      // By this class's clocks: the draft says the moment by the other's before anybody is asked.
      ...termsAnew(terms, now, zone),
      people: { who: "class" as const },
      isPublished: false,
    };
    try {
      await trpc.prompt.create.mutate({ ...draft, source });
      showToast("It is a draft here. Nobody is asked yet.");
    } catch (thrown) {
      const { code } = toActionError(thrown);
      if (code === "FORBIDDEN") throw actionError(code, "You are no teacher of that class.");
      if (code !== "NOT_FOUND" || source.from === "own") throw thrown;
      // That class reads a guide that does not have it: there it is the teacher's own.
      await trpc.prompt.create.mutate({ ...draft, source: { from: "own" } });
      showToast("It is a draft here, as a question of your own: this class’s guide does not have it.");
    }
    router.push(classroomPaths(classroomId).questionChange(id));
  });
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">Use it in another class</h2>
      <Form onSubmit={(form) => void copy.run(valuesOf(form, ["in"]).in)}>
        <ErrorSummary error={copy.error} />
        <SelectField
          name="in"
          label="In which class"
          options={classes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Submit pending={copy.pending} look="line">
          Make a draft there
        </Submit>
      </Form>
    </section>
  );
}
