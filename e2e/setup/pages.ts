import { randomUUID } from "node:crypto";
import type { Asked } from "./asked";
import { debateUrl, type Held } from "./debates";
import type { Scene } from "./people";
import { questionUrl } from "./prompts";

/** Who looks: nobody signed in, a student, a teacher, the administrator. */
export type Role = "nobody" | "student" | "teacher" | "administrator";

/** A page of the product, its address, and its first heading. */
export type PageOf = { name: string; path: string; heading: string | RegExp };

/** A class that was asked a question, and holds a debate. */
type AskedScene = Scene & { questionId: string; debateId: string };

const NOTHING = "There is nothing here for you.";

/** A question's page, in each state of its leaf and with its answers; `shows` stands there once the page listens. */
export function questionPages(role: Role, scene: Scene, { open, late, sentBack, answered }: Asked) {
  const isStudent = role === "student";
  const page = (name: string, id: string, forStudent: string, forTeacher: string) => ({
    name,
    path: questionUrl(scene, id),
    shows: isStudent ? forStudent : forTeacher,
  });
  return [
    page("question to answer", open, "1 answer is waiting. Post yours to open it.", "1 answer, 0 replies"),
    page("question, late and without names", late, "You can still post", "Let it in"),
    page("question sent back", sentBack, "sent this back", "1 answer, 0 replies"),
    page("question answered", answered, "2 answers, 3 replies", "2 answers, 3 replies"),
  ];
}

/** A debate's page, where it stands; `shows` stands there once the page listens. */
export function debatePages(role: Role, scene: Scene, held: Held) {
  const isStudent = role === "student";
  const page = (name: string, id: string, forStudent: string, forTeacher: string) => ({
    name,
    path: debateUrl(scene, id),
    shows: isStudent ? forStudent : forTeacher,
  });
  return [
    page("debate to come", held.waiting, "Which side do you speak for?", "Begin the debate"),
    page("debate, first vote", held.voting, "How sure are you?", "0 of 2 have voted. Nobody sees what."),
    page("debate, opening", held.opening, "Your claim for the side “For”", "Nobody has made a claim yet."),
    page("debate, rebuttal", held.rebuttal, "Answer A1", "A1 is unanswered"),
    page("debate that is over", held.over, "Convincing", "F1 was not answered"),
  ];
}

/** Every page that a role can come to, in a class that has been lived in. */
export function pagesFor(role: Role, scene: AskedScene): PageOf[] {
  const root = `/classrooms/${scene.classroomId}`;
  const question = `${root}/questions/${scene.questionId}`;
  const debate = `${root}/debates/${scene.debateId}`;
  const outside: PageOf[] = [
    { name: "privacy", path: "/privacy", heading: "Who can see what" },
    { name: "forgotten", path: "/forgotten", heading: "Forgotten your password?" },
    { name: "nothing", path: `/classrooms/${randomUUID()}/elsewhere`, heading: NOTHING },
    { name: "join", path: `/join/${scene.code}`, heading: "Join your class" },
  ];
  const inside: PageOf[] = [
    { name: "account", path: "/account", heading: /./ },
    { name: "classes", path: "/classrooms", heading: "Your classes" },
    { name: "home", path: root, heading: /./ },
    { name: "section", path: `${root}/sections/${scene.section}`, heading: /./ },
    { name: "edition", path: `${root}/sections/${scene.section}/print`, heading: /./ },
    { name: "part that may be locked", path: `${root}/sections/criticism/symbolism`, heading: /./ },
    { name: "search", path: `${root}/search`, heading: "Search" },
    { name: "results", path: `${root}/search?q=the+memory`, heading: "Search" },
    { name: "claims", path: `${root}/claims?kind=novel`, heading: "Claims to test" },
    { name: "claim", path: `${root}/claims/c01`, heading: /./ },
    { name: "themes", path: `${root}/themes`, heading: /marked/ },
    { name: "themes of a section", path: `${root}/themes?section=${scene.section}`, heading: /marked/ },
    { name: "bring notes in", path: `${root}/notes/import`, heading: "Bring notes in" },
    { name: "my notes", path: `${root}/notes`, heading: "My notes" },
    { name: "lost notes", path: `${root}/lost`, heading: "Notes that lost their line" },
    {
      name: "assignments",
      path: `${root}/assignments`,
      heading: /^What (is asked of you|you ask of the class)$/,
    },
    { name: "question", path: question, heading: /./ },
    { name: "questions", path: `${root}/questions`, heading: "Questions readers bring" },
    { name: "debates", path: `${root}/debates`, heading: "Debates" },
    { name: "transcript of a debate", path: `${debate}/print`, heading: /./ },
  ];
  const teaching: PageOf[] = [
    { name: "new class", path: "/classrooms/new", heading: "Set up a class" },
    { name: "members", path: `${root}/members`, heading: /are in this class\.$/ },
    { name: "code", path: `${root}/code`, heading: /^Go to/ },
    { name: "parts", path: `${root}/parts`, heading: "Open and locked parts" },
    { name: "editions", path: `${root}/edition`, heading: /edition of the guide/ },
    { name: "groups", path: `${root}/groups`, heading: "Groups" },
    { name: "themes of the class", path: `${root}/settings`, heading: "Themes and notes" },
    { name: "who has answered", path: `${question}/class`, heading: /./ },
    { name: "question to change", path: `${question}/change`, heading: "Change the question" },
    { name: "debate to set up", path: `${root}/debates/new`, heading: "Set up a debate" },
    { name: "debate to change", path: `${debate}/change`, heading: /./ },
    { name: "debate for the room", path: `${debate}/projector`, heading: /./ },
    { name: "reports", path: `${root}/reports`, heading: /waiting\.$/ },
  ];
  if (role === "nobody")
    return [
      { name: "sign-in", path: "/sign-in", heading: "Sign in" },
      { name: "set-up", path: "/setup", heading: "Set up Commonplace" },
      { name: "used invitation", path: "/invite/used", heading: "This invitation is no longer good" },
      ...outside,
    ];
  if (role === "student") return [...outside, ...inside];
  if (role === "teacher") return [...outside, ...inside, ...teaching];
  return [
    { name: "people", path: "/people", heading: "People" },
    { name: "no class", path: "/classrooms", heading: "You are in no class yet." },
  ];
}

/** There are more pages than one test has time for: two of them share. */
export const HALVES = ["one half", "the other half"] as const;

/** The pages of one of two tests. */
export const halfOf = <T>(pages: T[], half: (typeof HALVES)[number]): T[] =>
  pages.filter((_, at) => HALVES[at % 2] === half);
