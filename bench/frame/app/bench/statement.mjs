// What the yardsticks do: one prepared statement, and the fields a comment is shown with. No session, no checks.

/** The first comments of a section, at most 60, with their writers, straight from an index. */
export const READ = `
  select c.id, c.section_id, c.paragraph_id, c.root_id, c.html, c.created_at, c.edited_at, c.version, c.hidden_reason,
    c.deleted_at is not null as deleted, c.hidden_at is not null as hidden, c.pinned_at is not null as pinned,
    c.locked_at is not null as locked, c.reply_count, c.answered_at is null as unanswered, c.author_id, m.name, m.role
  from comments c join classroom_members m on m.classroom_id = c.classroom_id and m.user_id = c.author_id
  where c.classroom_id = $1 and c.section_id = $2 and c.deleted_at is null and c.hidden_at is null order by c.seq limit 60`;

/** The same, of a whole class's answers to a question. */
export const READ_ALL = READ.replace("limit 60", "limit 300");

/** One comment, and nothing that a comment brings with it. */
export const WRITE = `
  insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq)
  values ($1, $2, $3, $4, $5, $6, 1, 0) returning id, created_at`;

const abilities = {
  reply: true,
  edit: false,
  delete: false,
  history: false,
  pin: false,
  lock: false,
  moderate: false,
  report: true,
};

/** A row of READ with the names and fields of the product's own answer. */
export const view = (row) => ({
  id: row.id,
  sectionId: row.section_id,
  paragraphId: row.paragraph_id,
  rootId: row.root_id,
  createdAt: row.created_at,
  replyCount: row.reply_count,
  answers: null,
  author: { id: row.author_id, name: row.name, role: row.role },
  html: row.html,
  editedAt: row.edited_at,
  version: row.version,
  state: row.deleted ? "deleted" : row.hidden ? "hidden" : "shown",
  hiddenReason: row.hidden_reason,
  pinned: row.pinned,
  locked: row.locked,
  needsReply: row.root_id === null && row.unanswered,
  unread: true,
  abilities,
});
