import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { AppRouter } from "#server/api/root";
import { currentAccount } from "../_ui/shelf";

/** Says whose page asks: the server does nothing in the name of somebody who signed in here since. */
export function accountHeaders(): Record<string, string> {
  const account = currentAccount();
  return account ? { "commonplace-account": account } : {};
}

/** The procedures, called from the browser. One call a request; the stream of changes by server-sent events. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({
        url: "/api/trpc",
        // A stream cannot send headers.
        connectionParams: () => (currentAccount() ? { account: currentAccount() ?? "" } : null),
      }),
      false: httpLink({ url: "/api/trpc", headers: accountHeaders }),
    }),
  ],
});
