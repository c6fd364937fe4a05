import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../_trpc/server";
import { LinkButton } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { Time } from "../../../_ui/time";
import { numberWords } from "../../../_ui/words";
import { Written } from "../../../_ui/written";
import { claimOf, isClaimPath } from "../news-words";
import { type Report, ReportActions } from "./report-actions";
import "./reports.css";

export const metadata: Metadata = { title: "Reports" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function ReportsPage({ params, searchParams }: Props) {
  const { classroomId } = await params;
  const cursor = one((await searchParams).cursor);
  const to = classroomPaths(classroomId);
  const { frame, items, nextCursor } = await forPage(to.reports, (api) =>
    api.moderation.reports({ classroomId, ...(cursor ? { cursor } : {}) }),
  );
  const open = frame.openReports ?? 0;
  return (
    <Shell frame={frame} current="reports">
      <main className="leaf wide" id="main">
        <h1>{headline(open)}</h1>
        <p className="lead">
          A report is between the student who sends it and the teachers of this class. The writer is not told
          who sent it.
        </p>
        {items.length > 0 && (
          <ul className="reps">
            {items.map((report) => (
              <li key={report.id} className={report.resolvedAt ? "over" : undefined}>
                <ReportItem report={report} classroomId={classroomId} />
              </li>
            ))}
          </ul>
        )}
        {nextCursor && (
          <LinkButton look="link" href={`${to.reports}?cursor=${encodeURIComponent(nextCursor)}`}>
            Earlier reports
          </LinkButton>
        )}
      </main>
    </Shell>
  );
}

function ReportItem({ report, classroomId }: { report: Report; classroomId: string }) {
  const place = isClaimPath(report.sectionPath)
    ? claimOf(report.sectionTitle)
    : report.paragraphNumber === null
      ? report.sectionTitle
      : `${report.sectionTitle}, ¶${report.paragraphNumber}`;
  return (
    <article aria-labelledby={`report-${report.id}`}>
      <h2 id={`report-${report.id}`}>
        {report.author} on {place}
      </h2>
      <blockquote className="pp">
        <Written html={report.excerptHtml} />
      </blockquote>
      <p className="why">
        <b>{report.reporter}</b> wrote: “{report.reason}”{" "}
        <Time className="quiet" value={report.reportedAt} form="ago" />
      </p>
      <div className="brow">
        <ReportActions report={report} classroomId={classroomId} />
        <Link className="lnk" href={classroomPaths(classroomId).comment(report.commentId)} prefetch={false}>
          See it in its thread
        </Link>
      </div>
    </article>
  );
}

function headline(open: number): string {
  if (open === 0) return "Nothing is waiting for you here.";
  return open === 1 ? "One report is waiting." : `${numberWords(open, true)} reports are waiting.`;
}
