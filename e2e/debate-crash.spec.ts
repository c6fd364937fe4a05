import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClaimView } from "#domain/debate/claim";
import type { PhaseKind } from "#domain/debate/phases";
import { freePort, type Installation, launch } from "./setup/launcher";
import {
  ADMINISTRATOR,
  ask,
  call,
  PASSWORD,
  type Person,
  setUpAdministrator,
  signInByHttp,
} from "./setup/people";
import { expect, test } from "./setup/test";

// Launcher, database and pages start again within seconds; browsers try again at most every quarter of a minute.
const RECOVERY = { timeout: 45_000 };
/** Less than it takes to start again, and enough for what is looked at before. */
const SOON_OVER_MS = 8_000;
const HALF = "Asking for a deferral proves that";

type Read = {
  debate: {
    version: number;
    state: string;
    phase: number;
    phases: { kind: PhaseKind; endsAt: string | null }[];
    pausedAt: string | null;
    now: string;
    mine: { ballot: { before: string } | null } | null;
  };
  claims: ClaimView[];
};

/** A class of an installation of the test's own, whose server can be killed. */
class Room {
  readonly classroomId = randomUUID();

  private constructor(
    readonly installation: Installation,
    readonly teacher: Person,
  ) {}

  static async open(installation: Installation): Promise<Room> {
    const { url } = installation;
    await setUpAdministrator(installation);
    const cookie = await signInByHttp(ADMINISTRATOR.username, ADMINISTRATOR.password, url);
    const room = new Room(installation, { ...ADMINISTRATOR, cookie });
    const named = { name: "Year 11, set B", displayName: "Ms Okafor", timeZone: "Europe/London" };
    await room.call("classroom.create", room.teacher, {
      id: room.classroomId,
      guideSlug: "never-let-me-go",
      ...named,
    });
    return room;
  }

  call<T>(path: string, by: Person, input: object): Promise<T> {
    return call<T>(path, input, by.cookie, this.installation.url);
  }

  ask<T>(path: string, by: Person, input: object): Promise<T> {
    return ask<T>(path, input, by.cookie, this.installation.url);
  }

  async join(name: string): Promise<Person> {
    const { classroomId } = this;
    const { url } = this.installation;
    const { code } = await this.ask<{ code: string }>("classroom.code", this.teacher, { classroomId });
    const wanted = name.toLowerCase().replace(" ", ".");
    const newcomer = { code, name, password: PASSWORD, username: wanted };
    const { username } = await call<{ username: string }>("classroom.join", newcomer, "", url);
    return { name, username, password: PASSWORD, cookie: await signInByHttp(username, PASSWORD, url) };
  }

  /** Opens a lesson's debate in which these sit on a side each, and begins it. */
  async hold(kinds: PhaseKind[], speakers: [Person, Person]): Promise<string> {
    const id = randomUUID();
    await this.call("debate.create", this.teacher, {
      classroomId: this.classroomId,
      id,
      motion: "They could have run, and chose to stay.",
      instructions: "",
      sides: ["They could.", "They could not."],
      source: { from: "own" },
      seating: "chosen",
      isNamed: false,
      joint: "group",
      schedule: { pace: "timed", phases: kinds.map((kind) => ({ kind, minutes: 10 })) },
    });
    for (const [at, side] of (["for", "against"] as const).entries())
      await this.call("debate.takeSeat", speakers[at] as Person, { ...this.on(id), side });
    await this.steer(id, "begin");
    return id;
  }

  on(debateId: string) {
    return { classroomId: this.classroomId, debateId };
  }

  read(debateId: string, by = this.teacher): Promise<Read> {
    return this.ask("debate.get", by, this.on(debateId));
  }

  async steer(
    debateId: string,
    to: "begin" | "pause" | "next" | "reschedule",
    ends?: string[],
  ): Promise<void> {
    const { version, phase } = (await this.read(debateId)).debate;
    const steer = ends ? { to, ends } : { to };
    await this.call("debate.steer", this.teacher, { ...this.on(debateId), version, phase, steer });
  }

