import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../../_trpc/server";
import { Button } from "../../../../_ui/button";
import { classroomPaths } from "../../../../_ui/frame";
import { one, type Search } from "../../../../_ui/page-data";
import { Shell } from "../../../../_ui/shell";
import { Written } from "../../../../_ui/written";
import { PassagePicker } from "./passage-picker";
import "../lost.css";
import "./picker.css";

export const metadata: Metadata = { title: "Where does this note belong?" };

type Props = { params: Promise<{ classroomId: string; commentId: string }>; searchParams: Search };

const readChoice = (classroomId: string, commentId: string, sectionId: string | undefined) =>
  forPage(classroomPaths(classroomId).lostNote(commentId), (api) =>
    api.edition.places({ classroomId, commentId, ...(sectionId ? { sectionId } : {}) }),
  );
type Choice = Awaited<ReturnType<typeof readChoice>>;

export default async function LostNotePage({ params, searchParams }: Props) {
  const { classroomId, commentId } = await params;
  const to = classroomPaths(classroomId);
  const read = await readChoice(classroomId, commentId, one((await searchParams).section));
  const { frame, comment, passage, isPlaced, sections, choice } = read;
  if (isPlaced)
    return (
      <Shell frame={frame} current="read">
        <main className="leaf" id="main">
          <h1>This note stands in the text.</h1>
          <p className="lead">
            <Link className="lnk" href={to.comment(commentId)} prefetch={false}>
              Show it in its section
            </Link>
          </p>
        </main>
      </Shell>
    );
  return (
    <Shell frame={frame} current="read">
      <main className="leaf wide" id="main">
        <h1>Where does this note belong?</h1>
        <div className="lostnote">
          <p className="quiet">
            {comment.author?.id === frame.me.userId ? "You" : comment.author?.name} on {passage.sectionTitle}
          </p>
          {passage.exact !== null && <blockquote className="pp">{passage.exact}</blockquote>}
          {comment.html && <Written html={comment.html} />}
        </div>
        <section aria-labelledby="step-section">
          <h2 id="step-section">1. The section</h2>
          <SectionForm path={to.lostNote(commentId)} sections={sections} chosen={choice.sectionId} />
        </section>
        <PassagePicker
          key={choice.sectionId}
          classroomId={classroomId}
          commentId={commentId}
          choice={choice}
          old={passage.exact}
        />
        <p className="para">
          <Link className="lnk" href={to.lost} prefetch={false}>
            Leave it for now
          </Link>
        </p>
      </main>
    </Shell>
  );
}

type FormProps = { path: string; sections: Choice["sections"]; chosen: string };

/** Chooses the section by an address of its own, so that it works before the page has come alive. */
function SectionForm({ path, sections, chosen }: FormProps) {
  const parts = [...new Set(sections.map(({ partTitle }) => partTitle))];
  return (
    <form action={path} method="get" className="choosesection">
      <label htmlFor="section">Section</label>
      <select className="inp" id="section" name="section" defaultValue={chosen} key={chosen}>
        {parts.map((part) => (
          <optgroup key={part} label={part}>
            {sections
              .filter(({ partTitle }) => partTitle === part)
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <Button type="submit" look="line">
        Show this section
      </Button>
    </form>
  );
}
