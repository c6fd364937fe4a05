import type { Route } from "next";
import type { AnchorHTMLAttributes } from "react";

type SoftLinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: Route;
  /** It changes what is shown here: the page stays where it is scrolled to. */
  stay?: boolean;
};

/**
 * A link to one of our own pages that costs the server no more than its letters: `SoftLinks` opens it without loading
 * the document anew. Where a page prints many links, they are these; `next/link` renders some twenty hooks for each.
 */
export function SoftLink({ stay, ...props }: SoftLinkProps) {
  return <a data-soft={stay ? "stay" : ""} {...props} />;
}
