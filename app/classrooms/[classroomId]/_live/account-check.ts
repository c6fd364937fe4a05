import { trpc } from "../../../_trpc/client";

/**
 * Asks who is signed in before anything is done in an account's name: the browser's cookie may belong to somebody
 * else by now.
 *
 * @throws when the server cannot be asked
 */
export async function checkAccount(account: string): Promise<"same" | "nobody" | "other"> {
  const me = await trpc.account.me.query(undefined, { signal: AbortSignal.timeout(20_000) });
  if (!me) return "nobody";
  return me.id === account ? "same" : "other";
}