  async say(debateId: string, by: Person, text: string): Promise<void> {
    const { choice } = await this.ask<{
      choice: {
        sectionId: string;
        versionId: string;
        paragraphs: { text: string; start: number; sentences: { start: number; end: number }[] }[];
      };
    }>("guide.passages", by, { classroomId: this.classroomId });
    const [paragraph] = choice.paragraphs;
    const [sentence] = paragraph?.sentences ?? [];
    if (!paragraph || !sentence) throw new Error("a section has a sentence");
    const exact = paragraph.text.slice(sentence.start - paragraph.start, sentence.end - paragraph.start);
    const { sectionId, versionId } = choice;
    await this.call("debate.say", by, {
      ...this.on(debateId),
      id: randomUUID(),
      kind: "claim",
      side: "for",
      answersId: null,
      text,
      passages: [{ sectionId, versionId, exact, ...sentence }],
    });
  }
}

test("A server killed in mid phase goes on at the right one: by the clock, paused where it was paused, with all that was said and voted", async ({
  openBrowser,
}) => {
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), "commonplace-debate-crash-"));
  const port = String(await freePort());
  let installation = await launch(dataDir, { PORT: port });
  try {
    const room = await Room.open(installation);
    const [maya, jonas] = [await room.join("Maya Lindqvist"), await room.join("Jonas Meyer")];
    // One whose phase ends while nobody is there, one in the middle of a vote, and one that its teacher has stopped.
    const passing = await room.hold(["opening", "rebuttal", "closing"], [maya, jonas]);
    const voting = await room.hold(["entry_vote", "opening", "exit_vote"], [maya, jonas]);
    const stopped = await room.hold(["opening", "rebuttal"], [maya, jonas]);
    await room.say(passing, maya, "Nobody watches the gate.");
    await room.call("debate.vote", maya, {
      ...room.on(voting),
      choice: "against",
      confidence: 4,
      movedBy: null,
    });
    await room.steer(stopped, "pause");

    const { page } = await openBrowser(maya, { baseURL: installation.url });
    await page.goto(`/classrooms/${room.classroomId}/debates/${passing}`);
    const claim = page.getByRole("textbox", { name: /^Your claim for the side/ });
    await claim.fill(HALF);
    const ends = [SOON_OVER_MS, 600_000, 1_200_000].map((ahead) =>
      new Date(Date.now() + ahead).toISOString(),
    );
    await room.steer(passing, "reschedule", ends);
    const now = page.getByRole("list", { name: "Phases" }).locator("[aria-current=step]");
    await expect(now).toContainText(/0:\d\d left/);
    const before = {
      passing: await room.read(passing),
      voting: await room.read(voting),
      stopped: await room.read(stopped),
    };
    expect(before.passing.debate).toMatchObject({ state: "running", phase: 0 });
    await installation.crash();
    installation = await launch(dataDir, { PORT: port });

    // Its opening was over while nobody was there; no date has moved, and what was said is there, once.
    await expect.poll(async () => (await room.read(passing)).debate.phase, RECOVERY).toBe(1);
    const passed = await room.read(passing);
    expect(passed.debate).toMatchObject({ state: "running", phases: before.passing.debate.phases });
    expect(Date.parse(passed.debate.now)).toBeGreaterThan(Date.parse(passed.debate.phases[0]?.endsAt ?? ""));
    expect(passed.claims).toEqual(before.passing.claims);
    await expect(room.say(passing, maya, "Too late.")).rejects.toThrow(/New claims are closed/);

    // The vote goes on to its own end, with the ballot that was cast.
    const { debate } = await room.read(voting, maya);
    expect(debate).toMatchObject({ state: "running", phase: 0, phases: before.voting.debate.phases });
    expect(debate.mine?.ballot).toMatchObject({ before: "against" });
    await room.call("debate.vote", jonas, {
      ...room.on(voting),
      choice: "for",
      confidence: 2,
      movedBy: null,
    });
    expect(await room.ask("debate.turnout", room.teacher, room.on(voting))).toEqual({
      before: 2,
      after: 0,
      students: 2,
    });

    // A clock that stood stands, with what it had left.
    expect((await room.read(stopped)).debate).toMatchObject({
      state: "paused",
      phase: 0,
      pausedAt: before.stopped.debate.pausedAt,
      phases: before.stopped.debate.phases,
    });

    // The open page finds it by itself, and keeps what was being written.
    await expect(now).toContainText("Rebuttal", RECOVERY);
    await expect(page.locator('[data-claim="F1"]')).toContainText("Nobody watches the gate.");
    const kept = page
      .getByRole("region", { name: "Kept for you" })
      .getByRole("listitem")
      .filter({ hasText: HALF });
    await expect(kept).toBeVisible(RECOVERY);
    await room.steer(passing, "next");
    await kept.getByRole("button", { name: "Go on with it" }).click(RECOVERY);
    await expect(claim).toHaveValue(HALF);
  } finally {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
