"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type DealBy, dealGroups, dealInto } from "#domain/deal";
import { trpc } from "../../../_trpc/client";
import { actionError } from "../../../_ui/action-error";
import { announce } from "../../../_ui/announcer";
import { Button } from "../../../_ui/button";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field, SelectField } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { valuesOf } from "../../../_ui/forms";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { makeId } from "../../../_ui/uuid";
import type { Group, Student } from "./group-card";

type Dealt = { id: string; name: string; members: Student[]; added: Student[] };
type Preview = { groups: Dealt[]; replaces: string[] | null };
type Props = { classroomId: string; groups: Group[]; unplaced: Student[] };

const MAX = 60;
const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Deals students into groups: shows them first, and keeps them when the teacher says so. */
export function DealGroups({ classroomId, groups, unplaced }: Props) {
  const router = useRouter();
  const [preview, setPreview] = useState<Preview | null>(null);
  const everybody = [...groups.flatMap(({ members }) => members), ...unplaced];
  const keep = useAction(async ({ groups: dealt, replaces }: Preview) => {
    const kept = dealt.map(({ id, name, added }) => ({
      id,
      name,
      userIds: added.map(({ userId }) => userId),
    }));
    await trpc.group.keep.mutate({
      classroomId,
      groups: kept.filter((one) => one.userIds.length > 0),
      replaces,
    });
    setPreview(null);
    showToast("The groups are kept.");
    router.refresh();
  });
  const find = (ids: string[]) =>
    ids.flatMap((id) => everybody.find(({ userId }) => userId === id) ?? []).sort(byName);
  const handleSubmit = (form: HTMLFormElement) => {
    const values = valuesOf(form, ["by", "n", "who"]);
    if (values.who === "unplaced") {
      const added = dealInto(
        groups.map(({ members }) => members.length),
        unplaced.map(({ userId }) => userId),
        newSeed(),
      );
      keep.fail(null);
      announce("Shown below. Nothing is kept yet.");
      return setPreview({
        groups: groups.map((group, at) => ({ ...group, added: find(added[at]?.userIds ?? []) })),
        replaces: null,
      });
    }
    const n = Number(values.n);
    if (!Number.isInteger(n) || n < 1 || n > MAX) {
      const message = `Write a whole number from 1 to ${MAX}.`;
      return keep.fail(actionError("INVALID", message, { n: message }));
    }
    const by: DealBy = { kind: values.by === "size" ? "size" : "count", n };
    const dealt = dealGroups(
      everybody.map(({ userId }) => userId),
      by,
      newSeed(),
    );
    if (dealt.length > MAX) {
      const message = `That makes more than ${MAX} groups. Choose larger ones.`;
      return keep.fail(actionError("INVALID", message, { n: message }));
    }
    keep.fail(null);
    announce("Shown below. Nothing is kept yet.");
    setPreview({
      groups: dealt.map(({ userIds }, at) => ({
        id: makeId(),
        name: `Group ${at + 1}`,
        members: [],
        added: find(userIds),
      })),
      replaces: groups.map(({ id }) => id),
    });
  };
  if (everybody.length === 0)
    return <p className="mid">Nobody has joined yet. Groups can be dealt once there are students.</p>;
  const canFill = groups.length > 0 && unplaced.length > 0;
  return (
    <>
      <Form onSubmit={handleSubmit}>
        <ErrorSummary error={keep.error} />
        <div className="dealrow">
          <Field
            name="n"
            label="How many"
            type="number"
            min={1}
            max={MAX}
            defaultValue={4}
            error={keep.error}
          />
          <SelectField
            name="by"
            label="Of what"
            options={[
              { value: "size", label: "students in each group" },
              { value: "count", label: "groups" },
            ]}
          />
        </div>
        {canFill ? (
          <SelectField
            name="who"
            label="Who is dealt"
            options={[
              { value: "unplaced", label: "Only those in no group, into the groups there are" },
              { value: "all", label: "Everybody, into new groups" },
            ]}
          />
        ) : (
          <input type="hidden" name="who" value="all" />
        )}
        <Submit pending={false} look="line">
          {preview ? "Deal again" : "Show me groups"}
        </Submit>
      </Form>
      {preview && (
        <Shown
          preview={preview}
          pending={keep.pending}
          onKeep={() => keep.run(preview)}
          onDrop={() => setPreview(null)}
        />
      )}
    </>
  );
}

const byName = (one: Student, other: Student) => one.name.localeCompare(other.name);

type ShownProps = { preview: Preview; pending: boolean; onKeep: () => void; onDrop: () => void };

function Shown({ preview, pending, onKeep, onDrop }: ShownProps) {
  const { groups, replaces } = preview;
  return (
    <section className="preview" aria-label="Groups as dealt">
      <ul>
        {groups.map(({ id, name, members, added }) => (
          <li key={id}>
            <b>{name}</b> <span className="quiet">{members.length + added.length}</span>
            <p>
              {members.map((student) => student.name).join(", ")}
              {members.length > 0 && added.length > 0 && ", "}
              {added.map((student, at) => (
                <span key={student.userId}>
                  {at > 0 && ", "}
                  {replaces ? student.name : <b>{student.name}</b>}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
      {replaces && replaces.length > 0 && (
        <p className="mid">
          The groups there are now go. What was written for them stays with its writers and the teachers.
        </p>
      )}
      <div className="brow">
        <Button pending={pending} onClick={onKeep}>
          Keep these groups
        </Button>
        <Button look="link" onClick={onDrop}>
          Leave it as it is
        </Button>
      </div>
    </section>
  );
}
