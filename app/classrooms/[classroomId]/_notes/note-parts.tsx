import type { Route } from "next";
import type { ReactNode } from "react";
import type { ScopeView, Theme } from "#domain/note";
import { SoftLink } from "../../../_ui/soft-link";
import { AudienceIcon } from "../_comments/scope";
import { ThemeSign, themesOf } from "../_comments/theme-sign";

type QuoteProps = { text: string; theme: Theme | undefined; href: Route; lost: boolean };

/** A marked passage in its theme's stroke, with the sign beside it; it leads to its line. */
export function Quote({ text, theme, href, lost }: QuoteProps) {
  return (
    <blockquote className="ev" data-ink={theme?.ink ?? undefined}>
      {theme && <ThemeSign theme={theme} />}
      <SoftLink href={href}>
        <span className={theme?.ink ? "stroke" : "plain"}>{text}</span>
        <span className="vh">{lost ? ", to the note" : ", to the line"}</span>
      </SoftLink>
    </blockquote>
  );
}

/** The themes of a note beside the first, which the quotation is drawn in. */
export function OtherThemes({
  themes,
  ids,
  but,
}: {
  themes: Theme[];
  ids: string[];
  but?: string | undefined;
}) {
  const others = themesOf(themes, ids).filter(({ id }) => id !== but);
  if (others.length === 0) return null;
  return (
    <span className="themes-of">
      {others.map((theme) => (
        <span key={theme.id} data-ink={theme.ink ?? undefined}>
          <ThemeSign theme={theme} /> {theme.name}
        </span>
      ))}
    </span>
  );
}

/** Whom a note is for, where that is not the class. */
export function ScopeOf({ scope, words }: { scope: ScopeView | null; words: string }) {
  if (!scope) return null;
  return (
    <span className="sc">
      <AudienceIcon audience={scope.audience} /> {words}
    </span>
  );
}

/** Where something stands: its paragraph, else its section. */
export const placeWords = (number: number | null, title: string): string =>
  number === null ? title : `${title}, paragraph ${number}`;

type AskingProps = { action: string; children: ReactNode };

/** What to show, asked for by address: it can be shared, and works without the script. */
export function Asking({ action, children }: AskingProps) {
  return (
    <search>
      <form className="narrowing" action={action} method="get">
        {children}
        <button type="submit" className="btn line">
          Show
        </button>
      </form>
    </search>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  options: { value: string; words: string }[];
};

/** A choice of the form; nothing chosen is everything. */
export function Choice({ name, label, all, value, options }: ChoiceProps) {
  return (
    <label>
      {label}
      <select className="inp" name={name} defaultValue={value ?? ""} key={value ?? ""}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** An address with what is asked for, less what is not. */
export function addressOf(path: string, asked: Record<string, string | undefined>): Route {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
  return (query.size > 0 ? `${path}?${query}` : path) as Route;
}
