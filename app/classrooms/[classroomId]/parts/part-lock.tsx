"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { instantOf } from "#domain/zone";
import { trpc } from "../../../_trpc/client";
import { actionError } from "../../../_ui/action-error";
import { announce } from "../../../_ui/announcer";
import { Button } from "../../../_ui/button";
import { useClock } from "../../../_ui/clock";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { valuesOf } from "../../../_ui/forms";
import { LockIcon } from "../../../_ui/icons";
import { Time } from "../../../_ui/time";
import { useAction } from "../../../_ui/use-action";
import { ZoneHint } from "../../../_ui/zone-hint";

type PartLockProps = {
  classroomId: string;
  part: { key: string; title: string; sections: string[]; lockedUntil: string | null };
  isArchived: boolean;
};

/** One part of the guide: whether students can read it, and the way to lock or open it. */
export function PartLock({ classroomId, part, isArchived }: PartLockProps) {
  const router = useRouter();
  const { zone } = useClock();
  const { key: partKey, title, lockedUntil } = part;
  const name = `until-${partKey}`;
  const set = useAction(async (until: string | null) => {
    await trpc.guide.lockPart.mutate({ classroomId, partKey, until });
    announce(until ? `${title} is locked.` : `${title} is open.`);
    router.refresh();
    return true;
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const chosen = instantOf(valuesOf(form, [name])[name] ?? "", zone);
    if (chosen === null) {
      const message = "Choose a day and a time.";
      return set.fail(actionError("INVALID", message, { until: message }));
    }
    if (await set.run(chosen)) form.reset();
  };
  // The field goes by its part's name here, because every part has one.
  const error = useMemo(() => {
    const until = set.error?.fields.until;
    return set.error && until ? { ...set.error, fields: { [name]: until } } : set.error;
  }, [set.error, name]);
  return (
    <section aria-labelledby={`part-${partKey}`} className={lockedUntil ? "part shut" : "part"}>
      <h2 id={`part-${partKey}`}>{title}</h2>
      <p className="quiet">{part.sections.join(" · ")}</p>
      <p className="state">
        {lockedUntil ? (
          <>
            <LockIcon /> Locked. Opens <Time value={lockedUntil} form="full" />.
          </>
        ) : (
          "Open to everyone in the class."
        )}
      </p>
      {!isArchived && (
        <Form onSubmit={handleSubmit}>
          <ErrorSummary error={error} />
          <Field
            name={name}
            label={lockedUntil ? "Open it on another day" : "Lock it until"}
            type="datetime-local"
            hint={<ZoneHint />}
            error={error}
          />
          <div className="brow">
            <Submit pending={set.pending} look="line">
              {lockedUntil ? "Change the day" : "Lock this part"}
              <span className="vh"> ({title})</span>
            </Submit>
            {lockedUntil && (
              <Button pending={set.pending} onClick={() => set.run(null)}>
                Open it now<span className="vh"> ({title})</span>
              </Button>
            )}
          </div>
        </Form>
      )}
    </section>
  );
}
