import type { Page } from "@playwright/test";
import type { PhaseKind } from "#domain/debate/phases";
import type { NewDebate } from "#domain/debate-inputs";
import { askAxe } from "./setup/axe";
import { debateUrl, openDebate, say, sit, steer, vote } from "./setup/debates";
import { call, joinScene, makeScene, type Person, type Scene } from "./setup/people";
import { expect, test } from "./setup/test";

const DEVICES = [
  ["a wide screen", { width: 1440, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const;

type World = { scene: Scene; maya: Person; jonas: Person };
type Role = "student" | "teacher";

/** A state of a debate: how one comes to be in it, what is shown then, and what is opened on its page. */
type State = {
  name: string;
  make: (world: World) => Promise<string>;
  as: readonly Role[];
  /** Stands there once the page listens. */
  shows: string | RegExp;
  open?: (page: Page) => Promise<void>;
};

const BOTH: readonly Role[] = ["student", "teacher"];
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const claimOf = (page: Page, name: string) => page.locator(`[data-claim="${name}"]`);

/** A debate of which the first phases are over: two speakers sit in it, and each of them has made a claim. */
const inPhase =
  (to: PhaseKind, phases: PhaseKind[], more: Partial<NewDebate> = {}) =>
  async ({ scene, maya, jonas }: World): Promise<string> => {
    const id = await openDebate(scene, { phases, ...more });
    await sit(maya, scene, id, "for");
    await sit(jonas, scene, id, "against");
    await steer(scene, id, { to: "begin" });
    for (const kind of phases.slice(0, phases.indexOf(to))) await done({ scene, maya, jonas }, id, kind);
    return id;
  };

/** What is done in a phase, and its end. */
async function done({ scene, maya, jonas }: World, id: string, kind: PhaseKind): Promise<void> {
  if (kind === "entry_vote" || kind === "exit_vote") {
    await vote(maya, scene, id, "for");
    await vote(jonas, scene, id, kind === "exit_vote" ? "for" : "against");
  }
  if (kind === "opening") {
    await say(maya, scene, id, { side: "for", text: "They had cars, cash and maps." });
    await say(jonas, scene, id, { side: "against", text: "You cannot choose against what you grew up in." });
  }
  await steer(scene, id, { to: "next" });
}

const paused = async (world: World): Promise<string> => {
  const id = await inPhase("rebuttal", ["opening", "rebuttal"])(world);
  await steer(world.scene, id, { to: "pause" });
  return id;
};

/** Words that came too late are kept for Maya. */
const kept = async (world: World): Promise<string> => {
  const id = await inPhase("rebuttal", ["opening", "rebuttal"])(world);
  const late = say(world.maya, world.scene, id, { side: "for", text: "One more thing." });
  await expect(late).rejects.toThrow(/New claims are closed/);
  return id;
};

/** An answer to an answer, a concession, the teacher's marks, and a claim that was taken off the page. */
const argued = async (world: World): Promise<string> => {
  const { scene, maya, jonas } = world;
  const id = await openDebate(scene, { phases: ["opening", "rebuttal"] });
  await sit(maya, scene, id, "for");
  await sit(jonas, scene, id, "against");
  await steer(scene, id, { to: "begin" });
  const claim = await say(maya, scene, id, { side: "for", text: "They had cars, cash and maps." });
  const unkind = await say(jonas, scene, id, { side: "against", text: "Something unkind." });
  await steer(scene, id, { to: "next" });
  const rebuts = { kind: "rebuttal", side: "against", answersId: claim } as const;
  const answer = await say(jonas, scene, id, { ...rebuts, text: "A map of where?" });
  await say(maya, scene, id, { kind: "rebuttal", side: "for", answersId: answer, text: "Of Norfolk, say." });
  await say(jonas, scene, id, { ...rebuts, kind: "concession", text: "The cars were theirs to take." });
  const { classroomId, teacher } = scene;
  for (const mark of ["unclear", "off_text"])
    await call("debate.mark", { classroomId, commentId: answer, mark, on: true }, teacher.cookie);
  await say(maya, scene, id, {
    kind: "rebuttal",
    side: "for",
    answersId: unkind,
    text: "That is not a claim.",
  });
  await call("moderation.hide", { classroomId, commentId: unkind, reason: "Unkind." }, teacher.cookie);
  return id;
};

/** Joint statements: the class's with an older version, or drafts of which one is chosen. */
const joint =
  (mode: "group" | "vote") =>
  async (world: World): Promise<string> => {
    const { scene, maya, jonas } = world;
    const id = await inPhase("joint", ["opening", "joint"], { joint: mode })(world);
    const on = { classroomId: scene.classroomId, debateId: id };
    const state = (by: Person, text: string, version: number) =>
      call<{ id: string }>("debate.state", { ...on, groupId: null, text, version }, by.cookie);
    await state(maya, "The doors were open.", 0);
    const { id: statementId } = await state(
      jonas,
      "The doors were open, and unseen.",
      mode === "group" ? 1 : 0,
    );
    if (mode === "vote") await call("debate.back", { ...on, statementId }, maya.cookie);
    return id;
  };

/** Votes by name: few are enough for every number to be told. */
const over = async (world: World): Promise<string> => {
  const phases: PhaseKind[] = ["entry_vote", "opening", "exit_vote"];
  const id = await inPhase("exit_vote", phases, { isNamed: true })(world);
  await done(world, id, "exit_vote");
  return id;
};

/** Those that e2e/accessibility does not pass through: to come, the first vote, opening, rebuttal and over are there. */
const STATES: State[] = [
  {
    name: "preparation",
    make: inPhase("prepare", ["prepare", "opening"]),
    as: BOTH,
    shows: "Read, mark lines and gather what your side can rest on.",
  },
  {
    name: "a vote without a choice",
    make: inPhase("entry_vote", ["entry_vote", "opening", "exit_vote"]),
    as: ["student"],
    shows: "How sure are you?",
    open: async (page) => {
      await press(page, "Vote");
      await expect(page.getByText("Choose a side, or undecided.")).toBeVisible();
    },
  },
  {
    name: "a claim without evidence, and the passages to choose from",
    make: inPhase("opening", ["opening", "rebuttal"]),
    as: ["student"],
    shows: "Your claim for the side “For”",
    open: async (page) => {
      await page.getByRole("textbox", { name: /^Your claim for the side/ }).fill("One point.");
      await page.getByRole("button", { name: "Post", exact: true }).click();
      await expect(page.getByText("Add at least one passage: a claim rests on the text.")).toBeVisible();
      await press(page, "Add evidence");
      await expect(page.getByRole("dialog", { name: "Choose a passage" })).toBeVisible();
    },
  },
  {
    name: "an answer begun",
    make: inPhase("rebuttal", ["opening", "rebuttal"]),
    as: ["student"],
    shows: "A1 is unanswered",
    open: async (page) => {
      await press(page, /^Answer A1/);
      await expect(page.getByRole("textbox", { name: "Your answer to A1" })).toBeVisible();
    },
  },
  {
    name: "answers, a concession, marks, and a claim taken off the page; the map as a table",
    make: argued,
    as: BOTH,
    shows: "Of Norfolk, say.",
    open: async (page) => {
      await press(page, "Show as a table");
      await expect(page.getByRole("region", { name: "Argument map as a table" })).toBeVisible();
    },
  },
  { name: "paused", make: paused, as: BOTH, shows: /, paused$/ },
  { name: "words kept", make: kept, as: ["student"], shows: "Kept for you" },
  {
    name: "marking, who sits where, and the end of a phase asked for",
    make: inPhase("rebuttal", ["opening", "rebuttal", "closing"]),
    as: ["teacher"],
    shows: "A1 is unanswered",
    open: async (page) => {
      await claimOf(page, "F1").getByText("Mark F1").click();
      await page.getByText(/^Who sits where/).click();
      await expect(page.getByRole("combobox", { name: "Side of Jonas Meyer" })).toBeVisible();
      expect(await askAxe(page)).toEqual([]);
      await press(page, "Go to closing");
      await expect(page.getByRole("dialog", { name: "End this phase now?" })).toBeVisible();
    },
  },
  {
    name: "sides switched",
    make: inPhase("switch", ["opening", "switch"]),
    as: ["student"],
    shows: "Your claim for the side “Against”",
  },
  {
    name: "the closing",
    make: inPhase("closing", ["opening", "closing"]),
    as: BOTH,
    shows: "Make a last claim, or concede what holds.",
  },
  {
    name: "the last vote",
    make: inPhase("exit_vote", ["entry_vote", "opening", "exit_vote"]),
    as: BOTH,
    shows: /^(Which claim moved you\?|0 of 2 have voted\. Nobody sees what\.)$/,
  },
  {
    name: "a statement written together",
    make: joint("group"),
    as: BOTH,
    shows: /^(Saved by Jonas Meyer|The doors were open, and unseen\.$)/,
  },
  { name: "drafts to choose from", make: joint("vote"), as: BOTH, shows: "The doors were open, and unseen." },
  {
    name: "three sides",
    make: inPhase("rebuttal", ["opening", "rebuttal"], {
      sides: ["They could have.", "Nobody could have.", "The question is wrong."],
    }),
    as: ["student"],
    shows: "The question is wrong.",
  },
  {
    name: "over, with a swing drawn, its tables and who voted what",
    make: over,
    as: BOTH,
    shows: "Who voted what",
    open: async (page) => {
      await press(page, "Show as tables");
      await expect(page.getByRole("table", { name: "Everybody: 2" })).toBeVisible();
    },
  },
];

for (const [device, viewport] of DEVICES) {
  for (const role of BOTH)
    test(`axe objects to no state of a debate as ${role} on ${device}, in either theme`, async ({
      openBrowser,
    }) => {
      test.setTimeout(180_000);
      const scene = await makeScene();
      const maya = await joinScene(scene, "Maya Lindqvist");
      const world = { scene, maya, jonas: await joinScene(scene, "Jonas Meyer") };
      const { page } = await openBrowser(role === "teacher" ? scene.teacher : maya, { viewport });
      const found: string[] = [];
      for (const { name, make, shows, open } of STATES.filter(({ as }) => as.includes(role))) {
        await page.goto(debateUrl(scene, await make(world)));
        await expect(page.getByText(shows).first()).toBeVisible();
        await open?.(page);
        for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > viewport.width) found.push(`${name}: ${width - viewport.width} pixels hang over`);
      }
      expect(found).toEqual([]);
    });

  test(`axe objects to no list of debates, set-up, screen for the room or transcript on ${device}, in either theme`, async ({
    openBrowser,
  }) => {
    test.setTimeout(120_000);
    const scene = await makeScene();
    const maya = await joinScene(scene, "Maya Lindqvist");
    const world = { scene, maya, jonas: await joinScene(scene, "Jonas Meyer") };
    const root = `/classrooms/${scene.classroomId}`;
    await openDebate(scene);
    const [running, ended] = [await argued(world), await over(world)];
    const { page } = await openBrowser(scene.teacher, { viewport });
    await page.addInitScript(() => {
      window.print = () => {};
    });
    const found: string[] = [];
    const look = async (name: string, path: string, shows: string | RegExp) => {
      await page.goto(path);
      await expect(page.getByText(shows).first()).toBeVisible();
      for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
    };
    await look("the list", `${root}/debates`, "Begins when you start it");
    await look("the set-up", `${root}/debates/new`, "45-minute lesson");
    await page.getByText("More: phases and their clocks").click();
    await page.getByRole("button", { name: "Add a third position" }).click();
    await page.getByRole("button", { name: "Set up the debate" }).click();
    await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
    for (const objection of await askAxe(page)) found.push(`the set-up with faults: ${objection}`);
    await look("the room's screen", `${debateUrl(scene, running)}/projector`, "A map of where?");
    await look(
      "the room's screen when it is over",
      `${debateUrl(scene, ended)}/projector`,
      "The debate is over",
    );
    await look("a transcript", `${debateUrl(scene, running)}/print`, "A map of where?");
    await look(
      "a transcript of what is over",
      `${debateUrl(scene, ended)}/print`,
      "They had cars, cash and maps.",
    );
    expect(found).toEqual([]);
  });
}
