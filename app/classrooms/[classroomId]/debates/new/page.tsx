import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { one, type Search } from "../../../../_ui/page-data";
import { Shell } from "../../../../_ui/shell";
import { SoftLink } from "../../../../_ui/soft-link";
import type { Motion, Source } from "./setup";
import { SetupForm } from "./setup-form";
import "../../_prompts/ask.css";
import "./setup.css";

export const metadata: Metadata = { title: "Set up a debate" };

const NONE: Motion = { motion: "", sides: ["", ""] };
/** What a motion or a side may have. */
const CHARS_MAX = 300;

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function NewDebatePage({ params, searchParams }: Props) {
  const [{ classroomId }, search] = await Promise.all([params, searchParams]);
  const source = sourceOf(one(search.question), one(search.claim));
  const to = classroomPaths(classroomId);
  const here = source.from === "own" ? to.newDebate() : to.newDebate(source.from, source.key);
  const { frame, motion, offered } = await readMotions(here, classroomId, source);
  if (frame.me.role !== "teacher") notFound();
  return (
    <Shell frame={frame} current="debates">
      <main className="leaf" id="main">
        <h1>Set up a debate</h1>
        {frame.isArchived ? (
          <p className="lead">This class is over, so nothing new is begun in it.</p>
        ) : (
          <>
            {offered.length > 0 && <Offered classroomId={classroomId} offered={offered} />}
            <section aria-label="The debate">
              <SetupForm
                key={here}
                classroomId={classroomId}
                userId={frame.me.userId}
                source={source}
                motion={motion}
              />
            </section>
          </>
        )}
      </main>
    </Shell>
  );
}

function sourceOf(question: string | undefined, claim: string | undefined): Source {
  if (question) return { from: "question", key: question };
  return claim ? { from: "claim", key: claim } : { from: "own" };
}

/** The motion that the debate is made from, and those there are to take where it is made from none. */
const readMotions = (here: string, classroomId: string, source: Source) =>
  forPage(here, async (api) => {
    if (source.from === "claim") {
      const { frame, claim } = await api.claim.get({ classroomId, key: source.key });
      return { frame, motion: motionOf(claim.statement, claim.statement, claim.other), offered: [] };
    }
    const { frame, items } = await api.guide.questions({ classroomId });
    const motions = items.filter((item) => item.motion);
    if (source.from === "own") return { frame, motion: NONE, offered: motions };
    const item = motions.find(({ key }) => key === source.key);
    if (!item) return notFound();
    return { frame, motion: motionOf(item.motion, item.sideFor, item.sideAgainst), offered: [] };
  });

const motionOf = (motion: string | null, ...sides: (string | null)[]): Motion => ({
  motion: (motion ?? "").slice(0, CHARS_MAX),
  sides: sides.map((side) => (side ?? "").slice(0, CHARS_MAX)),
});

type Question = { key: string; number: number; motion: string | null };

/** The motions of the guide, each a click away. */
function Offered({ classroomId, offered }: { classroomId: string; offered: Question[] }) {
  const to = classroomPaths(classroomId);
  return (
    <details className="offered">
      <summary>Take a motion of the guide, or write your own below</summary>
      <ul>
        {offered.map(({ key, motion }) => (
          <li key={key}>
            <SoftLink className="lnk" href={to.newDebate("question", key)}>
              {motion}
            </SoftLink>
          </li>
        ))}
      </ul>
      <p>
        Or take a <SoftLink href={to.claims}>claim to test</SoftLink>.
      </p>
    </details>
  );
}
