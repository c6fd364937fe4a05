"use client";

import { useMemo, useState } from "react";
import { type DealBy, dealGroups } from "#domain/deal";
import type { PromptPeople } from "#domain/prompt-inputs";
import { trpc } from "../../../_trpc/client";
import { type ActionError, toActionError } from "../../../_ui/action-error";

export type Who = "class" | "students" | "groups" | "dealt";
export type Student = { userId: string; name: string };
export type Roster = { groups: { id: string; name: string; members: Student[] }[]; unplaced: Student[] };
type Deal = DealBy & { seed: number };

const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Everybody in the class, by name. */
export const everybody = ({ groups, unplaced }: Roster): Student[] =>
  [...groups.flatMap(({ members }) => members), ...unplaced].sort((one, other) =>
    one.name.localeCompare(other.name),
  );

/** Whom a question is for, as it is being chosen. Who is in the class is asked for when it is needed. */
export function usePeople(classroomId: string) {
  const [who, setWho] = useState<Who>("class");
  const [roster, setRoster] = useState<Roster | null>(null);
  const [failed, setFailed] = useState<ActionError | null>(null);
  const [deal, setDeal] = useState<Deal>({ kind: "size", n: 4, seed: 0 });
  const dealt = useMemo(
    () =>
      roster
        ? dealGroups(
            everybody(roster).map(({ userId }) => userId),
            deal,
            deal.seed,
          ).map(({ userIds }, at) => ({ name: `Group ${at + 1}`, userIds }))
        : [],
    [roster, deal],
  );
  const choose = async (chosen: Who) => {
    setWho(chosen);
    if (chosen === "class" || roster) return;
    try {
      setFailed(null);
      const { groups, unplaced } = await trpc.group.list.query({ classroomId });
      setRoster({ groups, unplaced });
      setDeal((last) => ({ ...last, seed: newSeed() }));
    } catch (thrown) {
      setFailed(toActionError(thrown));
    }
  };
  return {
    who,
    roster,
    failed,
    deal,
    dealt,
    choose,
    /** Deals by another rule, or once more by the same. */
    dealBy: (by: Partial<DealBy>) => setDeal((last) => ({ ...last, ...by, seed: newSeed() })),
  };
}

export type People = ReturnType<typeof usePeople>;

/** Whom the form asks, or in a sentence why that cannot be. */
export function peopleFrom({ who, roster, dealt }: People, data: FormData): PromptPeople | string {
  if (who === "class") return { who };
  if (!roster) return "Wait until the class is listed, or ask the whole class.";
  if (who === "students") {
    const userIds = data.getAll("userIds").map(String);
    return userIds.length > 0 ? { who, userIds } : "Choose at least one student.";
  }
  const chosen =
    who === "dealt"
      ? dealt
      : roster.groups.map(({ name, members }) => ({ name, userIds: members.map(({ userId }) => userId) }));
  const groups = chosen.filter(({ userIds }) => userIds.length > 0);
  if (groups.length > 0) return { who: "groups", groups };
  return who === "dealt" ? "Nobody has joined yet." : "The class has no groups with students in them.";
}
