import { idOf, type Stage, type Step, type Viewer } from "./twins";

const CLASSMATES: Viewer[] = ["sam", "priya"];

/** Names of the assignments below, so that their ids are asked for in both twins. */
export const ASSIGNMENTS = ["asked", "withdrawn"];

const ask = (stage: Stage, name: string) =>
  stage.api("tess").assignment.createReading({
    ...stage.here,
    id: idOf(name),
    sectionIds: [stage.section().id, stage.section(1).id],
    notesMin: 1,
    needsTheme: true,
    needsReason: false,
    instructions: "",
    dueAt: "2026-03-02T08:00:00.000Z",
  });

/** What a teacher sets, and what of it is others' business. */
export const CLASS: Step[] = [
  { in: "here", run: (s) => ask(s, "asked") },
  {
    // What others have written for it counts for them alone; what was withdrawn was never there for students.
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await ask(s, "withdrawn");
      await s.api("tess").assignment.withdraw({ ...s.here, assignmentId: idOf("withdrawn") });
    },
  },
  {
    // Groups that they are not in: neither that they are, nor what they are called, nor who is in them.
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await s.api("tess").group.create({ ...s.here, id: idOf("others"), name: "The others" });
      const { userId } = s.twin.people.rosa;
      const from = idOf("group here");
      await s.api("tess").group.place({ ...s.here, userId, groupId: idOf("others"), from });
      await s.api("tess").group.place({ ...s.here, userId, groupId: from, from: idOf("others") });
      await s.api("tess").group.rename({ ...s.here, groupId: from, name: "Renamed", before: "Group 1" });
    },
  },
];
