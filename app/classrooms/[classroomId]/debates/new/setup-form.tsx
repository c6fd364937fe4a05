"use client";

import { useRouter } from "next/navigation";
import { trpc } from "../../../../_trpc/client";
import { type ActionError, actionError, toActionError } from "../../../../_ui/action-error";
import { Button } from "../../../../_ui/button";
import { useClock } from "../../../../_ui/clock";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { Form, Submit } from "../../../../_ui/form";
import { classroomPaths } from "../../../../_ui/frame";
import { showToast } from "../../../../_ui/toast";
import { useAction } from "../../../../_ui/use-action";
import { makeId } from "../../../../_ui/uuid";
import { fieldOf, type Motion, type Source, setupWords, termsOf, usualSetup, withTemplate } from "./setup";
import { MotionFields, TemplateField } from "./setup-fields";
import { SetupMore } from "./setup-more";
import { useSetup } from "./use-setup";

type SetupFormProps = { classroomId: string; userId: string; source: Source; motion: Motion };

/** Sets up a debate: what it is about, how it goes, and the rest behind "More". */
export function SetupForm({ classroomId, userId, source, motion }: SetupFormProps) {
  const router = useRouter();
  const { zone, now } = useClock();
  const name = `${classroomId} ${source.from}${source.from === "own" ? "" : ` ${source.key}`}`;
  const { setup, isKept, change, forget, startAfresh } = useSetup(userId, name, (id) =>
    usualSetup(id, motion, now, zone),
  );
  const send = useAction(async () => {
    const id = setup.id || makeId();
    const { terms, problems } = termsOf({ ...setup, id }, now, zone);
    if (Object.keys(problems).length > 0) throw actionError("INVALID", undefined, problems);
    // What is sent again after the network was away is the same debate.
    if (!setup.id) change({ ...setup, id });
    try {
      await trpc.debate.create.mutate({ classroomId, source, ...terms });
    } catch (thrown) {
      const error = toActionError(thrown);
      if (error.code === "CONFLICT") change({ ...setup, id: makeId() });
      throw placed(error);
    }
    forget();
    showToast("The debate is set up.");
    router.push(classroomPaths(classroomId).debate(id));
  });
  const fields = { setup, change, error: send.error };
  return (
    <Form onSubmit={() => void send.run(undefined)}>
      <div className="askform setup">
        <ErrorSummary error={send.error} />
        {isKept && (
          <p className="begun" role="status">
            This is what you began on this device.{" "}
            <Button look="link" onClick={startAfresh}>
              Start afresh
            </Button>
          </p>
        )}
        <TemplateField {...fields} onChoose={(key) => change(withTemplate(setup, key, now, zone))} />
        <MotionFields {...fields} />
        <p className="inwords" aria-live="polite">
          {setupWords(setup)}
        </p>
        <SetupMore {...fields} />
        <div className="brow">
          <Submit pending={send.pending}>Set up the debate</Submit>
        </div>
      </div>
    </Form>
  );
}

/** The server's refusal, by the form's own fields. */
function placed(error: ActionError): ActionError {
  if (error.code === "CONFLICT")
    return actionError(
      "CONFLICT",
      "This debate was set up already, in other words: it stands in the list of debates. Send this again to set up another.",
    );
  return {
    ...error,
    fields: Object.fromEntries(Object.entries(error.fields).map(([name, said]) => [fieldOf(name), said])),
  };
}
