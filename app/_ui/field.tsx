"use client";

import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useState } from "react";
import type { ActionError } from "./action-error";
import { WarningIcon } from "./icons";

type Common = { name: string; label: string; hint?: ReactNode; error?: ActionError | null };
type FieldProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, "name">;

/** A labelled input. Its error, found in `error.fields[name]`, stands between label and input and is read with it. */
export function Field({ name, label, hint, error, className, ...input }: FieldProps) {
  const problem = error?.fields[name];
  return (
    <FieldFrame name={name} label={label} hint={hint} problem={problem}>
      <input
        {...input}
        id={name}
        name={name}
        className={className ? `inp ${className}` : "inp"}
        {...described(name, hint, problem)}
      />
    </FieldFrame>
  );
}

/** A password, with a way to look at what one typed. */
export function PasswordField({ name, label, hint, error, className, ...input }: FieldProps) {
  const [shown, setShown] = useState(false);
  const problem = error?.fields[name];
  return (
    <FieldFrame name={name} label={label} hint={hint} problem={problem}>
      <span className="withaside">
        <input
          {...input}
          id={name}
          name={name}
          type={shown ? "text" : "password"}
          className="inp"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...described(name, hint, problem)}
        />
        <button type="button" className="lnk" aria-controls={name} onClick={() => setShown(!shown)}>
          {shown ? "Hide" : "Show"}
          <span className="vh"> {label.toLowerCase()}</span>
        </button>
      </span>
    </FieldFrame>
  );
}

type SelectFieldProps = Common &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "name"> & {
    /** Those with a group stand under its name. */
    options: Option[];
  };
type Option = { value: string; label: string; group?: string };

/** A labelled choice from a list. */
export function SelectField({ name, label, hint, error, options, ...select }: SelectFieldProps) {
  const problem = error?.fields[name];
  return (
    <FieldFrame name={name} label={label} hint={hint} problem={problem}>
      <select {...select} id={name} name={name} className="inp" {...described(name, hint, problem)}>
        {[...new Set(options.map(({ group }) => group))].map((group) =>
          group === undefined ? (
            <Options key="" options={options.filter((option) => option.group === undefined)} />
          ) : (
            <optgroup key={group} label={group}>
              <Options options={options.filter((option) => option.group === group)} />
            </optgroup>
          ),
        )}
      </select>
    </FieldFrame>
  );
}

const Options = ({ options }: { options: Option[] }) =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));

type FrameProps = { name: string; label: string; hint?: ReactNode; problem?: string; children: ReactNode };

function FieldFrame({ name, label, hint, problem, children }: FrameProps) {
  return (
    <div className={problem ? "field err" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && <small id={`${name}-hint`}>{hint}</small>}
      {problem && (
        <p className="msg" id={`${name}-error`}>
          <WarningIcon />
          <span>{problem}</span>
        </p>
      )}
      {children}
    </div>
  );
}

function described(name: string, hint: ReactNode, problem: string | undefined) {
  const ids = [hint ? `${name}-hint` : "", problem ? `${name}-error` : ""].filter(Boolean).join(" ");
  return { "aria-invalid": problem ? true : undefined, "aria-describedby": ids || undefined } as const;
}
