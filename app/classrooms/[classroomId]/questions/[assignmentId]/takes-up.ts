import { STARTERS, type Starter } from "#domain/note";
import { currentAccount, keep, readKept } from "../../../../_ui/shelf";
import { QUOTE_CHARS_MAX } from "./reply-limits";

/** How a reply takes up what was said, and which of its words. */
export type TakesUp = { starter: Starter | null; quote: string | null };

export const NOTHING_TAKEN_UP: TakesUp = { starter: null, quote: null };

// Beside the words of the reply, which are a draft: nobody wrote this, it was chosen.
const KIND = "takesUp";

/** What was chosen for a reply that is begun and not sent, as this device keeps it. */
export function keptTakesUp(commentId: string): TakesUp {
  const account = currentAccount();
  const kept = account ? readKept<Partial<TakesUp>>(account, KIND, commentId) : null;
  const quote = typeof kept?.quote === "string" && kept.quote.length <= QUOTE_CHARS_MAX ? kept.quote : null;
  return { starter: STARTERS.find((one) => one === kept?.starter) ?? null, quote };
}

/** Keeps what is chosen for a reply to a comment, until nothing is. */
export function keepTakesUp(commentId: string, takesUp: TakesUp): void {
  const account = currentAccount();
  if (account) keep(account, KIND, commentId, isTakenUp(takesUp) ? takesUp : null);
}

export const isTakenUp = ({ starter, quote }: TakesUp): boolean => starter !== null || quote !== null;
