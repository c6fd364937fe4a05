import { toActionError } from "../../../_ui/action-error";
import { showToast } from "../../../_ui/toast";

/** Waits for something the reader asked for, and says in a sentence when it did not go through. */
export async function attempt(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (thrown) {
    showToast(toActionError(thrown).message);
  }
}
