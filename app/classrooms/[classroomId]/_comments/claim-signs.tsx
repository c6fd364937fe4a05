"use client";

import { classroomPaths } from "../../../_ui/frame";
import { BalanceIcon } from "../../../_ui/icons";
import { Popover } from "../../../_ui/popover";
import { SoftLink } from "../../../_ui/soft-link";
import { type ClaimSign, type Paragraph, useTalk } from "./talk-context";
import { counted } from "./words";

type ClaimSignsProps = { paragraph: Paragraph; signs: ClaimSign[] };

/** The sign beside a paragraph that claims point at, and what they state. */
export function ClaimSigns({ paragraph, signs }: ClaimSignsProps) {
  const { place } = useTalk();
  const to = classroomPaths(place.classroomId);
  const where = paragraph.number ? `Paragraph ${paragraph.number}` : "Quotation";
  const face = (
    <>
      <BalanceIcon />
      {signs.length > 1 && <b>{signs.length}</b>}
    </>
  );
  return (
    <Popover
      className="tests"
      label={face}
      name={`${where}: ${counted(signs.length, "claim")} to test`}
      inline
    >
      {() => (
        <>
          <span className="hd" aria-hidden="true">
            {signs.length === 1 ? "A claim to test" : `${signs.length} claims to test`}
          </span>
          {signs.map(({ key, number, statement }) => (
            <SoftLink key={key} href={to.claim(key)}>
              <i aria-hidden="true">{number}</i> {statement}
            </SoftLink>
          ))}
        </>
      )}
    </Popover>
  );
}
