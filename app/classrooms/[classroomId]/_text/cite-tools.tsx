"use client";

import { useId, useState } from "react";
import { announce } from "../../../_ui/announcer";
import type { Paragraph } from "../_comments/talk-context";
import { type Copied, citationOf, copyWords } from "./copy-words";

type CiteToolsProps = { paragraph: Paragraph; cited: { guide: string; section: string } };
type Outcome = { said: string; refused: string | null };

/** Takes a paragraph along: its address, or the line one puts under a quotation. */
export function CiteTools({ paragraph, cited }: CiteToolsProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const fieldId = useId();
  const copy = async (name: string, words: Copied) => {
    const isCopied = await copyWords(words);
    const said = isCopied ? `${name} copied.` : "This browser does not let a page copy. Copy it from here:";
    setOutcome({ said, refused: isCopied ? null : words.plain });
    if (isCopied) announce(said);
  };
  const handleLink = () => {
    const url = `${location.origin}${location.pathname}#${paragraph.key}`;
    return copy("Link", { plain: url, html: `<a href="${url}">${url}</a>` });
  };
  return (
    <div className="cite">
      <button type="button" className="lnk" onClick={handleLink}>
        Copy link
      </button>
      <button
        type="button"
        className="lnk"
        onClick={() => copy("Citation", citationOf(cited, paragraph.number))}
      >
        Copy citation
      </button>
      {outcome && outcome.refused === null && <span className="quiet">{outcome.said}</span>}
      {outcome?.refused && (
        <div className="byhand">
          <label htmlFor={fieldId}>{outcome.said}</label>
          <input
            key={outcome.refused}
            id={fieldId}
            readOnly
            value={outcome.refused}
            ref={(field) => {
              field?.focus();
              field?.select();
            }}
          />
        </div>
      )}
    </div>
  );
}
