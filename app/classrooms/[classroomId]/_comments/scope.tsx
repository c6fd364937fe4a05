import { NOTE_AUDIENCES, type NoteAudience } from "#domain/audience";
import type { ScopeView } from "#domain/note";
import type { NoteSettings } from "./talk-context";
import type { Me } from "./thread-types";

/** Whom a note is for, as its writer chooses it. */
export const audienceWords = (audience: NoteAudience, groupName: string | null): string =>
  ({
    private: "Only me",
    group: groupName ? `My group, ${groupName}` : "My group",
    teachers: "Only my teacher",
    class: "The class",
  })[audience];

/** Whom the writer can choose: a group only who is in one, "my teacher" only who is none. */
export const audiencesFor = ({ groupName }: NoteSettings, { role }: Me): NoteAudience[] =>
  NOTE_AUDIENCES.filter(
    (audience) =>
      (audience !== "group" || groupName !== null) && (audience !== "teachers" || role === "student"),
  );

/** What a new note is for: the class's default, where the writer has it to choose. */
export function defaultAudience(notes: NoteSettings, me: Me): NoteAudience {
  return audiencesFor(notes, me).includes(notes.audience) ? notes.audience : "class";
}

/** Who can see a note that stands there. */
function scopeWords({ audience, groupName }: ScopeView, isMine: boolean): string {
  if (audience === "private") return "Only you can see this";
  if (audience === "group") return `For ${groupName ?? "one group"} and the teacher`;
  return isMine ? "For your teacher only" : "For teachers only";
}

/** Says whom a note is for where that is not the class. */
export function ScopeLine({ scope, isMine }: { scope: ScopeView; isMine: boolean }) {
  return (
    <p className="scope">
      <AudienceIcon audience={scope.audience} /> {scopeWords(scope, isMine)}
    </p>
  );
}

const DRAWN: Record<Exclude<NoteAudience, "class">, string> = {
  private: "M3.500 7h9v6.500h-9zM5.500 7V5a2.500 2.500 0 0 1 5 0v2",
  group:
    "M5.500 7.500a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400zM1.500 13c0-2.400 1.700-3.800 4-3.800s4 1.400 4 3.800M10.500 7.300a2 2 0 1 0-.6-3.900M11 9.200c2.100 0 3.500 1.400 3.500 3.800",
  teachers:
    "M8 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM3 13.500c0-2.700 2-4.300 5-4.300s5 1.600 5 4.300",
};

/** The sign of whom something is for; nothing for the class. */
export function AudienceIcon({ audience }: { audience: NoteAudience }) {
  if (audience === "class") return null;
  return (
    <svg className="aud" width="15" height="15" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path d={DRAWN[audience]} stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
