import type { Metadata } from "next";
import Link from "next/link";
import "./privacy.css";

export const metadata: Metadata = { title: "Who can see what" };

const ROWS: { what: string; you: string; class: string; teacher: string; admin: string }[] = [
  {
    what: "Your name in a class, and whether you teach it",
    you: "Yes",
    class: "Yes, in that class",
    teacher: "Yes",
    admin: "Yes",
  },
  { what: "Your user name", you: "Yes", class: "No", teacher: "Yes", admin: "Yes" },
  {
    what: "Your password",
    you: "Only you know it",
    class: "No",
    teacher: "No. Whoever gives you a new one sees that one",
    admin: "No",
  },
  {
    what: "Your comments and replies",
    you: "Yes",
    class: "Yes",
    teacher: "Yes",
    admin: "No, unless in the class",
  },
  {
    what: "A note for the class, and what you mark in the text for it",
    you: "Yes",
    class: "Yes",
    teacher: "Yes",
    admin: "No, unless in the class",
  },
  {
    what: "A note for your group, with its replies",
    you: "Yes",
    class: "Who is in the group now",
    teacher: "Yes",
    admin: "No, unless in the class",
  },
  {
    what: "A note for your teacher",
    you: "Yes",
    class: "No",
    teacher: "All teachers of the class",
    admin: "No, unless in the class",
  },
  { what: "A private note or mark", you: "Yes", class: "No", teacher: "No", admin: "No" },
  {
    what: "That you reacted to a note",
    you: "Yes",
    class: "Counted without your name",
    teacher: "Counted without your name",
    admin: "No, unless in the class",
  },
  {
    what: "Earlier wordings of what you changed",
    you: "Yes",
    class: "That it was changed",
    teacher: "Yes",
    admin: "No",
  },
  {
    what: "A comment you removed",
    you: "A gap, if there are replies",
    class: "A gap, if there are replies",
    teacher: "A gap, if there are replies",
    admin: "No",
  },
  {
    what: "A comment a teacher took off the page",
    you: "Yes, with the reason",
    class: "A gap, if there are replies",
    teacher: "Yes",
    admin: "No",
  },
  {
    what: "A report you send",
    you: "Yes",
    class: "No, nor does its writer",
    teacher: "Yes, with your name",
    admin: "No",
  },
  {
    what: "What you make of a claim to test",
    you: "Yes",
    class: "Counted without your name, for who has weighed in too",
    teacher: "Counted without your name",
    admin: "No, unless in the class",
  },
  {
    what: "How many of the notes you were asked for you have written",
    you: "Yes",
    class: "No",
    teacher: "Yes, and when the last one was",
    admin: "No, unless in the class",
  },
  {
    what: "Your answer to a question",
    you: "Yes",
    class:
      "Those who have answered too, or everybody where there is no gate; only your group where it answers in groups",
    teacher: "Yes, at once",
    admin: "No, unless in the class",
  },
  {
    what: "Your name on an answer that is anonymous to classmates",
    you: "Yes",
    class: "A made-up name, and the day. How you write may still tell",
    teacher: "Yes",
    admin: "No, unless in the class",
  },
  {
    what: "An answer you have begun and not handed in",
    you: "Yes, on every device",
    class: "No",
    teacher: "No",
    admin: "No",
  },
  {
    what: "What a teacher writes to you about your answer",
    you: "Yes",
    class: "No",
    teacher: "All teachers of the class",
    admin: "No, unless in the class",
  },
  {
    what: "What you make of the guide's own answer",
    you: "Yes",
    class: "Counted without your name, for who has said it too",
    teacher: "Counted without your name",
    admin: "No, unless in the class",
  },
  {
    what: "What you say in a debate, and which side you have",
    you: "Yes",
    class: "Yes",
    teacher: "Yes",
    admin: "No, unless in the class",
  },
  {
    what: "How you vote in a debate",
    you: "Yes, until the last vote is over",
    class: "No. When the debate is over, counted without names, five people or more",
    teacher: "The same, and how many have voted",
    admin: "No",
  },
  {
    what: "How you vote in a debate whose votes are by name, which it says beforehand",
    you: "Yes",
    class: "Yes, when the debate is over",
    teacher: "Yes, when the debate is over",
    admin: "No, unless in the class",
  },
  {
    what: "How you weigh what others said in a debate",
    you: "Yes",
    class: "Counted without your name",
    teacher: "Counted without your name",
    admin: "No, unless in the class",
  },
  {
    what: "What you were writing when a phase of a debate ended, and is kept for you",
    you: "Yes, on every device",
    class: "No",
    teacher: "No",
    admin: "No",
  },
  {
    what: "Which group you are in",
    you: "Yes",
    class: "Your group",
    teacher: "Yes",
    admin: "No, unless in the class",
  },
  {
    what: "What you have read, how far, and what is new to you",
    you: "Yes",
    class: "No",
    teacher: "No",
    admin: "No",
  },
  {
    what: "Other drafts, and what is not yet sent",
    you: "Yes, on the device you wrote on",
    class: "No",
    teacher: "No",
    admin: "No",
  },
  { what: "The devices you are signed in on", you: "Yes", class: "No", teacher: "No", admin: "No" },
];

