import { openDebate, say, sit, steer } from "./debates";
import { ADMINISTRATOR, call, joinScene, makeScene, type Person, type Scene, signInByHttp } from "./people";
import { answerTo, replyTo, setQuestion } from "./prompts";
import { post, type Section, sectionOf } from "./reading";

export type LivedIn = {
  scene: Scene & { questionId: string; debateId: string };
  section: Section;
  teacher: Person;
  maya: Person;
  tomasz: Person;
  administrator: Person;
  /** Ids of what was written, by what is special about it. */
  written: {
    answered: string;
    reply: string;
    edited: string;
    hidden: string;
    removed: string;
    pinned: string;
  };
};

/** The administrator, signed in. */
export async function administrator(): Promise<Person> {
  const cookie = await signInByHttp(ADMINISTRATOR.username, ADMINISTRATOR.password);
  return { ...ADMINISTRATOR, cookie };
}

/** A class with one of everything: an answered thread, an edit, a hole, something hidden, a pin, a lock, a report. */
export async function livedIn(): Promise<LivedIn> {
  const scene = await makeScene();
  const { teacher, classroomId } = scene;
  const [maya, tomasz] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Tomasz Nowak")];
  const section = await sectionOf(scene);
  const on = (paragraph: number | null, parentId: string | null = null) => ({
    scene,
    section,
    paragraph,
    parentId,
  });
  const ask = (path: string, by: Person, commentId: string, more: object = {}) =>
    call(path, { classroomId, commentId, ...more }, by.cookie);

  const pinned = await post(
    teacher,
    on(null),
    "Read as far as the *pavilion* for Tuesday, and bring one line.",
  );
  await ask("comment.pin", teacher, pinned, { pinned: true });
  await ask("comment.lock", teacher, pinned, { locked: true });
  const answered = await post(maya, on(2), "She gives her age before her name. Who does that?");
  const reply = await post(tomasz, on(2, answered), "Somebody who is asked for it often.");
  await post(
    maya,
    on(2, reply),
    "By whom?\n\n> how long one has been a carer\n\nThat is all anybody asks her.",
  );
  const removed = await post(tomasz, on(3), "Never mind.");
  await post(maya, on(3, removed), "I did mind, a little.");
  await ask("comment.delete", tomasz, removed);
  const edited = await post(maya, on(3), "The gallery is a **marketplace**.");
  await ask("comment.update", maya, edited, { text: "The gallery is not a marketplace.", version: 1 });
  const hidden = await post(tomasz, on(4), "Something unkind.");
  await ask("moderation.hide", teacher, hidden, { reason: "We do not write about classmates." });
  const reported = await post(tomasz, on(4), "Nobody would miss this one.");
  await ask("moderation.report", maya, reported, { id: crypto.randomUUID(), reason: "It is about me." });
  const nextYear = new Date(Date.now() + 200 * 86_400_000).toISOString();
  await call("guide.lockPart", { classroomId, partKey: "criticism", until: nextYear }, teacher.cookie);
  await begunReading(scene, maya);
  const questionId = await setQuestion(scene, { repliesMin: 1 });
  await answerTo(maya, scene, questionId);
  const other = await answerTo(tomasz, scene, questionId);
  await replyTo(maya, scene, questionId, other, "I build on this: none of them can picture it.");
  const debateId = await openDebate(scene, { phases: ["opening", "rebuttal"] });
  await sit(tomasz, scene, debateId, "against");
  await steer(scene, debateId, { to: "begin" });
  await say(tomasz, scene, debateId, { side: "against", text: "Nobody watches the gate." });
  return {
    scene: { ...scene, questionId, debateId },
    section,
    teacher,
    maya,
    tomasz,
    administrator: await administrator(),
    written: { answered, reply, edited, hidden, removed, pinned },
  };
}

/** One section read in part, and another to its end. */
async function begunReading(scene: Scene, by: Person): Promise<void> {
  const first = await sectionOf(scene);
  const third = first.paragraphs[2]?.id;
  const { classroomId } = scene;
  const { next } = first;
  const keep = (sectionId: string, paragraphId: string | undefined) =>
    call("reading.keep", { classroomId, sectionId, paragraphId, reachedId: paragraphId }, by.cookie);
  const second = await sectionOf(scene, next?.path);
  await keep(second.sectionId, second.paragraphs.at(-1)?.id);
  await keep(first.sectionId, third);
}

/** Who looks at a page as a role; null is nobody. */
export const personOf = (
  { teacher, maya, administrator: admin }: LivedIn,
  role: "nobody" | "student" | "teacher" | "administrator",
): Person | null => ({ nobody: null, student: maya, teacher, administrator: admin })[role];
