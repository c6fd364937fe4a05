import type { Route } from "next";
import { redirect } from "next/navigation";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { addressOf } from "../../_notes/note-parts";

type Props = { params: Promise<{ classroomId: string; commentId: string }> };

/** A comment's lasting address. It leads to where the comment stands now. */
export default async function CommentPage({ params }: Props) {
  const { classroomId, commentId } = await params;
  const to = classroomPaths(classroomId);
  const { sectionPath, isTakenBack } = await forPage(`${to.home}/comments/${commentId}`, (api) =>
    api.comment.threadAt({ classroomId, commentId }),
  );
  // What one said in a debate that was taken back is kept among one's own notes.
  if (isTakenBack) redirect(addressOf(to.notes, { section: sectionPath }));
  redirect(`${to.section(sectionPath)}?comment=${commentId}#c-${commentId}` as Route);
}
