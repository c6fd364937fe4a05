"use client";

import { AS_STUDENT_COOKIE } from "#domain/as-student";
import { Banner } from "./banner";
import { Button } from "./button";
import { classroomPaths } from "./frame";

function setCookie(classroomId: string, more = ""): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${AS_STUDENT_COOKIE}=${classroomId}; path=/; samesite=lax${secure}${more}`;
}

/** Shows the class as a student sees it who has just joined, until the teacher comes back. */
export function ViewAsStudent({ classroomId }: { classroomId: string }) {
  const handleView = () => {
    setCookie(classroomId);
    // The document anew: nothing the teacher has read stays on the page.
    location.assign(classroomPaths(classroomId).home);
  };
  return (
    <Button look="link" onClick={handleView}>
      View as a student
    </Button>
  );
}

/** Says whose eyes these are, and leads back to one's own. */
export function SeenAsStudent() {
  const handleBack = () => {
    setCookie("", "; max-age=0");
    location.reload();
  };
  return (
    <Banner
      kind="archived"
      action={
        <Button look="line" size="sm" onClick={handleBack}>
          Back to your own view
        </Button>
      }
    >
      You see the class as a student who has just joined and has answered nothing. Nothing is written from
      here.
    </Banner>
  );
}
