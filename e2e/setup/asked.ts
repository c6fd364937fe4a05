import { randomUUID } from "node:crypto";
import { withDatabase } from "./database";
import type { LivedIn } from "./lived-in";
import { call } from "./people";
import { answerTo, askClass, firstPassage, replyTo } from "./prompts";

/** Questions of a class, by how its student stands with them. */
export type Asked = { open: string; late: string; sentBack: string; answered: string };

const MARKED_ON = [{ name: "Use of the text", levels: ["Names a passage", "Says what it does"] }];

/** Asks a class that has been lived in four questions, each in another state. */
export async function askedOf({ scene, teacher, maya, tomasz }: LivedIn): Promise<Asked> {
  const { classroomId } = scene;
  const passage = await firstPassage(teacher, scene);
  const open = await askClass(scene, { wordsMin: 5, passagesMin: 1, repliesMin: 2, rubric: MARKED_ON });
  await answerTo(tomasz, scene, open, undefined, [passage]);

  const late = await askClass(scene, { title: "Who tells them?", isAnonymous: true, isHeld: true });
  await answerTo(tomasz, scene, late);
  await withDatabase(
    (sql) => sql`update assignments set due_at = now() - interval '1 day' where id = ${late}`,
  );

  const sentBack = await askClass(scene, { title: "What is a donor?" });
  const returned = await answerTo(maya, scene, sentBack, undefined, [passage]);
  const why = "Name the passage you mean.";
  await call("answer.sendBack", { classroomId, commentId: returned, why }, teacher.cookie);

  const answered = await askClass(scene, { title: "What is a carer?", repliesMin: 1, opensGuide: true });
  const mine = await answerTo(maya, scene, answered, undefined, [passage]);
  const theirs = await answerTo(
    tomasz,
    scene,
    answered,
    "Every adult they meet is kind, or tired, or sorry.",
    [passage],
  );
  const asks = { starter: "asks", quote: "or tired" };
  const reply = await replyTo(maya, scene, answered, theirs, "Tired of what?", asks);
  await replyTo(tomasz, scene, answered, reply, "Of the work.");
  await replyTo(maya, scene, answered, mine, "Tomasz changed my mind.");
  const words = { id: randomUUID(), text: "This is a thesis." };
  await call("answer.giveFeedback", { classroomId, commentId: mine, ...words }, teacher.cookie);
  return { open, late, sentBack, answered };
}
