import type { Route } from "next";

/** What every page of a class knows about the class and the person looking at it, as the API sends it. */
export type Frame = {
  classroom: { id: string; name: string; guideTitle: string; timeZone: string };
  /** `reader` is the account's text settings; null until some were set. */
  me: { userId: string; name: string; role: "teacher" | "student"; reader: string | null };
  classrooms: { id: string; name: string }[];
  /** Where "Read" leads: a path from the root, or a section's path inside the class. */
  firstSection: string;
  /** Reports waiting, for teachers; null for everybody else. */
  openReports: number | null;
  /** Notes that lost their line, which the reader may give one again. */
  lostNotes: number;
  /** Over: it can be read, not added to. */
  isArchived: boolean;
};

/** Addresses inside a class, in one place. */
export function classroomPaths(classroomId: string) {
  const root = `/classrooms/${classroomId}`;
  return {
    home: root as Route,
    /** A claim to test, a question of the class and a debate stand among the sections too, and have pages of their own. */
    section: (path: string) => (path.startsWith("/") ? path : `${root}/${placeOf(path)}`) as Route,
    claims: `${root}/claims` as Route,
    claim: (key: string) => `${root}/claims/${key}` as Route,
    print: (path: string) => `${root}/sections/${path}/print` as Route,
    questions: `${root}/questions` as Route,
    question: (assignmentId: string) => `${root}/questions/${assignmentId}` as Route,
    questionClass: (assignmentId: string) => `${root}/questions/${assignmentId}/class` as Route,
    questionChange: (assignmentId: string) => `${root}/questions/${assignmentId}/change` as Route,
    debates: `${root}/debates` as Route,
    /** From a question of the guide, a claim to test, or a teacher's own words. */
    newDebate: (from: "question" | "claim" | null = null, key = "") =>
      `${root}/debates/new${from ? `?${from}=${encodeURIComponent(key)}` : ""}` as Route,
    debate: (debateId: string) => `${root}/debates/${debateId}` as Route,
    debateChange: (debateId: string) => `${root}/debates/${debateId}/change` as Route,
    projector: (debateId: string) => `${root}/debates/${debateId}/projector` as Route,
    debatePrint: (debateId: string) => `${root}/debates/${debateId}/print` as Route,
    transcript: (debateId: string) => `${root}/debates/${debateId}/transcript` as Route,
    search: `${root}/search` as Route,
    themes: `${root}/themes` as Route,
    theme: (themeId: string) => `${root}/themes/${themeId}` as Route,
    notes: `${root}/notes` as Route,
    bringIn: `${root}/notes/import` as Route,
    noteExport: `${root}/notes/export` as Route,
    members: `${root}/members` as Route,
    parts: `${root}/parts` as Route,
    edition: `${root}/edition` as Route,
    lost: `${root}/lost` as Route,
    lostNote: (commentId: string) => `${root}/lost/${commentId}` as Route,
    groups: `${root}/groups` as Route,
    settings: `${root}/settings` as Route,
    assignments: `${root}/assignments` as Route,
    assignment: (assignmentId: string) => `${root}/assignments/${assignmentId}` as Route,
    code: `${root}/code` as Route,
    reports: `${root}/reports` as Route,
    comment: (commentId: string) => `${root}/comments/${commentId}` as Route,
  };
}

function placeOf(path: string): string {
  if (path.startsWith("claims/") || path.startsWith("debates/")) return path;
  return path.startsWith("prompts/") ? path.replace("prompts/", "questions/") : `sections/${path}`;
}
