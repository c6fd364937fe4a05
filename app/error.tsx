"use client";

import { Button, LinkButton } from "./_ui/button";
import { MessagePage } from "./_ui/message-page";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <MessagePage
      title="This page did not load."
      actions={
        <>
          <Button onClick={() => retry()}>Try again</Button>
          <LinkButton href="/" look="link">
            Go to your class
          </LinkButton>
        </>
      }
    >
      <p>Something went wrong on our side. What you wrote is safe on this device.</p>
      <Reference error={error} />
    </MessagePage>
  );
}

/** The number a teacher can give to whoever runs the installation: it stands in the log beside the cause. */
function Reference({ error }: { error: unknown }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  return digest ? <p className="ref">Reference {digest}</p> : null;
}
