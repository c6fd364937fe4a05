import type { Metadata } from "next";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { Shell } from "../../../_ui/shell";
import { numberWords } from "../../../_ui/words";
import { QuestionsNav } from "../questions-nav";
import "../argue.css";
import "./questions.css";

export const metadata: Metadata = { title: "Questions" };

export default async function QuestionsPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const to = classroomPaths(classroomId);
  const { frame, items } = await forPage(to.questions, (api) => api.guide.questions({ classroomId }));
  return (
    <Shell frame={frame} current="questions">
      <main className="argue qs" id="main">
        <QuestionsNav classroomId={classroomId} current="questions" />
        <p className="it">{frame.classroom.guideTitle}</p>
        <h1>Questions readers bring</h1>
        <p className="st">
          {items.length === 1 ? "One question" : `${numberWords(items.length, true)} questions`} to think
          about and to argue over. The guide’s own answers are not shown here.
        </p>
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
              </div>
            </li>
          ))}
        </ol>
      </main>
    </Shell>
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
