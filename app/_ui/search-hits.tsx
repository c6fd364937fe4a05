import type { Route } from "next";
import type { ReactNode } from "react";
import type {
  ClaimHit,
  HitsOf,
  QuestionHit,
  SearchAnswer,
  SearchGroup,
  SectionHit,
  Segment,
  ThreadHit,
} from "#domain/search";
import { classroomPaths } from "./frame";
import { SoftLink } from "./soft-link";
import { Time } from "./time";
import "./search.css";

type HitsProps = {
  classroomId: string;
  answer: SearchAnswer;
  /** What leads on in a group that has more. */
  more?: (group: SearchGroup, cursor: string) => ReactNode;
};

/** What was found, by group. Every group has its heading, and says how many of it are shown. */
export function SearchHits({ classroomId, answer, more }: HitsProps) {
  const group = <T,>(key: SearchGroup, title: string, hits: HitsOf<T>, show: (hit: T) => ReactNode) => (
    <Group
      key={key}
      title={title}
      items={hits.items}
      isMore={hits.nextCursor !== null}
      show={show}
      more={hits.nextCursor === null ? null : more?.(key, hits.nextCursor)}
    />
  );
  const to = classroomPaths(classroomId);
  return (
    <>
      {group<SectionHit>("sections", "In the guide", answer.sections, (hit) => (
        <InGuide
          key={`${hit.path}#${hit.paragraph?.key ?? ""}`}
          href={`${to.section(hit.path)}${hit.paragraph ? `#${hit.paragraph.key}` : ""}` as Route}
          title={hit.title}
          place={hit.paragraph ? placeWords(hit.paragraph.number) : hit.partTitle}
          snippet={hit.snippet}
        />
      ))}
      {group<QuestionHit>("questions", "Questions", answer.questions, (hit) => (
        <InGuide
          key={hit.key}
          href={`${to.questions}#question-${hit.number}` as Route}
          title={hit.question}
          place={`Question ${hit.number}`}
          snippet={hit.snippet}
        />
      ))}
      {group<ClaimHit>("claims", "Claims to test", answer.claims, (hit) => (
        <InGuide
          key={hit.path}
          href={to.section(hit.path)}
          title={hit.statement}
          place={`Claim ${hit.number}`}
          snippet={hit.snippet}
        />
      ))}
      {group<ThreadHit>("threads", "In the margin", answer.threads, (hit) => (
        <InThread key={hit.commentId} href={to.comment(hit.commentId)} hit={hit} />
      ))}
    </>
  );
}

const placeWords = (number: number | null): string => (number === null ? "Quotation" : `Paragraph ${number}`);

type GroupProps<T> = {
  title: string;
  items: T[];
  isMore: boolean;
  show: (hit: T) => ReactNode;
  more: ReactNode;
};

function Group<T>({ title, items, isMore, show, more }: GroupProps<T>) {
  if (items.length === 0) return null;
  return (
    <section className="found">
      <h2 className="hh">
        {title}{" "}
        <span className="n">
          {items.length} shown{isMore && ", more"}
        </span>
      </h2>
      <ol>{items.map(show)}</ol>
      {more}
    </section>
  );
}

type InGuideProps = { href: Route; title: Segment[]; place: string; snippet: Segment[] };

function InGuide({ href, title, place, snippet }: InGuideProps) {
  return (
    <li>
      <SoftLink className="to of-text" href={href} data-hit="">
        <Marked segments={title} />
        <span className="pl">
          <span className="vh">, </span>
          {place}
        </span>
      </SoftLink>
      {snippet.length > 0 && (
        <p className="sn of-text">
          <Marked segments={snippet} />
        </p>
      )}
    </li>
  );
}

// No soft link: the comment may stand on the very page that is open, which opens it only as it loads.
function InThread({ href, hit }: { href: Route; hit: ThreadHit }) {
  const { author, paragraphNumber, sectionTitle, onClaim } = hit;
  const where = paragraphNumber === null ? "" : `, paragraph ${paragraphNumber}`;
  return (
    <li>
      <a className="to" href={href} data-hit="">
        <b>{author.name}</b>
        {author.role === "teacher" && <i className="it"> Teacher</i>} on{" "}
        {onClaim ? `the claim “${sectionTitle}”` : sectionTitle}
        {where}
      </a>
      {hit.quote !== null && (
        <p className="qt">
          <span className="vh">On the words </span>“{hit.quote}”
        </p>
      )}
      <p className="sn">
        <Marked segments={hit.snippet} />
      </p>
      <p className="when">
        <Time value={hit.createdAt} form="ago" />
        {hit.hidden && <span>, hidden from the class</span>}
      </p>
    </li>
  );
}

function Marked({ segments }: { segments: Segment[] }) {
  // biome-ignore-start lint/suspicious/noArrayIndexKey: pieces of one text, which never move
  return segments.map(({ text, hit }, at) =>
    hit ? (
      <mark key={at} className="hit">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  );
  // biome-ignore-end lint/suspicious/noArrayIndexKey: until here
}
