"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { useClock } from "../../../_ui/clock";
import { Submit } from "../../../_ui/form";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { makeId } from "../../../_ui/uuid";
import { type Source, usualTerms } from "./terms";
import { type Asking, TermsForm } from "./terms-form";

/** Which of a page's forms is open: one at a time. */
const OpenAt = createContext<{ at: string | null; open: (at: string | null) => void } | null>(null);

/** A page with places to ask from. */
export function AskingPage({ children }: { children: ReactNode }) {
  const [at, open] = useState<string | null>(null);
  return <OpenAt value={{ at, open }}>{children}</OpenAt>;
}

type AskHereProps = {
  classroomId: string;
  source: Source;
  /** The question as it is proposed; empty where it is the teacher's own. */
  title: string;
  hasGuideAnswer: boolean;
  children: ReactNode;
};

/** The button that asks the class, and in its place the form. */
export function AskHere({ source, children, ...form }: AskHereProps) {
  const page = useContext(OpenAt);
  const [alone, openAlone] = useState<string | null>(null);
  const { at, open } = page ?? { at: alone, open: openAlone };
  const key = source.from === "own" ? "own" : `${source.from} ${source.key}`;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && at === null) button.current?.focus();
    wasOpen.current = at === key;
  }, [at, key]);
  if (at === key) return <AskForm source={source} {...form} onClose={() => open(null)} />;
  return (
    <Button ref={button} look={source.from === "own" ? "line" : "link"} onClick={() => open(key)}>
      {children}
    </Button>
  );
}

type AskFormProps = Omit<AskHereProps, "children"> & { onClose: () => void };

function AskForm({ classroomId, source, title, hasGuideAnswer, onClose }: AskFormProps) {
  const router = useRouter();
  const { zone, now } = useClock();
  const [initial] = useState(() => usualTerms(title, now, zone));
  const id = useRef<string>(undefined);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const send = useAction(async ({ terms, people, by }: Asking) => {
    id.current ??= makeId();
    const isPublished = by !== "draft";
    await trpc.prompt.create.mutate({ classroomId, id: id.current, ...terms, source, people, isPublished });
    showToast(isPublished ? "The class is asked." : "Kept as a draft. Students do not see it.");
    router.refresh();
    onClose();
  });
  return (
    <section className="asking" aria-label="Ask the class" tabIndex={-1} ref={box}>
      <TermsForm
        classroomId={classroomId}
        initial={initial}
        hasGuideAnswer={hasGuideAnswer}
        isOpen={source.from !== "question"}
        choosesPeople
        error={send.error}
        onSend={(asking) => void send.run(asking)}
        onFail={send.fail}
      >
        <Submit pending={send.pending} value="ask">
          Ask
        </Submit>
        <Submit pending={send.pending} look="line" value="draft">
          Save as a draft
        </Submit>
        <Button look="link" onClick={onClose}>
          Leave it
        </Button>
      </TermsForm>
    </section>
  );
}
