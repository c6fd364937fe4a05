import type { Route } from "next";
import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

type Look = "fill" | "line" | "link";
type Size = "md" | "sm";

function lookOf(look: Look, size: Size, more?: string): string {
  const base = look === "link" ? "lnk" : look === "line" ? "btn line" : "btn";
  return [base, size === "sm" && look !== "link" ? "sm" : "", more ?? ""].filter(Boolean).join(" ");
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  size?: Size;
  pending?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/**
 * A button that stays in the tab order while its work runs: `pending` marks it disabled in words, not in fact,
 * and swallows presses, so focus is not lost and nothing is sent twice.
 */
export function Button({ look = "fill", size = "md", pending, className, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={lookOf(look, size, className)}
      aria-disabled={pending || rest["aria-disabled"] || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    />
  );
}

type LinkButtonProps = { href: string; look?: Look; size?: Size; className?: string; children: ReactNode };

/** A link that looks like a button. */
export function LinkButton({ href, look = "fill", size = "md", className, children }: LinkButtonProps) {
  return (
    <Link href={href as Route} prefetch={false} className={lookOf(look, size, className)}>
      {children}
    </Link>
  );
}
