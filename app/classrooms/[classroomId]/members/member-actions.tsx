"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { ChevronIcon } from "../../../_ui/icons";
import { Popover } from "../../../_ui/popover";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

export type Member = {
  userId: string;
  name: string;
  username: string;
  role: "teacher" | "student";
  isOwner: boolean;
  joinedAt: string;
  abilities: { remove: boolean; setRole: boolean; resetPassword: boolean };
};

type Step = "remove" | "setRole" | "resetPassword";
type Props = { member: Member; classroomId: string };

/** What a teacher may do with one member. Each asks first, because none can be taken back by one press. */
export function MemberActions({ member, classroomId }: Props) {
  const [step, setStep] = useState<Step | null>(null);
  const { abilities } = member;
  const other = member.role === "teacher" ? "Make a student" : "Make a co-teacher";
  if (!abilities.remove && !abilities.setRole && !abilities.resetPassword) return null;
  const choose = (next: Step, close: () => void) => () => {
    close();
    setStep(next);
  };
  const stop = () => setStep(null);
  return (
    <>
      <Popover
        name={`Change ${member.name}`}
        menu
        label={
          <>
            Change <ChevronIcon />
          </>
        }
      >
        {(close) => (
          <ul className="menu">
            {abilities.resetPassword && (
              <li>
                <button type="button" onClick={choose("resetPassword", close)}>
                  Give a new password
                </button>
              </li>
            )}
            {abilities.setRole && (
              <li>
                <button type="button" onClick={choose("setRole", close)}>
                  {other}
                </button>
              </li>
            )}
            {abilities.remove && (
              <li>
                <button type="button" onClick={choose("remove", close)}>
                  Remove from the class
                </button>
              </li>
            )}
          </ul>
        )}
      </Popover>
      <RemoveDialog member={member} classroomId={classroomId} open={step === "remove"} onClose={stop} />
      <RoleDialog member={member} classroomId={classroomId} open={step === "setRole"} onClose={stop} />
      <PasswordDialog
        member={member}
        classroomId={classroomId}
        open={step === "resetPassword"}
        onClose={stop}
      />
    </>
  );
}

type StepProps = Props & { open: boolean; onClose: () => void };

function RemoveDialog({ member, classroomId, open, onClose }: StepProps) {
  const router = useRouter();
  const remove = useAction(async () => {
    await trpc.classroom.removeMember.mutate({ classroomId, userId: member.userId });
    onClose();
    showToast(`${member.name} is no longer in this class.`);
    router.refresh();
  });
  return (
    <Dialog open={open} title={`Remove ${member.name}?`} onClose={onClose}>
      <p>
        {member.name} is out at once, on every device. What {member.name} wrote stays where it is, with the
        name. With the class code {member.name} can come back in; make a new code if that must not be.
      </p>
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

function RoleDialog({ member, classroomId, open, onClose }: StepProps) {
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

/** What was focused has gone with the question; the answer takes its place and is read out. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

function PasswordDialog({ member, classroomId, open, onClose }: StepProps) {
  const [password, setPassword] = useState<string | null>(null);
  const reset = useAction(async () => {
    const made = await trpc.classroom.resetPassword.mutate({ classroomId, userId: member.userId });
    setPassword(made.password);
  });
  const handleClose = () => {
    setPassword(null);
    onClose();
  };
  if (password !== null) {
    return (
      <Dialog open={open} title={`A new password for ${member.name}`} onClose={handleClose}>
        <p>
          User name <b className="ink">{member.username}</b>
        </p>
        <p className="bigpass" tabIndex={-1} ref={takeFocus}>
          {password}
        </p>
        <p>It is shown only now. {member.name} can change it under “Your account”.</p>
        <div className="brow">
          <Button onClick={handleClose}>It is written down</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} title={`Give ${member.name} a new password?`} onClose={handleClose}>
      <p>
        The old one stops working and {member.name} is signed out everywhere. Mind the projector: the new one
        is shown here, large.
      </p>
      <ErrorSummary error={reset.error} />
      <div className="brow">
        <Button look="line" onClick={handleClose}>
          Keep the old one
        </Button>
        <Button pending={reset.pending} onClick={() => reset.run(undefined)}>
          Make a new password
        </Button>
      </div>
    </Dialog>
  );
}
