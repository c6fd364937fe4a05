// The import rules of docs/decisions/0001. Read a rule as: a file matching `from` may not import `to`.
const level = {
  // a room may import rooms of a lower level only
  0: "live|account",
  1: "guide",
  2: "classroom",
  3: "comment|reading",
  4: "moderation|claim|annotation",
  5: "assignment|debate|edition|exchange|prompt",
  6: "feed|home|search|section",
};
const rooms = Object.values(level).join("|");
const upTo = (n) =>
  Object.entries(level)
    .filter(([at]) => Number(at) < n)
    .map(([, names]) => names)
    .join("|");
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const test = "([.](test|spec)[.]tsx?$|^server/testing/|/testing-[^/]+[.]ts$)";

export default {
  forbidden: [
    rule(
      "no-cycles",
      "A cycle means two files are one file.",
      { pathNot: test },
      // Two components of one idea may name each other's types.
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule(
      "resolvable",
      "An import that leads nowhere is a rule that checks nothing.",
      { path: "^(app|server|db|domain|e2e)/" },
      { couldNotResolve: true, pathNot: "^server-only$" },
    ),
    rule(
      "domain-is-pure",
      "domain/ imports itself and zod; no I/O, no framework.",
      { path: "^domain/", pathNot: [test, "^domain/anchor/"] },
      { pathNot: ["^domain/", "node_modules/zod"] },
    ),
    rule(
      "anchor-travels-light",
      "What browsers import of domain/anchor brings nothing along: libraries are behind follow, locate and shape.",
      { path: "^domain/anchor/(?!(follow|stayed|moved|locate|shape)[.])", pathNot: test },
      { pathNot: "^domain/anchor/(?!(follow|stayed|moved|locate|shape)[.])" },
    ),
    rule(
      "anchor-is-pure",
      "domain/anchor imports itself, zod, a diff and an approximate search.",
      { path: "^domain/anchor/", pathNot: test },
      { pathNot: ["^domain/", "node_modules/(zod|diff|approx-string-match)/"] },
    ),
    rule(
      "db-knows-only-domain",
      "The schema does not know its readers.",
      { path: "^db/", pathNot: test },
      { path: "^(app|server|e2e|scripts|bench)/" },
    ),
    rule(
      "app-enters-by-the-api",
      "Pages reach data through the API; route handlers also through what stands at the door.",
      { path: "^app/", pathNot: test },
      {
        path: "^(server|db)/",
        pathNot: "^server/(api/(root|trpc|handler)|auth|context|headers|ready|env)[.]ts$",
      },
    ),
    rule(
      "browser-takes-types-only",
      "Outside route handlers and app/_trpc/server, server imports are types.",
      { path: "^app/", pathNot: ["^app/(api|livez|readyz)/", "^app/_trpc/server", test] },
      { path: "^server/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "server-never-looks-up",
      "No page, component or spec below the API.",
      { path: "^(server|db|domain)/", pathNot: test },
      { path: "^(app|e2e|bench)/" },
    ),
    rule(
      "transport-stays-in-api",
      "Services do not know tRPC, Next or React.",
      { path: `^server/(${rooms})/`, pathNot: test },
      { path: ["node_modules/(@trpc|next|next-auth|react|react-dom)/", "^server/(api/|auth[.]ts$)"] },
    ),
    rule(
      "sign-in-stays-behind-one-door",
      "Only server/auth.ts and its route know NextAuth.",
      { path: "^(app|server|db|domain)/", pathNot: ["^server/auth[.]ts$", "^app/api/auth/", test] },
      { path: "node_modules/next-auth/" },
    ),
    rule(
      "routers-hold-no-sql",
      "A router parses, calls, returns; asActor opens the one transaction that no middleware can.",
      { path: "^server/api/routers/" },
      { path: ["^db/", "node_modules/(drizzle-orm|postgres)/"], pathNot: "^db/actor[.]ts$" },
    ),
    ...Object.entries(level).map(([n, names]) =>
      rule(
        `level-${n}-imports-below`,
        `${names} may import ${upTo(Number(n)) || "no other room"}.`,
        { path: `^server/(${names})/`, pathNot: test },
        {
          path: `^server/(${rooms})/`,
          pathNot: [`^server/$1/`, ...(upTo(Number(n)) ? [`^server/(${upTo(Number(n))})/`] : [])],
        },
      ),
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^([.]next|[.]data)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".json", ".d.ts", ".css"],
    },
  },
};
