import type { Actor, ClassroomActor, MemberRole } from "./actor";
import { isFor, type Scope } from "./audience";
import { DomainError } from "./errors";

/** What the predicates may look at. A service loads the subject, then asks; a missing field counts as "no". */
export type Subject = {
  authorId?: string;
  hiddenAt?: string | Date | null;
  deletedAt?: string | Date | null;
  lockedAt?: string | Date | null;
  /** The section or claim it stands on. */
  sectionId?: string;
  /** The actor has said what they make of the claim. */
  hasWeighedIn?: boolean;
  /** It is the answer to a prompt, which stays as it was handed in. */
  isAnswer?: boolean;
  /** It is said in a debate, where things are said and changed by the debate's rules. */
  isMove?: boolean;
  /** A debate, or its votes, may be told: it is over. */
  isOver?: boolean;
  /** The class was told that votes are shown by name. */
  isNamed?: boolean;
  /** A prompt is shown to students, and its time has come. */
  isPublished?: boolean;
  /** A prompt is set to this member. */
  isAsked?: boolean;
  /** The others' answers are open to this member. */
  hears?: boolean;
  /** The guide's own answer opens with them. */
  opensGuide?: boolean;
  /** When an assignment was taken back. */
  withdrawnAt?: string | null;
  /** Whom it is for. */
  scope?: Scope;
  targetUserId?: string;
  targetRole?: MemberRole;
  targetIsOwner?: boolean;
};

type Predicate = (actor: ClassroomActor, subject: Subject) => boolean;

const isMember: Predicate = () => true;
const isTeacher: Predicate = (actor) => actor.role === "teacher";
const isOwner: Predicate = (actor) => actor.isOwner;
const isAuthor: Predicate = (actor, subject) => subject.authorId === actor.userId;
const isSelf: Predicate = (actor, subject) => subject.targetUserId === actor.userId;
const isActive: Predicate = (actor) => !actor.isArchived;
const isShown: Predicate = (_, subject) => !subject.hiddenAt && !subject.deletedAt;
const isNotDeleted: Predicate = (_, subject) => !subject.deletedAt;
const isUnlocked: Predicate = (actor, subject) => !subject.lockedAt || actor.role === "teacher";
const isOpenToRead: Predicate = (actor, subject) =>
  subject.sectionId === undefined || !actor.lockedSections.includes(subject.sectionId);
const isForActor: Predicate = (actor, subject) => subject.scope === undefined || isFor(actor, subject.scope);
const hasWeighedIn: Predicate = (_, subject) => subject.hasWeighedIn === true;
const isAnswer: Predicate = (_, subject) => subject.isAnswer === true;
const isMove: Predicate = (_, subject) => subject.isMove === true;
const isOver: Predicate = (_, subject) => subject.isOver === true;
const isNamed: Predicate = (_, subject) => subject.isNamed === true;
const isNotWithdrawn: Predicate = (_, subject) => !subject.withdrawnAt;
const isPublished: Predicate = (_, subject) => subject.isPublished === true;
const isAsked: Predicate = (_, subject) => subject.isAsked === true;
const hears: Predicate = (_, subject) => subject.hears === true;
const opensGuide: Predicate = (_, subject) => subject.opensGuide === true;
const targetsStudent: Predicate = (_, subject) => subject.targetRole === "student";
const targetsOwner: Predicate = (_, subject) => subject.targetIsOwner === true;

const all =
  (...rules: Predicate[]): Predicate =>
  (actor, subject) =>
    rules.every((rule) => rule(actor, subject));
const any =
  (...rules: Predicate[]): Predicate =>
  (actor, subject) =>
    rules.some((rule) => rule(actor, subject));
const not =
  (rule: Predicate): Predicate =>
  (actor, subject) =>
    !rule(actor, subject);

/**
 * Who may do what inside a classroom, to be read aloud. The matrix in docs/security/authz.csv says the same
 * by example, and `server/api/access.test.ts` holds the two together.
 */
