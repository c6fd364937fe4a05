import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../_trpc/server";
import { LinkButton } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { Time } from "../../../_ui/time";
import { Written } from "../../../_ui/written";
import { lostWords } from "./lost-words";
import { RemoveLost } from "./remove-lost";
import "./lost.css";

export const metadata: Metadata = { title: "Notes that lost their line" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

const readLost = (classroomId: string, cursor: string | undefined) =>
  forPage(classroomPaths(classroomId).lost, (api) =>
    api.edition.lost({ classroomId, ...(cursor ? { cursor } : {}) }),
  );
type Lost = Awaited<ReturnType<typeof readLost>>["items"][number];

export default async function LostPage({ params, searchParams }: Props) {
  const { classroomId } = await params;
  const to = classroomPaths(classroomId);
  const { frame, items, nextCursor } = await readLost(classroomId, one((await searchParams).cursor));
  return (
    <Shell frame={frame} current="read">
      <main className="leaf wide" id="main">
        <h1>Notes that lost their line</h1>
        <p className="lead">
          {items.length === 0
            ? "There are none. When the guide is edited and the words of a note are gone, the note is kept here."
            : `${frame.lostNotes > 0 ? `${lostWords(frame.lostNotes)}. ` : ""}The guide was edited where these stood. They are kept with what they quoted. Say where one belongs, or leave it here.`}
        </p>
        {items.length > 0 && (
          <ul className="losts">
            {items.map((item) => (
              <li key={item.comment.id}>
                <LostItem
                  item={item}
                  classroomId={classroomId}
                  me={frame.me.userId}
                  isArchived={frame.isArchived}
                />
              </li>
            ))}
          </ul>
        )}
        {nextCursor && (
          <LinkButton look="link" href={`${to.lost}?cursor=${encodeURIComponent(nextCursor)}`}>
            Earlier notes
          </LinkButton>
        )}
      </main>
    </Shell>
  );
}

type ItemProps = { item: Lost; classroomId: string; me: string; isArchived: boolean };

function LostItem({ item: { comment, passage }, classroomId, me, isArchived }: ItemProps) {
  const to = classroomPaths(classroomId);
  const headingId = `lost-${comment.id}`;
  const who = comment.author?.id === me ? "You" : (comment.author?.name ?? "Somebody");
  return (
    <article aria-labelledby={headingId}>
      <h2 id={headingId}>
        {who} on {passage.sectionTitle}
        {passage.sectionPath === null && ", a section that is no longer in the guide"}
      </h2>
      <OldLine passage={passage} />
      {comment.html && <Written html={comment.html} />}
      <p className="quiet">
        <Time value={comment.createdAt} form="ago" />
        {comment.scope?.audience === "private" && ", private"}
        {comment.replyCount > 0 &&
          `, ${comment.replyCount} ${comment.replyCount === 1 ? "reply" : "replies"}`}
      </p>
      {!isArchived && comment.state === "shown" && (
        <div className="brow">
          <LinkButton look="line" size="sm" href={to.lostNote(comment.id)}>
            Give it a line
          </LinkButton>
          {comment.abilities.delete && <RemoveLost classroomId={classroomId} commentId={comment.id} />}
          {passage.sectionPath && comment.html && (
            <Link className="lnk" href={to.comment(comment.id)} prefetch={false}>
              See it in its section
            </Link>
          )}
        </div>
      )}
    </article>
  );
}

/** What it quoted, as it stood then. */
function OldLine({ passage }: { passage: Lost["passage"] }) {
  if (passage.exact === null) return <p className="gone">On a paragraph that is no longer here.</p>;
  return (
    <blockquote className="pp">
      <span className="around">{passage.prefix.replace(/^\S+(?=\s)/, "…")}</span>
      <b>{passage.exact}</b>
      <span className="around">{passage.suffix.replace(/(?<=\s)\S+$/, "…")}</span>
    </blockquote>
  );
}
