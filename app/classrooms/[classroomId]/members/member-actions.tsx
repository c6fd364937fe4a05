"use client";

import { useState } from "react";
import { ChevronIcon } from "../../../_ui/icons";
import { Popover } from "../../../_ui/popover";
import { PasswordDialog, RemoveDialog, RoleDialog } from "./member-dialogs";

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