const CLASSROOM_POLICY = {
  "classroom.read": isMember,
  "classroom.update": all(isTeacher, isActive),
  "classroom.readCode": isTeacher,
  "classroom.rotateCode": all(isTeacher, isActive),
  "classroom.leave": not(isOwner),
  "member.list": isTeacher,
  "member.remove": all(isTeacher, not(isSelf), not(targetsOwner), any(isOwner, targetsStudent)),
  "member.letIn": all(isTeacher, isActive),
  "member.setRole": all(isOwner, isActive, not(targetsOwner)),
  "member.resetPassword": all(isTeacher, targetsStudent),
  "theme.read": isTeacher,
  "theme.write": all(isTeacher, isActive),
  "group.read": isTeacher,
  "group.write": all(isTeacher, isActive),
  "assignment.read": any(isTeacher, isNotWithdrawn),
  "assignment.ledger": isTeacher,
  "assignment.write": all(isTeacher, isActive),
  "prompt.read": any(isTeacher, all(isNotWithdrawn, isPublished, isAsked)),
  "answer.write": all(not(isTeacher), isActive),
  "answer.remove": all(isActive, isAuthor),
  "answer.hear": any(isTeacher, hears),
  "answer.readGuide": any(isTeacher, all(hears, opensGuide)),
  "answer.readFeedback": any(isTeacher, isAuthor),
  "answer.moderate": all(isTeacher, isActive),
  "debate.read": any(isTeacher, isNotWithdrawn),
  "debate.create": all(isTeacher, isActive),
  "debate.amend": all(isTeacher, isActive),
  "debate.phase": all(isTeacher, isActive),
  "debate.seat": all(isTeacher, isActive),
  "debate.takeSeat": all(not(isTeacher), isActive),
  "debate.vote": all(not(isTeacher), isActive),
  "debate.turnout": isTeacher,
  "debate.results": isOver,
  "debate.whoVotedWhat": all(isOver, isNamed),
  "debate.claim": all(not(isTeacher), isActive),
  "debate.changeClaim": all(not(isTeacher), isActive, isAuthor),
  "debate.mark": all(isTeacher, isActive),
  "debate.weigh": all(isActive, isOver, not(isAuthor)),
  "debate.state": all(not(isTeacher), isActive),
  "debate.keep": not(isTeacher),
  "guide.read": isMember,
  "guide.readText": isOpenToRead,
  "guide.listParts": isTeacher,
  "guide.lockPart": all(isTeacher, isActive),
  "guide.readEditions": isTeacher,
  "guide.update": all(isTeacher, isActive),
  "comment.list": isOpenToRead,
  "comment.create": all(isActive, isShown, isUnlocked, not(isMove)),
  "comment.update": all(isActive, isAuthor, isShown, isUnlocked, not(isAnswer), not(isMove)),
  "comment.delete": all(isActive, any(isAuthor), isNotDeleted, not(isAnswer), not(isMove)),
  "comment.history": any(isAuthor, isTeacher),
  "comment.source": all(isAuthor, isNotDeleted),
  "comment.pin": all(isTeacher, isActive, isShown),
  "comment.lock": all(isTeacher, isActive, isShown),
  "comment.moderate": all(isTeacher, isActive, isNotDeleted),
  "comment.report": all(isShown, not(isAuthor)),
  "comment.markSeen": isMember,
  "comment.react": all(isActive, isForActor, isShown, not(isMove)),
  "comment.endorse": all(isTeacher, isActive, isForActor, isShown, not(isAuthor), not(isMove)),
  "annotation.create": all(isActive, isOpenToRead),
  "annotation.read": isOpenToRead,
  "annotation.update": all(isActive, isAuthor, isShown),
  "annotation.reattach": all(isActive, isForActor, isShown, any(isAuthor, isTeacher)),
  "annotation.board": isMember,
  "annotation.own": isMember,
  "annotation.export": isOpenToRead,
  "annotation.exportClass": isTeacher,
  "annotation.import": isActive,
  "claim.read": isOpenToRead,
  "claim.weighIn": all(isActive, isOpenToRead),
  "claim.spread": all(isOpenToRead, any(isTeacher, hasWeighedIn)),
  "report.list": isTeacher,
  "report.resolve": isTeacher,
  "search.query": isMember,
  "live.subscribe": isMember,
  "progress.read": isMember,
  "progress.keep": isOpenToRead,
} satisfies Record<string, Predicate>;

export type ClassroomAction = keyof typeof CLASSROOM_POLICY;

