/** The student that a teacher sees the class as: nobody's account, in no list, and without a word of their own. */
export const MADE_UP_STUDENT = "00000000-0000-4000-8000-000000000001";

/** Names the class that is being seen so. It only ever takes away, so it needs no seal. */
export const AS_STUDENT_COOKIE = "commonplace-as-student";
