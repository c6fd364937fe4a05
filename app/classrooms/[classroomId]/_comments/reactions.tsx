"use client";

import { useState } from "react";
import { REACTIONS, type Reaction } from "#domain/note";
import { attempt } from "./attempt";
import { useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

const WORDS: Record<Reaction, string> = {
  agree: "Agree",
  changed_my_mind: "Changed my mind",
  look_again: "Look again",
};

/** What can be said to a comment without words: each with how many have said it. */
export function Reactions({ entry }: { entry: Entry }) {
  const { actions, isArchived, me } = useTalk();
  // What was just pressed, until the server has it.
  const [wishes, setWishes] = useState<Partial<Record<Reaction, boolean>>>({});
  // To say it to oneself says nothing.
  const canReact = entry.abilities.react && !isArchived && entry.author?.id !== me.userId;
  const isOn = (reaction: Reaction) => entry.reactions?.mine.includes(reaction) ?? false;
  const toggle = async (reaction: Reaction) => {
    if (wishes[reaction] !== undefined) return;
    const on = !isOn(reaction);
    setWishes((now) => ({ ...now, [reaction]: on }));
    await attempt(actions.react(entry.id, reaction, on));
    setWishes(({ [reaction]: _, ...others }) => others);
  };
  const said = REACTIONS.map((reaction) => {
    const wish = wishes[reaction] ?? isOn(reaction);
    const count = (entry.reactions?.counts[reaction] ?? 0) + Number(wish) - Number(isOn(reaction));
    return { reaction, on: wish, count };
  });
  if (!canReact) {
    const told = said.filter(({ count }) => count > 0);
    if (told.length === 0) return null;
    return (
      <p className="reacts told">
        {told.map(({ reaction, count }) => `${WORDS[reaction]} ${count}`).join(", ")}
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset here would be a form's
    <div className="reacts" role="group" aria-label={`Say to ${entry.author?.name ?? "this"}`}>
      {said.map(({ reaction, on, count }) => (
        <button
          key={reaction}
          type="button"
          className={count > 0 ? "some" : undefined}
          aria-pressed={on}
          onClick={() => void toggle(reaction)}
        >
          {WORDS[reaction]}
          {count > 0 && <b> {count}</b>}
        </button>
      ))}
    </div>
  );
}
