import { numberWords } from "../../../_ui/words";

/** "3 notes lost their line". */
export const lostWords = (count: number): string =>
  count === 1 ? "One note lost its line" : `${numberWords(count, true)} notes lost their line`;
