import { memo } from "react";
import { Written } from "../../../_ui/written";

/** What somebody wrote. Kept as it is while everything around it changes. */
export const CommentBody = memo(function CommentBody({ html }: { html: string }) {
  return <Written html={html} className="body" />;
});
