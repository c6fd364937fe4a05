import type { Metadata } from "next";
import { cache } from "react";
import type { ClaimView } from "#domain/debate/claim";
import { SIDE_NAMES, type Side } from "#domain/debate/sides";
import { forPage } from "../../../../../_trpc/server";
import { ClassClock } from "../../../../../_ui/clock";
import { dateWords } from "../../../../../_ui/dates";
import { classroomPaths } from "../../../../../_ui/frame";
import { SoftLink } from "../../../../../_ui/soft-link";
import { Written } from "../../../../../_ui/written";
import { PrintNow } from "../../../sections/[part]/[section]/print/print-now";
import { MARK_WORDS, nameOf, phaseTitle, verbOf } from "../../debate-words";
import { type GatheredDebate, gatherDebate } from "../gather";
import { VoteTable } from "../vote-table";
import { type Table, voteTables } from "../vote-tables";
import { facing, type Row } from "./facing";
import "../../../sections/[part]/[section]/print/print.css";
import "./facing.css";

type Props = { params: Promise<{ classroomId: string; debateId: string }> };

const read = cache((classroomId: string, debateId: string) =>
  forPage(classroomPaths(classroomId).debatePrint(debateId), (api) =>
    gatherDebate(api, { classroomId, debateId }),
  ),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { classroomId, debateId } = await params;
  const { debate, frame } = await read(classroomId, debateId);
  // What a browser proposes as the name of the file.
  return { title: `${debate.motion}, ${frame.classroom.name}` };
}

/** The debate on facing pages, for paper: what a side said, and across from it what answers. */
export default async function PrintDebatePage({ params }: Props) {
  const { classroomId, debateId } = await params;
  const { frame, debate, claims, statements, results, votes } = await read(classroomId, debateId);
  const tables = results?.swing ? voteTables(results.swing, votes, claims) : [];
  const { name, timeZone } = frame.classroom;
  return (
    <ClassClock zone={timeZone}>
      <nav className="edition-bar" aria-label="This transcript">
        <SoftLink className="lnk" href={classroomPaths(classroomId).debate(debateId)}>
          Back to the debate
        </SoftLink>
        <PrintNow />
      </nav>
      <main className="edition facing" id="main">
        <header>
          <p className="it">The motion</p>
          <h1>{debate.motion}</h1>
          <p className="by">
            {name}
            {debate.startsAt && `, ${dayOf(debate.startsAt, timeZone)}`}
          </p>
        </header>
        {results?.swing && <p className="swung">{results.swing.words}</p>}
        <Sides debate={debate} claims={claims} />
        <Statements statements={statements} />
        {tables.length > 0 && <Votes tables={tables} />}
      </main>
      <p className="edition-foot">
        {name} · {debate.motion} · {dayOf(new Date().toISOString(), timeZone)}
      </p>
    </ClassClock>
  );
}

const dayOf = (moment: string, zone: string): string =>
  dateWords(moment, "day", { zone, own: null, now: null });

/** Each side against what answers it: two sides face each other; a third position is told below them. */
function Sides({ debate, claims }: Pick<GatheredDebate, "debate" | "claims">) {
  const { rows, alone } = facing(claims);
  const third = debate.sides.find(({ side }) => side === "third");
  return (
    <>
      <div className="row heads">
        {debate.sides
          .filter(({ side }) => side !== "third")
          .map(({ side, text }) => (
            <div key={side}>
              <h2>{SIDE_NAMES[side]}</h2>
              <p>{text}</p>
            </div>
          ))}
      </div>
      {rows.length === 0 && <p className="none">Nothing was said.</p>}
      {rows.map((row) => (
        <Facing key={row.of.id} row={row} claims={claims} debate={debate} />
      ))}
      {third && (
        <section className="after">
          <h2>{SIDE_NAMES.third}</h2>
          <p>{third.text}</p>
          {alone.map((claim) => (
            <Claim key={claim.id} claim={claim} claims={claims} debate={debate} />
          ))}
        </section>
      )}
    </>
  );
}

type FacingProps = { row: Row<ClaimView>; claims: ClaimView[]; debate: GatheredDebate["debate"] };

function Facing({ row: { of, answers }, claims, debate }: FacingProps) {
  const own = <Claim claim={of} claims={claims} debate={debate} />;
  const across =
    answers.length > 0 ? (
      answers.map((answer) => <Claim key={answer.id} claim={answer} claims={claims} debate={debate} />)
    ) : (
      <Blank of={of} />
    );
  return of.side === "for" ? (
    <div className="row">
      <div>{own}</div>
      <div>{across}</div>
    </div>
  ) : (
    <div className="row">
      <div>{across}</div>
      <div>{own}</div>
    </div>
  );
}

/** What nobody answered has room for an answer by hand. */
function Blank({ of }: { of: { side: Side; number: number } }) {
  return (
    <div className="blank">
      <p className="no">{nameOf(of)} is unanswered</p>
      <i />
      <i />
      <i />
    </div>
  );
}

type ClaimProps = { claim: ClaimView; claims: ClaimView[]; debate: GatheredDebate["debate"] };

function Claim({ claim, claims, debate }: ClaimProps) {
  const { kind, answersId, comment, cited, marks, phase } = claim;
  const answered = claims.find(({ id }) => id === answersId);
  const phaseKind = debate.phases[phase]?.kind;
  return (
    <div className="claim">
      <p className="no">
        <b>{nameOf(claim)}</b>
        {answered && ` ${verbOf(kind)} ${nameOf(answered)}`}
        {phaseKind && `, ${phaseTitle(phaseKind).toLowerCase()}`}
      </p>
      <Written html={comment.html} className="said" />
      {cited.map((passage) => (
        <p className="cited" key={`${passage.sectionId} ${passage.exact}`}>
          “{passage.exact}”
          {passage.title && (
            <small>
              {" "}
              {passage.title}
              {passage.number !== null && `, ¶${passage.number}`}
            </small>
          )}
        </p>
      ))}
      <p className="by">
        {comment.author?.name}
        {marks.length > 0 && `. Marked: ${marks.map((mark) => MARK_WORDS[mark].toLowerCase()).join(", ")}`}
      </p>
    </div>
  );
}

function Statements({ statements }: Pick<GatheredDebate, "statements">) {
  if (statements.length === 0) return null;
  return (
    <section className="after">
      <h2>Joint statement</h2>
      {statements.map(({ id, by, text }) => (
        <div className="claim" key={id}>
          <p className="stated">{text}</p>
          <p className="by">{by ?? "The class"}</p>
        </div>
      ))}
    </section>
  );
}

/** How the votes moved, as far as it is told. */
function Votes({ tables }: { tables: Table[] }) {
  return (
    <section className="after votes">
      <h2>How the votes moved</h2>
      {tables.map((table) => (
        <VoteTable key={table.title} of={table} />
      ))}
    </section>
  );
}
