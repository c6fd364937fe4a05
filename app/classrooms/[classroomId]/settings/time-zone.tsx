"use client";

import { useRouter } from "next/navigation";
import { zoneWords } from "#domain/zone";
import { trpc } from "../../../_trpc/client";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Form, Submit } from "../../../_ui/form";
import { valuesOf } from "../../../_ui/forms";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { ZoneField } from "../../../_ui/zone-field";

type Props = { classroomId: string; zone: string; zones: string[]; canChange: boolean };

/** By whose clocks everything in the class is told. */
export function TimeZoneSetting({ classroomId, zone, zones, canChange }: Props) {
  const router = useRouter();
  const save = useAction(async (timeZone: string) => {
    await trpc.classroom.update.mutate({ classroomId, timeZone });
    showToast(`The class keeps ${zoneWords(timeZone, Date.now())}.`);
    router.refresh();
  });
  return (
    <Form onSubmit={(form) => void save.run(valuesOf(form, ["timeZone"]).timeZone)}>
      <ErrorSummary error={save.error} />
      <ZoneField
        names={zones}
        set={zone}
        disabled={!canChange}
        hint="Every deadline is told by these clocks. What is due already stays due at the same moment."
        error={save.error}
      />
      {canChange && (
        <Submit pending={save.pending} look="line">
          Save the time zone
        </Submit>
      )}
    </Form>
  );
}
