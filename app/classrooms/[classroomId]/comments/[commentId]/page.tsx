import type { Route } from "next";
import { redirect } from "next/navigation";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";

type Props = { params: Promise<{ classroomId: string; commentId: string }> };

/** A comment's lasting address. It leads to where the comment stands now. */
export default async function CommentPage({ params }: Props) {
  const { classroomId, commentId } = await params;
  const to = classroomPaths(classroomId);
  const { sectionPath } = await forPage(`${to.home}/comments/${commentId}`, (api) =>
    api.comment.threadAt({ classroomId, commentId }),
  );
  redirect(`${to.section(sectionPath)}?comment=${commentId}#c-${commentId}` as Route);
}
