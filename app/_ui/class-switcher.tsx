"use client";

import Link from "next/link";
import { classroomPaths } from "./frame";
import { ChevronIcon } from "./icons";
import { Popover } from "./popover";

type ClassSwitcherProps = {
  current: { id: string; name: string };
  classrooms: { id: string; name: string }[];
  teacher: boolean;
};

/** The class one is in, and the way to the others. */
export function ClassSwitcher({ current, classrooms, teacher }: ClassSwitcherProps) {
  const label = (
    <>
      <span className="clip1">{current.name}</span>
      <ChevronIcon />
    </>
  );
  return (
    <Popover name={`${current.name}, your classes`} label={label} className="switch" menu>
      {(close) => (
        <ul className="menu">
          {classrooms.map((one) => (
            <li key={one.id}>
              <Link
                href={classroomPaths(one.id).home}
                prefetch={false}
                onClick={close}
                aria-current={one.id === current.id ? "true" : undefined}
              >
                {one.name}
              </Link>
            </li>
          ))}
          <li className="apart">
            <Link href="/classrooms" prefetch={false} onClick={close}>
              All your classes
            </Link>
          </li>
          {teacher && (
            <li>
              <Link href="/classrooms/new" prefetch={false} onClick={close}>
                Set up a class
              </Link>
            </li>
          )}
        </ul>
      )}
    </Popover>
  );
}
