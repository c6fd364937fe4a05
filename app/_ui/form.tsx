"use client";

import { type FormEvent, type ReactNode, useSyncExternalStore } from "react";
import { Button } from "./button";

type FormProps = {
  /** `by` is the button it was sent with. */
  onSubmit: (form: HTMLFormElement, by: HTMLElement | null) => void | Promise<void>;
  children: ReactNode;
};

/**
 * A form that only our code sends. `method="post"` is the second fence: were the browser to send it by itself, no
 * password would get into an address, a history or a log.
 */
export function Form({ onSubmit, children }: FormProps) {
  const handleSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void onSubmit(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
  };
  return (
    <form method="post" onSubmit={handleSubmit} noValidate>
      {children}
    </form>
  );
}

type SubmitProps = { pending: boolean; look?: "fill" | "line" | "link"; value?: string; children: ReactNode };

/** The button that sends a form. Until the page has come alive it is off, and with it the Enter key. */
export function Submit({ pending, look, value, children }: SubmitProps) {
  const alive = useAlive();
  return (
    <Button type="submit" look={look} value={value} pending={pending} disabled={!alive}>
      {children}
    </Button>
  );
}

const never = () => () => {};

/** False on the server and until the page listens, then true. */
function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
