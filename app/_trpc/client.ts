import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { AppRouter } from "#server/api/root";

/** The procedures, called from the browser. One call a request; the stream of changes by server-sent events. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({ url: "/api/trpc" }),
      false: httpLink({ url: "/api/trpc" }),
    }),
  ],
});
