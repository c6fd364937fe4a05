import type postgres from "postgres";

/**
 * What the runtime role may do with each table, and nothing else: no DDL, no deletion of what people wrote, no
 * change of a published version.
 */
export const GRANTS: Record<string, string> = {
  users: "select, insert, update",
  identities: "select, insert",
  sessions: "select, insert, update",
  throttles: "select, insert, update, delete",
  invitations: "select, insert, update",
  guides: "select",
  guide_versions: "select",
  sections: "select",
  section_versions: "select",
  paragraphs: "select",
  paragraph_versions: "select",
  questions: "select",
  question_versions: "select",
  claim_versions: "select",
  guide_themes: "select",
  guide_entries: "select",
  classrooms: "select, insert, update",
  classroom_members: "select, insert, update",
  change_counters: "select, insert, update",
  changes: "select, insert",
  comments: "select, insert, update",
  comment_revisions: "select, insert",
  comment_counts: "select, insert, update",
  comment_reports: "select, insert, update",
  section_reads: "select, insert, update",
  thread_reads: "select, insert, update, delete",
  section_progress: "select, insert, update",
  part_locks: "select, insert, update",
  weighings: "select, insert, update",
  themes: "select, insert, update",
  groups: "select, insert, update",
  group_members: "select, insert, update, delete",
  annotations: "select, insert, update",
  annotation_themes: "select, insert, delete",
  reactions: "select, insert, delete",
  assignments: "select, insert, update",
  reading_assignments: "select, insert, update",
  prompts: "select, insert, update",
  discussions: "select, insert, update",
  seats: "select, update",
  answers: "select, insert, update",
  answer_drafts: "select, insert, update, delete",
  citations: "select, insert, update, delete",
  stances: "select, insert, update",
  feedback: "select, insert",
  debates: "select, insert, update",
  debate_seats: "select, insert, update, delete",
  debate_claims: "select, insert, update",
  claim_weights: "select, insert, delete",
  kept_moves: "select, insert, delete",
  debate_statements: "select, insert, update",
  statement_versions: "select, insert",
  statement_backs: "select, insert, update, delete",
  // Secret: cast, counted and sealed by functions alone.
  ballots: "",
  ballot_secrets: "",
};

/** Views that stand before a fenced table and are a fence of their own. */
const VIEWS = ["app.searchable_comments"];

/**
 * Gives the runtime role exactly the rights above. Safe to repeat.
 *
 * @param owner  a connection of the owner
 * @param role   the runtime role's name
 */
export async function grantRuntime(owner: postgres.Sql, role: string): Promise<void> {
  const name = owner(role);
  await owner`grant usage on schema public, app to ${name}`;
  await owner`grant execute on all functions in schema app to ${name}`;
  await owner`revoke all on all tables in schema public from ${name}`;
  await owner`revoke all on all tables in schema app from ${name}`;
  for (const view of VIEWS) await owner.unsafe(`grant select on ${view} to "${role.replaceAll('"', '""')}"`);
  for (const [table, rights] of Object.entries(GRANTS).filter(([, rights]) => rights !== ""))
    await owner.unsafe(`grant ${rights} on "${table}" to "${role.replaceAll('"', '""')}"`);
}
