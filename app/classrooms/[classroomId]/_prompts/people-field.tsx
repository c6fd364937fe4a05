"use client";

import { Button } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { WarningIcon } from "../../../_ui/icons";
import { SoftLink } from "../../../_ui/soft-link";
import { everybody, type People, type Roster, type Who } from "./use-people";

const CHOICES: [Who, string, string][] = [
  ["class", "The whole class", "Also who joins later."],
  ["students", "Some students", "Who joins later is not asked, unless you add them."],
  [
    "groups",
    "The groups of the class",
    "A discussion for each group. Groups stay as they are now for this question.",
  ],
  ["dealt", "Groups dealt at random", "For this question alone, as even as can be."],
];

type PeopleFieldProps = { classroomId: string; people: People; problem?: string | undefined };

/** Which students are asked, and who hears whom. */
export function PeopleField({ classroomId, people, problem }: PeopleFieldProps) {
  const { who, roster, failed } = people;
  return (
    <fieldset className={problem ? "field err" : "field"} id="people" tabIndex={-1}>
      <legend>Who is asked</legend>
      {problem && (
        <p className="msg">
          <WarningIcon />
          <span>{problem}</span>
        </p>
      )}
      {CHOICES.map(([value, words, more]) => (
        <label className="check" key={value}>
          <input
            type="radio"
            name="who"
            value={value}
            checked={who === value}
            onChange={() => people.choose(value)}
          />
          <span>
            {words}
            <small>{more}</small>
          </span>
        </label>
      ))}
      {who !== "class" && !roster && (
        <p className="quiet" role="status">
          {failed ? failed.message : "The class is being listed."}
        </p>
      )}
      {failed && (
        <Button look="link" onClick={() => people.choose(who)}>
          Try again
        </Button>
      )}
      {roster && who === "students" && <Students roster={roster} />}
      {roster && who === "groups" && <Groups roster={roster} classroomId={classroomId} />}
      {roster && who === "dealt" && <Dealt people={people} roster={roster} />}
    </fieldset>
  );
}

function Students({ roster }: { roster: Roster }) {
  const students = everybody(roster);
  if (students.length === 0) return <p className="quiet">Nobody has joined yet.</p>;
  return (
    <fieldset className="choose">
      <legend className="vh">Students who are asked</legend>
      {students.map(({ userId, name }) => (
        <label className="check" key={userId}>
          <input type="checkbox" name="userIds" value={userId} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Groups({ roster, classroomId }: { roster: Roster; classroomId: string }) {
  const filled = roster.groups.filter(({ members }) => members.length > 0);
  const left = roster.unplaced.map(({ name }) => name);
  return (
    <>
      <GroupList
        groups={filled.map(({ name, members }) => ({ name, names: members.map((one) => one.name) }))}
      />
      {filled.length === 0 && (
        <p className="quiet">
          There are no groups with students yet.{" "}
          <SoftLink className="lnk" href={classroomPaths(classroomId).groups}>
            Make groups
          </SoftLink>
        </p>
      )}
      {filled.length > 0 && left.length > 0 && (
        <p className="quiet">In no group, so not asked: {left.join(", ")}.</p>
      )}
    </>
  );
}

function Dealt({ people, roster }: { people: People; roster: Roster }) {
  const { deal, dealt, dealBy } = people;
  const nameOf = new Map(everybody(roster).map(({ userId, name }) => [userId, name]));
  return (
    <>
      <div className="dealt">
        <input
          className="inp"
          type="number"
          min={1}
          max={40}
          aria-label="How many"
          defaultValue={deal.n}
          onChange={(event) => {
            const n = event.target.valueAsNumber;
            if (Number.isInteger(n) && n >= 1 && n <= 40) dealBy({ n });
          }}
        />
        <select
          className="inp"
          aria-label="Of what"
          value={deal.kind}
          onChange={(event) => dealBy({ kind: event.target.value === "count" ? "count" : "size" })}
        >
          <option value="size">students in each group</option>
          <option value="count">groups</option>
        </select>
        <Button look="line" onClick={() => dealBy({})}>
          Deal again
        </Button>
      </div>
      <GroupList
        groups={dealt.map(({ name, userIds }) => ({
          name,
          names: userIds.flatMap((userId) => nameOf.get(userId) ?? []).sort(),
        }))}
      />
      {dealt.length === 0 && <p className="quiet">Nobody has joined yet.</p>}
    </>
  );
}

function GroupList({ groups }: { groups: { name: string; names: string[] }[] }) {
  if (groups.length === 0) return null;
  return (
    <ul className="dealtlist" aria-live="polite">
      {groups.map(({ name, names }) => (
        <li key={name}>
          <b>{name}</b> {names.join(", ")}
        </li>
      ))}
    </ul>
  );
}
