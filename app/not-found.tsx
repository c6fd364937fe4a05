import type { Metadata } from "next";
import { headers } from "next/headers";
import { LinkButton } from "./_ui/button";
import { MessagePage } from "./_ui/message-page";

export const metadata: Metadata = { title: "Nothing here" };

export default async function NotFound() {
  // Reading the request keeps this page from being built ahead of time, when its scripts would carry no nonce.
  await headers();
  return (
    <MessagePage
      title="There is nothing here for you."
      actions={<LinkButton href="/">Go to your class</LinkButton>}
    >
      <p>
        The address may be mistyped, or what was here has gone, or it belongs to a class you are not in. Ask
        whoever gave you the link.
      </p>
    </MessagePage>
  );
}
