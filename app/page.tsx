import { redirect } from "next/navigation";
import { serverApi } from "./_trpc/server";
import { classroomPaths } from "./_ui/frame";

/** The front door: to the one class there is, to the list of several, or to sign in. */
export default async function RootPage() {
  const api = await serverApi();
  if (!(await api.account.me())) redirect("/sign-in");
  const open = (await api.classroom.mine()).filter((classroom) => !classroom.archivedAt);
  const [only] = open;
  redirect(only && open.length === 1 ? classroomPaths(only.id).home : "/classrooms");
}
