import type { Metadata, Route } from "next";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { SoftLink } from "../../../_ui/soft-link";
import { QuestionsNav } from "../questions-nav";
import {
  type ClaimFilter,
  filterClaims,
  filterOf,
  KINDS,
  type Kind,
  kindsWords,
  type Position,
  positionWords,
  queryOf,
  shownWords,
} from "./claim-words";
import "../argue.css";
import "./claims.css";

export const metadata: Metadata = { title: "Claims to test" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function ClaimsPage({ params, searchParams }: Props) {
  const [{ classroomId }, search] = await Promise.all([params, searchParams]);
  const to = classroomPaths(classroomId);
  const { frame, items, sections } = await forPage(to.claims, (api) => api.claim.list({ classroomId }));
  const filter = filterOf({ kind: one(search.kind), section: one(search.section) }, sections);
  const shown = filterClaims(items, filter);
  const title = sections.find(({ path }) => path === filter.section)?.title ?? null;
  return (
    <Shell frame={frame} current="questions">
      <main className="argue totest" id="main">
        <QuestionsNav classroomId={classroomId} current="claims" />
        <p className="it">{frame.classroom.guideTitle}</p>
        <h1>Claims to test</h1>
        <p className="st">
          Statements that somebody has made about the novel, each with one that says otherwise. Weigh in on
          one, with a place in the guide or the novel to rest it on. Then you see how the class stands.
        </p>
        {items.length > 0 && <Filters items={items} sections={sections} filter={filter} at={to.claims} />}
        <p className="shown">
          {items.length === 0
            ? "No claim is open to you yet."
            : shownWords(shown.length, items.length, filter, title)}{" "}
          {(filter.kind || filter.section) && (
            <SoftLink className="lnk" href={to.claims}>
              Show all
            </SoftLink>
          )}
        </p>
        <ol className="claims numbered">
          {shown.map((item) => (
            <li key={item.key}>
              <span className="pn" aria-hidden="true">
                {item.number}
              </span>
              <Line item={item} href={to.claim(item.key)} />
            </li>
          ))}
        </ol>
      </main>
    </Shell>
  );
}

type Item = {
  key: string;
  number: number;
  statement: string;
  other: string;
  kinds: Kind[];
  sections: string[];
  comments: number;
  mine: Position | null;
};

function Line({ item, href }: { item: Item; href: Route }) {
  const { comments, mine } = item;
  return (
    <div>
      <h2>
        <SoftLink href={href}>
          <span className="vh">Claim {item.number}: </span>
          {item.statement}
        </SoftLink>
      </h2>
      <p className="other">
        <i>Or:</i> {item.other}
      </p>
      <p className="meta">
        <span>{kindsWords(item.kinds)}</span>
        {comments > 0 && <span>{comments === 1 ? "1 comment" : `${comments} comments`}</span>}
        {mine && (
          <span>
            You: <b>{positionWords(mine).toLowerCase()}</b>
          </span>
        )}
      </p>
    </div>
  );
}

type FiltersProps = {
  items: Item[];
  sections: { path: string; title: string }[];
  filter: ClaimFilter;
  at: Route;
};

/** Links, and so an address for every choice: they can be shared, and work before and without the script. */
function Filters({ items, sections, filter, at }: FiltersProps) {
  const link = (next: ClaimFilter, words: string) => {
    const isOn = next.kind === filter.kind && next.section === filter.section;
    return (
      <SoftLink href={`${at}${queryOf(next)}` as Route} aria-current={isOn ? "true" : undefined}>
        {words} <i>{filterClaims(items, next).length}</i>
      </SoftLink>
    );
  };
  const chosen = sections.find(({ path }) => path === filter.section);
  return (
    <nav className="narrow-by" aria-label="Which claims">
      <ul className="kinds">
        <li>{link({ ...filter, kind: null }, "Every kind")}</li>
        {KINDS.map(({ kind, words }) => (
          <li key={kind}>{link({ ...filter, kind }, words)}</li>
        ))}
      </ul>
      {/* The key closes it when another section is chosen. */}
      <details key={filter.section}>
        <summary>{chosen ? `In ${chosen.title}` : "In every section"}</summary>
        <ul>
          <li>{link({ ...filter, section: null }, "Every section")}</li>
          {sections.map(({ path, title }) => (
            <li key={path}>{link({ ...filter, section: path }, title)}</li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
