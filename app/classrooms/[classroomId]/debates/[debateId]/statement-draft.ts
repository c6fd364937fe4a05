/** Names the place where what is not saved of a joint statement is kept on this device. */
export const placeOfStatement = (debateId: string): string => `joint:${debateId}`;