const ACCOUNT_POLICY = {
  "classroom.create": (actor: Actor) => actor.accountRole === "teacher",
  "guide.list": (actor: Actor) => actor.accountRole === "teacher",
  "teacher.invite": (actor: Actor) => actor.isAdmin,
  "user.list": (actor: Actor) => actor.isAdmin,
  "user.disable": (actor: Actor) => actor.isAdmin,
  "user.resetPassword": (actor: Actor) => actor.isAdmin,
  "user.self": () => true,
} satisfies Record<string, (actor: Actor) => boolean>;

export type AccountAction = keyof typeof ACCOUNT_POLICY;

/**
 * Says whether a member may do something in the classroom. Pure: the same answer for the same facts.
 *
 * @param actor    with the membership held now
 * @param action   a word of the table above
 * @param subject  the facts of what it is done to, already loaded
 */
export const can = (actor: ClassroomActor, action: ClassroomAction, subject: Subject = {}): boolean =>
  CLASSROOM_POLICY[action](actor, subject);

/** Says whether an account may do something in the installation, outside any classroom. */
export const canInInstallation = (actor: Actor, action: AccountAction): boolean =>
  ACCOUNT_POLICY[action](actor);

const REFUSALS: Partial<Record<ClassroomAction, string>> = {
  "comment.update": "Only its writer can change this.",
  "comment.delete": "Only its writer can remove this.",
  "comment.source": "Only its writer can change this.",
  "comment.history": "Only its writer and the teachers can see what this said before.",
  "annotation.update": "Only its writer can change this.",
  "annotation.reattach": "Only its writer and the teachers can give this its line again.",
  "comment.endorse": "Only a teacher can say that somebody else's note is worth reading.",
  "comment.report": "This is your own. Change or remove it instead.",
  "member.remove": "You cannot remove this member.",
  "debate.vote": "Teachers do not vote in a debate of their class.",
  "debate.claim": "Students speak in a debate. A teacher marks what is said.",
  "debate.changeClaim": "Only its writer can change this.",
  "debate.takeSeat": "Teachers sit on no side.",
  "debate.state": "The joint statement is the students'.",
  "debate.keep": "Only students have words kept from a debate.",
  "debate.results": "The votes are told when the debate is over, and not before.",
  "debate.whoVotedWhat": "Nobody can say who voted what here.",
  "debate.weigh": "Claims are weighed when the debate is over, and not by who made them.",
  "classroom.leave": "The class belongs to you, so you cannot leave it.",
};

/**
 * Lets pass what the policy allows.
 *
 * @throws {DomainError} CLOSED     the class is archived, the part is not open yet, or the thread is locked or removed
 * @throws {DomainError} FORBIDDEN  the actor may see this but not do it
 */
export function authorize(actor: ClassroomActor, action: ClassroomAction, subject: Subject = {}): void {
  if (can(actor, action, subject)) return;
  // State before person: somebody who could do it in another state hears about the state.
  const open = can({ ...actor, isArchived: false, lockedSections: [] }, action, {
    ...subject,
    lockedAt: null,
    hiddenAt: null,
    deletedAt: null,
    isAnswer: false,
    isMove: false,
  });
  if (!open)
    throw new DomainError("FORBIDDEN", REFUSALS[action] ?? "Only a teacher of this class can do that.");
  if (!isOpenToRead(actor, subject))
    throw new DomainError("CLOSED", "This part of the guide is not open yet. Your teacher opens it later.");
  if (actor.isArchived)
    throw new DomainError("CLOSED", "This class is archived. It can be read, not added to.");
  if (subject.isAnswer && !subject.deletedAt)
    throw new DomainError("CLOSED", "An answer stays as it was handed in. Add second thoughts below it.");
  if (subject.isMove && !subject.deletedAt && !subject.hiddenAt)
    throw new DomainError(
      "CLOSED",
      "This was said in a debate. It is answered and changed on the debate's page, while its phase is open.",
    );
  if (subject.lockedAt && !subject.hiddenAt && !subject.deletedAt)
    throw new DomainError("CLOSED", "A teacher has closed this thread. It can be read, not added to.");
  throw new DomainError("CLOSED", "This was removed, so it cannot be changed or answered.");
}

/** @throws {DomainError} FORBIDDEN  the account may not do this in the installation */
export function authorizeInInstallation(actor: Actor, action: AccountAction): void {
  if (!canInInstallation(actor, action))
    throw new DomainError("FORBIDDEN", "Your account is not allowed to do that.");
}
