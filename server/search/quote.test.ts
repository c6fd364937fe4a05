import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { EditionRoom } from "../testing/edition-room";
import { callerOf, type Person } from "../testing/factories";

const PATH = "plot/pond";
const LEAD = "Kathy drives alone along the fields.";
const LONG = `${"The rain came down on the pond and on the boat. ".repeat(8)}Nobody spoke.`;

let db: TestDatabase;
let room: EditionRoom;
let maya: Person;
let priya: Person;

beforeAll(async () => {
  db = await openTestDatabase();
  room = await EditionRoom.open(db, { [PATH]: { lead: LEAD, rain: LONG } });
  [maya, priya] = [await room.member("Maya L."), await room.member("Priya N.")];
});
afterAll(() => db.close());

const quotesFor = async (person: Person, q: string) => {
  const { threads } = await callerOf(db, person).search.query({ classroomId: room.classroomId, q });
  return threads.items.map(({ quote }) => quote);
};

it("a note that is found shows the words it marks, cut at a word, to whom it is for", async () => {
  const on = (exact: string, text: string, more: object = {}) =>
    room.mark(exact, { by: maya, path: PATH, text, ...more });
  await on("drives alone", "A quokka, surely.");
  await on("the fields", "No quokka of yours.", { audience: "private" });
  await on(LONG, "A long quokka.");
  const [long, own, short] = await quotesFor(maya, "quokka");
  expect([own, short]).toEqual(["the fields", "drives alone"]);
  expect(long).toMatch(/^The rain came down .* the…$|^The rain came down .*\w…$/);
  expect(long?.length).toBeLessThanOrEqual(161);
  expect(await quotesFor(priya, "quokka")).toEqual([long, short]);
});
