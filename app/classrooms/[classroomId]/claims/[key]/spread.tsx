import type { NamedPlace, Spread } from "#domain/claim";
import { classroomPaths } from "../../../../_ui/frame";
import { SoftLink } from "../../../../_ui/soft-link";
import { POSITIONS, paragraphWords, spreadWords } from "../claim-words";

/** With fewer people than this a diagram would show less than its sentence. */
const DRAWN_FROM = 5;

type SpreadViewProps = { spread: Spread; classroomId: string; hasWeighedIn: boolean };

/** How the class stands: in a sentence, then by position with the places that were named. */
export function SpreadView({ spread, classroomId, hasWeighedIn }: SpreadViewProps) {
  const total = spread.holds.count + spread.fails.count + spread.undecided.count;
  return (
    <section className="stand" aria-labelledby="stand-title">
      <h2 id="stand-title" tabIndex={-1}>
        How the class stands
      </h2>
      <p className="said-so">{spreadWords(spread, hasWeighedIn)}</p>
      {total > 0 && (
        <dl>
          {POSITIONS.map(({ position, words }) => (
            <div key={position}>
              <dt>
                {words} <b>{spread[position].count}</b>
              </dt>
              <dd>
                {total >= DRAWN_FROM && <Bar share={spread[position].count / total} />}
                <Places places={spread[position].places} classroomId={classroomId} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="all" width="100" height="6" />
      <rect className="part" width={Math.round(share * 100)} height="6" />
    </svg>
  );
}

function Places({ places, classroomId }: { places: NamedPlace[]; classroomId: string }) {
  const to = classroomPaths(classroomId);
  if (places.length === 0) return null;
  return (
    <ul>
      {places.map(({ paragraph, chapter, count }) => (
        <li key={paragraph?.id ?? chapter}>
          {paragraph ? (
            <SoftLink href={`${to.section(paragraph.path)}#${paragraph.key}` as typeof to.home}>
              {paragraphWords(paragraph)}
            </SoftLink>
          ) : (
            `Chapter ${chapter}`
          )}
          {count > 1 && <span className="quiet"> {count} times</span>}
        </li>
      ))}
    </ul>
  );
}
