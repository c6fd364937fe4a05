"use client";

import type { ReactNode } from "react";
import { classroomPaths } from "../../../../_ui/frame";
import { SoftLink } from "../../../../_ui/soft-link";
import { Time } from "../../../../_ui/time";
import { numberWords } from "../../../../_ui/words";
import { Lines } from "./lines";
import type { PromptView, QuestionPage } from "./page-types";
import { repliesWords } from "./words";

type SideProps = {
  page: QuestionPage;
  classroomId: string;
  isTeacher: boolean;
  discussionId: string | undefined;
  children?: ReactNode;
};

/** Beside the leaf and the answers: the terms, how far one has come, and what the answers rest on. */
export function Side({ page, classroomId, isTeacher, discussionId, children }: SideProps) {
  const { prompt, cited, themes, threads } = page;
  const to = classroomPaths(classroomId);
  return (
    <aside className="side" aria-label="About this question">
      <section aria-labelledby="terms">
        <h2 id="terms">Assignment</h2>
        <Terms prompt={prompt} />
        {isTeacher && (
          <p className="links">
            <SoftLink className="lnk" href={to.questionClass(prompt.id)}>
              Who has answered
            </SoftLink>
            {prompt.toLetIn > 0 && (
              <span className="quiet">
                {numberWords(prompt.toLetIn, true)} {prompt.toLetIn === 1 ? "waits" : "wait"} for you
              </span>
            )}
            <SoftLink className="lnk" href={to.questionChange(prompt.id)}>
              Change the question
            </SoftLink>
          </p>
        )}
      </section>
      {prompt.rubric.length > 0 && <Rubric prompt={prompt} />}
      {prompt.discussions.length > 1 && (
        <nav aria-labelledby="discussions">
          <h2 id="discussions">Discussions</h2>
          <ul>
            {[{ id: undefined, name: "All of them" }, ...prompt.discussions].map(({ id, name }) => (
              <li key={name}>
                <SoftLink
                  href={
                    (id
                      ? `${to.question(prompt.id)}?discussion=${id}`
                      : to.question(prompt.id)) as typeof to.home
                  }
                  aria-current={id === discussionId ? "page" : undefined}
                >
                  {name}
                </SoftLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
      {threads && <Lines cited={cited} themes={themes} classroomId={classroomId} />}
    </aside>
  );
}

function Terms({ prompt }: { prompt: PromptView }) {
  const { dueAt, repliesDueAt, mine, students, waiting, opensAt, now, repliesMin, wordsMin, passagesMin } =
    prompt;
  const answered = mine ? waiting + (mine.state === "in" || mine.state === "waiting" ? 1 : 0) : waiting;
  return (
    <dl>
      {!prompt.isPublished && <Line name="State">a draft, not shown to students</Line>}
      {prompt.isWithdrawn && <Line name="State">taken back, not shown to students</Line>}
      {prompt.isPublished && opensAt > now && (
        <Line name="Opens">
          <Time value={opensAt} form="full" />
        </Line>
      )}
      <Line name="Due">
        <Time value={dueAt} form="full" />
      </Line>
      <Line name="Answered">{students > 0 ? `${answered} of ${students}` : answered}</Line>
      {wordsMin > 0 && <Line name="At least">{wordsMin} words</Line>}
      {passagesMin > 0 && (
        <Line name="Resting on">
          {passagesMin === 1 ? "1 passage" : `${passagesMin} passages`} of the guide
        </Line>
      )}
      {repliesMin > 0 && <Line name="Then">{repliesWords(prompt)}</Line>}
      {repliesMin > 0 && repliesDueAt && (
        <Line name="Replies due">
          <Time value={repliesDueAt} form="full" />
        </Line>
      )}
    </dl>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What the answer is looked at for, to be read before one writes. */
function Rubric({ prompt: { rubric } }: { prompt: PromptView }) {
  return (
    <details className="rubric">
      <summary>Marked on {rubric.length === 1 ? "1 criterion" : `${rubric.length} criteria`}</summary>
      <dl>
        {rubric.map(({ name, levels }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <ol>
                {levels.map((level) => (
                  <li key={level}>{level}</li>
                ))}
              </ol>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
