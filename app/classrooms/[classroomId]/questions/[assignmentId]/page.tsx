import type { Metadata } from "next";
import { cache } from "react";
import { TEXT_MAX_CHARS } from "#domain/comment";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { one, type Search } from "../../../../_ui/page-data";
import { Shell } from "../../../../_ui/shell";
import { SoftLink } from "../../../../_ui/soft-link";
import { packThreads } from "../../_comments/packed-threads";
import { carrying } from "../../_text/carrying";
import { QuestionRoom } from "./question-room";
import "./question.css";
import "./leaf.css";
import "./evidence.css";
import "./answers.css";
import "./guide-answer.css";
import "../../_comments/threads.css";

type Props = { params: Promise<{ classroomId: string; assignmentId: string }>; searchParams: Search };

// The title and the page ask for the same thing; it is read once a request.
const readQuestion = cache((classroomId: string, assignmentId: string, discussionId: string | undefined) =>
  forPage(classroomPaths(classroomId).question(assignmentId), async (api) => {
    const on = { classroomId, assignmentId, ...(discussionId ? { discussionId } : {}) };
    const read = await api.prompt.get(on);
    const { mine } = read.prompt;
    const isWriting = mine !== null && (mine.state === "none" || mine.state === "sent_back");
    const notes = isWriting ? (await api.notes.evidence({ classroomId })).items : [];
    return { ...read, notes };
  }),
);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ classroomId, assignmentId }, search] = await Promise.all([params, searchParams]);
  const { prompt } = await readQuestion(classroomId, assignmentId, one(search.discussion));
  return { title: prompt.title };
}

export default async function QuestionPage({ params, searchParams }: Props) {
  const [{ classroomId, assignmentId }, search] = await Promise.all([params, searchParams]);
  const discussionId = one(search.discussion);
  const carry = await carrying();
  const read = await readQuestion(classroomId, assignmentId, discussionId);
  const { frame, prompt, threads, cited, versionId, themes, notes } = read;
  return (
    <Shell frame={frame} current="questions">
      <main className="q" id="main">
        <header className="qh">
          <p className="it">
            <Source prompt={prompt} classroomId={classroomId} />
          </p>
          <h1>{prompt.title}</h1>
          {prompt.instructions && (
            <p className="mid">
              {prompt.teacherName} asks: {prompt.instructions}
            </p>
          )}
        </header>
        <QuestionRoom
          key={`${assignmentId} ${discussionId ?? ""}`}
          classroomId={classroomId}
          me={frame.me}
          isArchived={frame.isArchived}
          textMaxChars={TEXT_MAX_CHARS}
          first={{
            prompt,
            versionId,
            themes,
            cited: carry(JSON.stringify(cited)),
            threads: threads && packThreads(threads, carry),
          }}
          notes={notes}
          openAt={one(search.comment) ?? null}
          discussionId={discussionId}
        />
      </main>
    </Shell>
  );
}

type SourceProps = { prompt: { source: PromptSource }; classroomId: string };
type PromptSource =
  | { from: "question"; key: string; number: number; of: number }
  | { from: "claim"; key: string }
  | null;

/** Where the question comes from. */
function Source({ prompt: { source }, classroomId }: SourceProps) {
  if (source?.from === "question") return `Question ${source.number} of ${source.of}`;
  if (source?.from === "claim")
    return <SoftLink href={classroomPaths(classroomId).claim(source.key)}>On a claim to test</SoftLink>;
  return "A question for the class";
}
