import { idOf } from "./twins";
import { LIVE_NOTES } from "./twins-notes";
import { CLASSMATES, hide, LOCKED, OPEN, post, SECRET, type Step } from "./twins-parts";

/** While somebody listens: ids take the listener's name, because each listener hears the steps anew. */
export const live: Step[] = [
  { in: "here", tells: ["sam", "priya"], run: (s) => post(s, "rosa", `live 0 ${s.tag}`) },
  { in: "here", tells: ["sam", "priya"], run: (s) => post(s, "rosa", `live 1 ${s.tag}`) },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) =>
      s.api("rosa").moderation.report({
        ...s.here,
        id: idOf(`live report ${s.tag}`),
        commentId: idOf(OPEN),
        reason: "Boring.",
      }),
  },
  { in: "here", hiddenFrom: CLASSMATES, run: (s) => hide(s, SECRET, `For another reason, ${s.tag}.`) },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) => post(s, "tess", `live locked ${s.tag}`, { section: LOCKED }),
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await post(s, "tess", `live locked reply ${s.tag}`, {
        section: LOCKED,
        under: "sam where it is locked",
      });
      await s.api("tess").comment.delete({ ...s.here, commentId: idOf(`live locked reply ${s.tag}`) });
    },
  },
  {
    in: "here",
    tells: ["sam", "priya"],
    run: (s) => post(s, "quinn", `live 2 ${s.tag}`, { under: `live 0 ${s.tag}` }),
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      const { cursor } = await s.api("rosa").comment.list({ ...s.here, sectionId: s.section().id });
      await s
        .api("rosa")
        .comment.markSeen({ ...s.here, sectionId: s.section().id, rootIds: [], all: true, upTo: cursor });
    },
  },
  { in: "here", tells: ["sam", "priya"], run: (s) => hide(s, `live 1 ${s.tag}`) },
  ...LIVE_NOTES,
  { in: "there", tells: ["osk"], run: (s) => post(s, "tom", `live 3 ${s.tag}`) },
  {
    in: "there",
    tells: ["osk"],
    run: (s) => post(s, "osk", `live 4 ${s.tag}`, { under: `live 3 ${s.tag}` }),
  },
  { in: "there", tells: ["osk"], run: (s) => post(s, "osk", `live 5 ${s.tag}`, { section: 1 }) },
];
