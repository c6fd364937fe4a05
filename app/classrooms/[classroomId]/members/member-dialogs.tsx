"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { NewPasswordDialog } from "../../../_ui/new-password-dialog";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import type { Member } from "./member-actions";

type StepProps = { member: Member; classroomId: string } & { open: boolean; onClose: () => void };

export function RemoveDialog({ member, classroomId, open, onClose }: StepProps) {
  const router = useRouter();
  const [keepOut, setKeepOut] = useState(false);
  const remove = useAction(async () => {
    await trpc.classroom.removeMember.mutate({ classroomId, userId: member.userId, keepOut });
    onClose();
    showToast(`${member.name} is no longer in this class.`);
    router.refresh();
  });
  return (
    <Dialog open={open} title={`Remove ${member.name}?`} onClose={onClose}>
      <p>
        {member.name} is out at once, on every device. What {member.name} wrote stays where it is, with the
        name.
      </p>
      <label className="check">
        <input type="checkbox" checked={keepOut} onChange={(event) => setKeepOut(event.target.checked)} />
        <span>
          Keep {member.name} out
          <small>The class code does not work for {member.name} until you allow it again.</small>
        </span>
      </label>
      <ErrorSummary error={remove.error} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Keep in the class
        </Button>
        <Button pending={remove.pending} onClick={() => remove.run(undefined)}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}

export function RoleDialog({ member, classroomId, open, onClose }: StepProps) {
  const router = useRouter();
  const promote = member.role === "student";
  const change = useAction(async () => {
    const role = promote ? "teacher" : "student";
    await trpc.classroom.setRole.mutate({ classroomId, userId: member.userId, role });
    onClose();
    showToast(
      promote ? `${member.name} teaches this class with you.` : `${member.name} is a student here now.`,
    );
    router.refresh();
  });
  return (
    <Dialog
      open={open}
      title={promote ? `Make ${member.name} a co-teacher?` : `Make ${member.name} a student?`}
      onClose={onClose}
    >
      <p>
        {promote
          ? "A co-teacher sees the members, the code and the reports, and can hide what is written, pin it and close threads."
          : `${member.name} keeps what they wrote and loses the teacher’s pages of this class.`}
      </p>
      <ErrorSummary error={change.error} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Leave it as it is
        </Button>
        <Button pending={change.pending} onClick={() => change.run(undefined)}>
          {promote ? "Make co-teacher" : "Make student"}
        </Button>
      </div>
    </Dialog>
  );
}

export function PasswordDialog({ member, classroomId, open, onClose }: StepProps) {
  return (
    <NewPasswordDialog
      person={member}
      open={open}
      onClose={onClose}
      make={() => trpc.classroom.resetPassword.mutate({ classroomId, userId: member.userId })}
    />
  );
}
