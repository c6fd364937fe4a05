import type { Metadata } from "next";
import { QUERY_MAX_CHARS } from "#domain/query";
import { SEARCH_GROUPS, type SearchGroup } from "#domain/search";
import { forPage } from "../../../_trpc/server";
import { Button, LinkButton } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { SearchHits } from "../../../_ui/search-hits";
import { resultWords, shownOf } from "../../../_ui/search-words";
import { Shell } from "../../../_ui/shell";
import "./search-page.css";

export const metadata: Metadata = { title: "Search" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

/** The page of all results. It works without script: a form that asks by GET, and links that lead on. */
export default async function SearchPage({ params, searchParams }: Props) {
  const { classroomId } = await params;
  const asked = await searchParams;
  const typed = one(asked.q) ?? "";
  const q = typed.slice(0, QUERY_MAX_CHARS);
  const group = SEARCH_GROUPS.find((key) => key === one(asked.group));
  const cursor = group ? one(asked.cursor) : undefined;
  const to = classroomPaths(classroomId);
  const here = `${to.search}?q=${encodeURIComponent(q)}`;
  const { frame, ...answer } = await forPage(here, (api) =>
    api.search.query({
      classroomId,
      q,
      frame: true,
      ...(group ? { group } : {}),
      ...(cursor ? { cursor } : {}),
    }),
  );
  if (!frame) throw new Error("the search was asked for its frame");
  const isFirst = typed === "" && !group;
  return (
    <Shell frame={frame} current={null}>
      <main className="leaf finding" id="main">
        <h1>Search</h1>
        <search>
          <form action={to.search} method="get">
            <label className="vh" htmlFor="search-field">
              Search this class
            </label>
            <input
              id="search-field"
              className="inp"
              type="search"
              name="q"
              defaultValue={q}
              autoComplete="off"
              enterKeyHint="search"
              maxLength={QUERY_MAX_CHARS}
            />
            <Button type="submit">Search</Button>
          </form>
        </search>
        <p role="status" className="st">
          {isFirst ? "" : resultWords(answer, q)}
          {typed.length > q.length && ` Only the first ${QUERY_MAX_CHARS} characters were searched for.`}
          {answer.also.length > 0 && ` Also searched for ${answer.also.join(" and ")}.`}
        </p>
        <SearchHits
          classroomId={classroomId}
          answer={answer}
          more={(key, next) => (
            <LinkButton look="link" href={`${here}&group=${key}&cursor=${encodeURIComponent(next)}`}>
              {MORE[key]}
            </LinkButton>
          )}
        />
        {group && (
          <p className="back">
            <LinkButton look="link" href={here}>
              All results for “{q}”
            </LinkButton>
          </p>
        )}
        {shownOf(answer) === 0 && <Hints />}
      </main>
    </Shell>
  );
}

const MORE: Record<SearchGroup, string> = {
  sections: "More of the guide",
  questions: "More questions",
  claims: "More claims",
  threads: "Earlier comments",
};

function Hints() {
  return (
    <section className="hints">
      <h2>How it looks</h2>
      <ul>
        <li>Through the guide, its questions and claims, and what the class has written in the margin.</li>
        <li>
          A word finds its other forms: <q>donate</q> finds <q>donations</q>. The last word may be a
          beginning.
        </li>
        <li>
          All words must be there. Put quotation marks around words that stand together:{" "}
          <q>told and not told</q>.
        </li>
        <li>A name may be misspelt a little.</li>
      </ul>
    </section>
  );
}
