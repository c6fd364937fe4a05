"use client";

import { useRouter } from "next/navigation";
import { NOTE_AUDIENCES, type NoteAudience } from "#domain/audience";
import { trpc } from "../../../_trpc/client";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Form, Submit } from "../../../_ui/form";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

const WORDS: Record<NoteAudience, { name: string; what: string }> = {
  class: { name: "The class", what: "Everybody in the class reads it." },
  group: {
    name: "The writer’s group",
    what: "Their group and the teachers read it. Of a student who is in no group: the teachers.",
  },
  teachers: { name: "The teachers", what: "You and other teachers of this class read it." },
  private: { name: "The writer alone", what: "Nobody else reads it, not you either." },
};
const ORDER = ["class", "group", "teachers", "private"] as const satisfies readonly NoteAudience[];

type Props = { classroomId: string; audience: NoteAudience; canChange: boolean };

/** Whom a student's new note is for unless they choose otherwise. */
export function AudienceSetting({ classroomId, audience, canChange }: Props) {
  const router = useRouter();
  const save = useAction(async (noteAudience: NoteAudience) => {
    await trpc.classroom.update.mutate({ classroomId, noteAudience });
    showToast(`New notes begin for: ${WORDS[noteAudience].name.toLowerCase()}.`);
    router.refresh();
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const chosen = NOTE_AUDIENCES.find((one) => one === new FormData(form).get("audience"));
    if (chosen) await save.run(chosen);
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={save.error} />
      <fieldset className="field" disabled={!canChange}>
        <legend>A student’s new note begins for</legend>
        <small>
          Each note says whom it is for, and its writer can choose another. What is written stays as it is.
        </small>
        {ORDER.map((one) => (
          <label className="check" key={one}>
            <input type="radio" name="audience" value={one} defaultChecked={one === audience} />
            <span>
              {WORDS[one].name}
              <small>{WORDS[one].what}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {canChange && (
        <Submit pending={save.pending} look="line">
          Save this
        </Submit>
      )}
    </Form>
  );
}
