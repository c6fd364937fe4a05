import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "../_ui/site-frame";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgottenPage() {
  return (
    <SiteFrame title="Forgotten your password?">
      <p>
        There is no e-mail to wait for. Tell your teacher: they can give you a new password in class, from the
        list of members.
      </p>
      <p className="mid para">
        You are a teacher? The administrator who runs this installation can invite you again, or a colleague
        who teaches the class with you can let your students in meanwhile.
      </p>
      <p className="mid para">
        You forgot your user name? It is made from your name, as in <b>maya.lindqvist</b>. Your teacher sees
        it in the list of members.
      </p>
      <p className="alt">
        <span>
          <Link className="lnk" href="/sign-in" prefetch={false}>
            Back to signing in
          </Link>
        </span>
      </p>
    </SiteFrame>
  );
}
