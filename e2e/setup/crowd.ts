import { joinScene, type Person, type Scene } from "./people";
import { post, type Spot } from "./reading";

// What one person may post in a minute, see POSTS_PER_MINUTE; a scene of a hundred comments needs several people.
const POSTS_EACH = 20;
const NAMES = ["Tomasz Nowak", "Priya Nair", "Leo Fischer", "Amara Diallo", "Sofia Rossi", "Noah Berg"];

/** Students of the scene, enough to write this many comments in one minute. */
export function crowdFor(scene: Scene, comments: number): Promise<Person[]> {
  const names = NAMES.slice(0, Math.ceil(comments / POSTS_EACH));
  return Promise.all(names.map((name) => joinScene(scene, name)));
}

/**
 * Lets a crowd write in turns, one after another, so that their order is known.
 *
 * @returns the ids, oldest first
 */
export async function writeInTurns(
  crowd: Person[],
  spot: Spot,
  count: number,
  words: (n: number) => string,
): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) ids.push(await post(crowd[n % crowd.length] as Person, spot, words(n)));
  return ids;
}