export default function PrivacyPage() {
  return (
    <main className="leaf wide priv" id="main">
      <p className="mark">
        <b aria-hidden="true">¶</b>Commonplace
      </p>
      <h1>Who can see what</h1>
      <p className="lead">
        A class is a room with a door. Nothing that is written inside can be read from outside it, nor found
        by a search engine.
      </p>
      <table>
        <caption className="vh">
          What you, your classmates, your teachers and the administrator can see
        </caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">You</th>
            <th scope="col">Your class</th>
            <th scope="col">Its teachers</th>
            <th scope="col">The administrator</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row.what}>
              <th scope="row">{row.what}</th>
              <td data-for="You">{row.you}</td>
              <td data-for="Your class">{row.class}</td>
              <td data-for="Its teachers">{row.teacher}</td>
              <td data-for="The administrator">{row.admin}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <section aria-labelledby="machine">
        <h2 id="machine">Whoever keeps the machine</h2>
        <p>
          Everything is kept in one database on your school’s own machine. A person with access to that
          machine, or to its backups, can read the database: comments and notes, private ones, earlier
          wordings and removed ones included. Passwords are kept only as a hash, which cannot be turned back
          into the password. The page for administrators shows accounts, and no comments.
        </p>
        <p>
          Votes in a debate are kept apart from who cast them, and until the last vote is over such a person
          could still work out whose is whose. The link is destroyed as soon as somebody opens the debate, the
          list of debates or the class’s home page after that. In a backup made before, it remains.
        </p>
      </section>
      <section aria-labelledby="others">
        <h2 id="others">Other companies</h2>
        <p>
          None are asked for anything: no advertising, no statistics, no fonts or pictures from elsewhere. If
          your school lets you sign in with its own account, that account’s provider learns that you signed in
          here, and nothing of what you do.
        </p>
      </section>
      <section aria-labelledby="cookies">
        <h2 id="cookies">On your device</h2>
        <p>
          One cookie keeps you signed in, one protects the sign-in form, one remembers that you have signed in
          from this browser before, one keeps your text settings, one says which time zone this browser is in.
          Drafts are kept in the browser for your account alone. Settings and drafts are removed when you sign
          out; your settings are back when you sign in.
        </p>
      </section>
      <section aria-labelledby="leaving">
        <h2 id="leaving">When somebody leaves</h2>
        <p>
          Whoever is removed from a class can no longer open it, from the next click on. What they wrote stays
          in its place, with the name they had there.
        </p>
      </section>
      <p className="brow">
        <Link className="lnk" href="/" prefetch={false}>
          Back to your class
        </Link>
      </p>
    </main>
  );
}
