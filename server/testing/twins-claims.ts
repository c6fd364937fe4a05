import { CLAIMS, CLASSMATES, hide, LOCKED, named, post, type Step, weigh } from "./twins-parts";

/** What people make of claims: sam weighs in on one, priya on none, and one is locked. */
export function weighings(): Step[] {
  const { mine, others, locked } = CLAIMS;
  return [
    { in: "here", run: (s) => weigh(s, "sam", mine, { position: "holds", chapter: 23 }) },
    { in: "here", run: (s) => post(s, "rosa", named("rosa on a claim"), { claim: mine }) },
    // Sam may count these, and priya may not know of them.
    {
      in: "here",
      hiddenFrom: ["priya"],
      async run(s) {
        await weigh(s, "tess", mine, { position: "undecided" });
        await weigh(s, "tess", mine, { position: "fails", chapter: 22 });
      },
    },
    {
      // Who stands where is nobody's to know, and counts neither does priya.
      in: "here",
      varies: CLASSMATES,
      async run(s) {
        const [first, second] = s.variant ? (["rosa", "quinn"] as const) : (["quinn", "rosa"] as const);
        await weigh(s, first, mine, { position: "holds", chapter: 23 });
        await weigh(s, second, mine, { position: "fails", chapter: 22 });
      },
    },
    {
      // A paragraph of a locked part is not named, whichever it is.
      in: "here",
      varies: CLASSMATES,
      async run(s) {
        const { paragraphIds } = s.section(LOCKED);
        await weigh(s, "tess", mine, { position: "holds", paragraphId: paragraphIds[s.variant] ?? "" });
      },
    },
    {
      in: "here",
      hiddenFrom: CLASSMATES,
      async run(s) {
        await weigh(s, "quinn", others, { position: "holds", paragraphId: s.section().paragraphId });
        await weigh(s, "rosa", others, { position: "fails", chapter: 7 });
        await weigh(s, "tess", locked, { position: "fails", chapter: 22 });
        await post(s, "tess", named("tess on a locked claim"), { claim: locked });
        await post(s, "quinn", named("secret on a claim"), { claim: others });
        await hide(s, "secret on a claim");
      },
    },
  ];
}
