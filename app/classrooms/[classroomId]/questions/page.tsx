import type { Metadata } from "next";
import { owes } from "#domain/prompt";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { Shell } from "../../../_ui/shell";
import { SoftLink } from "../../../_ui/soft-link";
import { numberWords } from "../../../_ui/words";
import { WatchAsked } from "../_assignments/watch-asked";
import { AskHere, AskingPage } from "../_prompts/ask-here";
import { AskedHere } from "../_prompts/asked-lines";
import { everyPrompt } from "../_prompts/every-prompt";
import type { PromptLine } from "../_prompts/words";
import { QuestionsNav } from "../questions-nav";
import "../argue.css";
import "./questions.css";

export const metadata: Metadata = { title: "Questions" };

type Items = Awaited<ReturnType<typeof readQuestions>>["items"];

const readQuestions = (classroomId: string) =>
  forPage(classroomPaths(classroomId).questions, async (api) => ({
    ...(await api.guide.questions({ classroomId })),
    asked: await everyPrompt(api, classroomId),
  }));

export default async function QuestionsPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const { frame, cursor: live, items, asked } = await readQuestions(classroomId);
  const canAsk = frame.me.role === "teacher" && !frame.isArchived;
  return (
    <Shell frame={frame} current="questions">
      <WatchAsked classroomId={classroomId} userId={frame.me.userId} cursor={live} />
      <main className="argue qs" id="main">
        <AskingPage>
          <QuestionsNav classroomId={classroomId} current="questions" />
          <p className="it">{frame.classroom.guideTitle}</p>
          <h1>Questions readers bring</h1>
          <p className="st">
            {items.length === 1 ? "One question" : `${numberWords(items.length, true)} questions`} to think
            about and to argue over. The guide’s own answers are not shown here.
          </p>
          {canAsk && (
            <div className="ownwords">
              <AskHere classroomId={classroomId} source={{ from: "own" }} title="" hasGuideAnswer={false}>
                Ask in your own words
              </AskHere>
            </div>
          )}
          <Others classroomId={classroomId} asked={asked} />
          <List classroomId={classroomId} items={items} asked={asked} canAsk={canAsk} />
        </AskingPage>
      </main>
    </Shell>
  );
}

/** What is asked and is none of the guide's questions: on a claim, or in a teacher's own words. */
function Others({ classroomId, asked }: { classroomId: string; asked: PromptLine[] }) {
  const others = asked.filter((line) => line.questionKey === null && (!line.isPast || owes(line) !== null));
  if (others.length === 0) return null;
  return (
    <section className="others" aria-labelledby="others">
      <h2 id="others">Asked besides</h2>
      <ul>
        {others.map((line) => (
          <li key={line.id}>
            <p className="ot">{line.title}</p>
            <AskedHere classroomId={classroomId} lines={[line]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type ListProps = { classroomId: string; items: Items; asked: PromptLine[]; canAsk: boolean };

function List({ classroomId, items, asked, canAsk }: ListProps) {
  return (
    <ol className="numbered">
      {items.map((item) => (
        <li key={item.key} id={`question-${item.number}`}>
          <a className="pn" href={`#question-${item.number}`} aria-label={`Question ${item.number}`}>
            {item.number}
          </a>
          <div>
            <h2>{item.question}</h2>
            {item.followUp && <p className="fu">{item.followUp}</p>}
            {item.motion && (
              <Motion motion={item.motion} sideFor={item.sideFor} sideAgainst={item.sideAgainst} />
            )}
            <AskedHere
              classroomId={classroomId}
              lines={asked.filter(({ questionKey }) => questionKey === item.key)}
            />
            {canAsk && (
              <AskHere
                classroomId={classroomId}
                source={{ from: "question", key: item.key }}
                title={item.question}
                hasGuideAnswer
              >
                Ask the class<span className="vh"> question {item.number}</span>
              </AskHere>
            )}
            {canAsk && item.motion && (
              <SoftLink
                className="lnk debateit"
                href={classroomPaths(classroomId).newDebate("question", item.key)}
              >
                Debate it<span className="vh"> as in question {item.number}</span>
              </SoftLink>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

type MotionProps = { motion: string; sideFor: string | null; sideAgainst: string | null };

function Motion({ motion, sideFor, sideAgainst }: MotionProps) {
  return (
    <details>
      <summary>
        To argue: <span className="mo">{motion}</span>
      </summary>
      <dl>
        {sideFor && (
          <div>
            <dt>For</dt>
            <dd>{sideFor}</dd>
          </div>
        )}
        {sideAgainst && (
          <div>
            <dt>Against</dt>
            <dd>{sideAgainst}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
