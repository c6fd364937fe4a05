"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { announce } from "../../../_ui/announcer";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { valuesOf } from "../../../_ui/forms";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { numberWords } from "../../../_ui/words";

export type Student = { userId: string; name: string };
export type Group = { id: string; name: string; members: Student[] };
type Choice = { id: string; name: string };

type CardProps = { classroomId: string; group: Group; choices: Choice[]; canChange: boolean };

/** One group: who is in it, each with a way to another, and the group's own name. */
export function GroupCard({ classroomId, group, choices, canChange }: CardProps) {
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const named = <span className="vh"> ({group.name})</span>;
  return (
    <section aria-labelledby={`group-${group.id}`} className="group">
      <header>
        <h2 id={`group-${group.id}`}>{group.name}</h2>
        <span className="quiet">{countWords(group.members.length)}</span>
        {canChange && !renaming && (
          <span className="end">
            <Button look="link" onClick={() => setRenaming(true)}>
              Rename{named}
            </Button>
            <Button look="link" onClick={() => setRemoving(true)}>
              Remove{named}
            </Button>
          </span>
        )}
      </header>
      {renaming && <Rename classroomId={classroomId} group={group} onClose={() => setRenaming(false)} />}
      <Students
        classroomId={classroomId}
        students={group.members}
        choices={choices}
        here={group.id}
        canChange={canChange}
      />
      <RemoveDialog
        classroomId={classroomId}
        group={group}
        open={removing}
        onClose={() => setRemoving(false)}
      />
    </section>
  );
}

const countWords = (count: number): string =>
  count === 0 ? "nobody yet" : count === 1 ? "one student" : `${numberWords(count)} students`;

type UnplacedProps = { classroomId: string; students: Student[]; choices: Choice[]; canChange: boolean };

/** Who is in no group. */
export function Unplaced({ classroomId, students, choices, canChange }: UnplacedProps) {
  return (
    <section aria-labelledby="unplaced" className="group">
      <header>
        <h2 id="unplaced">In no group</h2>
        <span className="quiet">{countWords(students.length)}</span>
      </header>
      <Students
        classroomId={classroomId}
        students={students}
        choices={choices}
        here={null}
        canChange={canChange}
      />
    </section>
  );
}

type StudentsProps = {
  classroomId: string;
  students: Student[];
  choices: Choice[];
  here: string | null;
  canChange: boolean;
};

function Students({ classroomId, students, choices, here, canChange }: StudentsProps) {
  const router = useRouter();
  const place = useAction(async ({ student, to }: { student: Student; to: string | null }) => {
    await trpc.group.place.mutate({ classroomId, userId: student.userId, groupId: to, from: here });
    const name = choices.find(({ id }) => id === to)?.name ?? "no group";
    announce(`${student.name} is in ${name} now.`);
    router.refresh();
  });
  return (
    <>
      <ErrorSummary error={place.error} />
      <ul className="students">
        {students.map((student) => (
          <li key={student.userId}>
            <span>{student.name}</span>
            {canChange && (
              <Mover
                student={student}
                choices={choices}
                here={here}
                pending={place.pending}
                onMove={(to) => place.run({ student, to })}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type MoverProps = {
  student: Student;
  choices: Choice[];
  here: string | null;
  pending: boolean;
  onMove: (to: string | null) => void;
};

/** Whom this page has moved last: the student's choice takes the focus again where it comes up. */
let lastMoved: string | null = null;

/** Where a student is, and by a press of its own where they are to be: a list alone would move at every arrow key. */
function Mover({ student, choices, here, pending, onMove }: MoverProps) {
  const [chosen, setChosen] = useState(here ?? "");
  const box = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (lastMoved !== student.userId) return;
    lastMoved = null;
    // Whoever has gone on to something else meanwhile stays there.
    if (!document.activeElement || document.activeElement === document.body) box.current?.focus();
  }, [student.userId]);
  const handleMove = () => {
    lastMoved = student.userId;
    onMove(chosen || null);
  };
  return (
    <span className="mover">
      <select
        ref={box}
        className="inp"
        aria-label={`Group of ${student.name}`}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">No group</option>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {chosen !== (here ?? "") && (
        <Button look="line" size="sm" pending={pending} onClick={handleMove}>
          Move<span className="vh"> {student.name}</span>
        </Button>
      )}
    </span>
  );
}

type StepProps = { classroomId: string; group: Group; onClose: () => void };

function Rename({ classroomId, group, onClose }: StepProps) {
  const router = useRouter();
  const field = `name-${group.id}`;
  const [before] = useState(group.name);
  const rename = useAction(async (name: string) => {
    await trpc.group.rename.mutate({ classroomId, groupId: group.id, name, before });
    onClose();
    router.refresh();
  });
  const error = useMemo(() => {
    const name = rename.error?.fields.name;
    return rename.error && name ? { ...rename.error, fields: { [field]: name } } : rename.error;
  }, [rename.error, field]);
  const handleSubmit = (form: HTMLFormElement) => void rename.run(valuesOf(form, [field])[field] ?? "");
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={error} />
      <Field
        name={field}
        label="Name of the group"
        defaultValue={group.name}
        maxLength={40}
        error={error}
        autoFocus
      />
      <div className="brow">
        <Submit pending={rename.pending} look="line">
          Save the name
        </Submit>
        <Button look="link" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

function RemoveDialog({ classroomId, group, open, onClose }: StepProps & { open: boolean }) {
  const router = useRouter();
  const remove = useAction(async () => {
    await trpc.group.remove.mutate({ classroomId, groupId: group.id });
    onClose();
    showToast(`${group.name} is removed.`);
    router.refresh();
  });
  return (
    <Dialog open={open} title={`Remove ${group.name}?`} onClose={onClose}>
      <p>
        Its members are in no group then. What was written for it stays, and can be read by its writers and
        the teachers.
      </p>
      <ErrorSummary error={remove.error} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Keep the group
        </Button>
        <Button pending={remove.pending} onClick={() => remove.run(undefined)}>
          Remove
        </Button>
      </div>
    </Dialog>
  );
}
