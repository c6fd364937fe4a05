import type { Metadata } from "next";
import { cache } from "react";
import type { NamedParagraph } from "#domain/claim";
import { TEXT_MAX_CHARS } from "#domain/comment";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { one, type Search } from "../../../../_ui/page-data";
import { Shell } from "../../../../_ui/shell";
import { SoftLink } from "../../../../_ui/soft-link";
import { CommentCount } from "../../_comments/comment-count";
import { Discussion } from "../../_comments/discussion";
import { packThreads } from "../../_comments/packed-threads";
import { AskHere } from "../../_prompts/ask-here";
import { AskedHere } from "../../_prompts/asked-lines";
import { everyPrompt } from "../../_prompts/every-prompt";
import { carrying } from "../../_text/carrying";
import { QuestionsNav } from "../../questions-nav";
import { chaptersWords, kindsWords, paragraphWords } from "../claim-words";
import { WeighIn } from "./weigh-in";
import "../../argue.css";
import "../claims.css";
import "../../_comments/threads.css";
import "../../_comments/section-talk.css";

type Read = Awaited<ReturnType<typeof readClaim>>;
type Props = { params: Promise<{ classroomId: string; key: string }>; searchParams: Search };

// The title and the page ask for the same thing; it is read once a request.
const readClaim = cache((classroomId: string, key: string) =>
  forPage(classroomPaths(classroomId).claim(key), async (api) => ({
    ...(await api.claim.get({ classroomId, key })),
    asked: (await everyPrompt(api, classroomId)).filter(({ claimKey }) => claimKey === key),
  })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { classroomId, key } = await params;
  const { claim } = await readClaim(classroomId, key);
  return { title: `Claim ${claim.number}: ${claim.statement}` };
}

export default async function ClaimPage({ params, searchParams }: Props) {
  const [{ classroomId, key }, search] = await Promise.all([params, searchParams]);
  const read = await readClaim(classroomId, key);
  const { frame, claim, threads } = read;
  const place = { classroomId, sectionId: claim.sectionId, paragraphs: [], isClaim: true };
  return (
    <Shell frame={frame} current="questions">
      <main className="argue totest one" id="main">
        <QuestionsNav classroomId={classroomId} current="claim" />
        <Discussion
          key={claim.sectionId}
          place={place}
          me={frame.me}
          isArchived={frame.isArchived}
          textMaxChars={TEXT_MAX_CHARS}
          openAt={one(search.comment) ?? null}
          printed={<Print read={read} classroomId={classroomId} />}
          threads={packThreads(threads, await carrying())}
        />
      </main>
    </Shell>
  );
}

/** What the server prints of a claim: what it states, where to look, the way to weigh in, the ways on. */
function Print({ read, classroomId }: { read: Read; classroomId: string }) {
  const { frame, claim, mine, spread, canWeighIn, places } = read;
  return (
    <>
      <header>
        <p className="it">
          Claim {claim.number}. {kindsWords(claim.kinds)}.
        </p>
        <h1>{claim.statement}</h1>
        <p className="versus">
          <i>The other version</i>
          {claim.other}
        </p>
        <p className="st">
          <CommentCount />
        </p>
      </header>
      <div className="look">
        <section aria-labelledby="in-the-novel">
          <h2 id="in-the-novel">In the novel</h2>
          <p>
            {claim.chapters.length > 0 && <b>{chaptersWords(claim.chapters)}. </b>}
            {claim.look}
          </p>
        </section>
        {claim.paragraphs.length > 0 && (
          <section aria-labelledby="in-this-guide">
            <h2 id="in-this-guide">In this guide</h2>
            <Pointers paragraphs={claim.paragraphs} classroomId={classroomId} />
          </section>
        )}
      </div>
      <WeighIn
        classroomId={classroomId}
        claimKey={claim.key}
        sectionId={claim.sectionId}
        isTeacher={frame.me.role === "teacher"}
        canWeighIn={canWeighIn}
        initial={{ mine, spread }}
        options={<Options bearing={claim.paragraphs} places={places} />}
      />
      <Ask read={read} classroomId={classroomId} />
      <Onward read={read} classroomId={classroomId} />
    </>
  );
}

/** Whether the class is asked about it, and for a teacher the way to ask. */
function Ask({ read, classroomId }: { read: Read; classroomId: string }) {
  const { frame, claim, asked } = read;
  const canAsk = frame.me.role === "teacher" && !frame.isArchived;
  if (!canAsk && asked.length === 0) return null;
  return (
    <div className="askabout">
      <AskedHere classroomId={classroomId} lines={asked} />
      {canAsk && (
        <AskHere
          classroomId={classroomId}
          source={{ from: "claim", key: claim.key }}
          title={`“${claim.statement}” Does that hold?`}
          hasGuideAnswer={false}
        >
          Ask the class about this
        </AskHere>
      )}
      {canAsk && (
        <SoftLink className="lnk debateit" href={classroomPaths(classroomId).newDebate("claim", claim.key)}>
          Debate it
        </SoftLink>
      )}
    </div>
  );
}

type PointersProps = { paragraphs: NamedParagraph[]; classroomId: string };

function Pointers({ paragraphs, classroomId }: PointersProps) {
  const to = classroomPaths(classroomId);
  return (
    <ul>
      {paragraphs.map((paragraph) => (
        <li key={paragraph.id}>
          <SoftLink href={`${to.section(paragraph.path)}#${paragraph.key}` as typeof to.home}>
            {paragraphWords(paragraph)}
          </SoftLink>
          <span className="opening">{paragraph.opening}</span>
        </li>
      ))}
    </ul>
  );
}

/** The paragraphs one may rest an answer on: those that bear on the claim first, then the guide in its order. */
function Options({ bearing, places }: { bearing: NamedParagraph[]; places: NamedParagraph[] }) {
  const groups = new Map<string, NamedParagraph[]>();
  for (const place of places) {
    if (bearing.some(({ id }) => id === place.id)) continue;
    const group = groups.get(place.title + place.path) ?? [];
    groups.set(place.title + place.path, group);
    group.push(place);
  }
  return (
    <>
      {bearing.length > 0 && (
        <optgroup label="Bears on this claim">
          {bearing.map((place) => (
            <option key={place.id} value={place.id}>{`${paragraphWords(place)}: ${place.opening}`}</option>
          ))}
        </optgroup>
      )}
      {[...groups].map(([name, group]) => (
        <optgroup key={name} label={group[0]?.title ?? ""}>
          {group.map((place) => (
            <option key={place.id} value={place.id}>{`${shortWords(place)}: ${place.opening}`}</option>
          ))}
        </optgroup>
      ))}
    </>
  );
}

const shortWords = ({ kind, number }: NamedParagraph): string =>
  kind === "paragraph" ? `¶${number}` : number ? `After ¶${number}` : "At the top";

function Onward({ read, classroomId }: { read: Read; classroomId: string }) {
  const to = classroomPaths(classroomId);
  const { previous, next } = read;
  return (
    <nav className="onward" aria-label="Claims before and after">
      {previous && (
        <SoftLink href={to.claim(previous.key)} rel="prev">
          <small>Claim {previous.number}</small> {previous.statement}
        </SoftLink>
      )}
      {next && (
        <SoftLink href={to.claim(next.key)} rel="next" className="end">
          <small>Claim {next.number}</small> {next.statement}
        </SoftLink>
      )}
    </nav>
  );
}
