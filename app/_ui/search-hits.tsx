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
  /** Headings stand one level below this one. */
  level: 2 | 3;
  /** At most this many of a group; all by default. */
  atMost?: number;
  /** What leads on in a group that has more. */
  more?: (group: SearchGroup, cursor: string) => ReactNode;
};

/** What was found, by group. Every group has its heading, and says how many of it are shown. */
export function SearchHits({
  classroomId,
  answer,
  level,
  atMost = Number.POSITIVE_INFINITY,
  more,
}: HitsProps) {
  const group = <T,>(key: SearchGroup, title: string, hits: HitsOf<T>, show: (hit: T) => ReactNode) => (
    <Group
      key={key}
      title={title}
      level={level}
      hits={{
        items: hits.items.slice(0, atMost),
        isMore: hits.nextCursor !== null || hits.items.length > atMost,
      }}
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
  level: 2 | 3;
  hits: { items: T[]; isMore: boolean };
  show: (hit: T) => ReactNode;
  more: ReactNode;
};

function Group<T>({ title, level, hits, show, more }: GroupProps<T>) {
  if (hits.items.length === 0) return null;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="found">
      <Heading className="hh">
        {title}{" "}
        <span className="n">
          {hits.items.length} shown{hits.isMore && ", more"}
        </span>
      </Heading>
      <ol>{hits.items.map(show)}</ol>
      {more}
    </section>
  );
}

type InGuideProps = { href: Route; title: Segment[]; place: string; snippet: Segment[] };

function InGuide({ href, title, place, snippet }: InGuideProps) {
  return (
    <li>
      <SoftLink className="to book" href={href} data-hit="">
        <Marked segments={title} />
        <span className="pl">
          <span className="vh">, </span>
          {place}
        </span>
      </SoftLink>
      {snippet.length > 0 && (
        <p className="sn book">
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
