"use client";

import { type ReactNode, useState } from "react";
import {
  defaultReader,
  READ_SIZE_DEFAULT,
  READ_SIZE_MAX,
  READ_SIZE_MIN,
  type ReaderSettings,
} from "#domain/reader";
import { Popover } from "./popover";
import { changeReader } from "./reader-account";
import { readReaderCookie } from "./reader-browser";

/** The button and panel for size, spacing and face of the book, and light or dark. Every change shows at once. */
export function TextSettings({ label = "Text settings" }: { label?: ReactNode }) {
  return (
    <Popover name="Text settings" label={label} className="textset">
      {() => <Settings />}
    </Popover>
  );
}

function Settings() {
  const [settings, setSettings] = useState(readReaderCookie);
  const change = (part: Partial<ReaderSettings>) => {
    const next = { ...readReaderCookie(), ...part };
    setSettings(next);
    changeReader(next);
  };
  const size = settings.size ?? READ_SIZE_DEFAULT;
  return (
    <div className="settings">
      <div className="set">
        <label htmlFor="read-size">Text size</label>
        <output htmlFor="read-size">{settings.size ?? "Usual"}</output>
        <input
          id="read-size"
          type="range"
          min={READ_SIZE_MIN}
          max={READ_SIZE_MAX}
          step={1}
          value={size}
          aria-valuetext={`${size} pixels`}
          onChange={(event) => change({ size: Number(event.target.value) })}
        />
      </div>
      <Choice
        legend="Line spacing"
        name="read-space"
        value={settings.space}
        options={[
          ["normal", "Usual"],
          ["wide", "Wide"],
          ["wider", "Wider"],
        ]}
        onChange={(space) => change({ space })}
      />
      <Choice
        legend="Letters of the book"
        name="read-face"
        value={settings.face}
        options={[
          ["serif", "Serif"],
          ["sans", "Sans"],
        ]}
        onChange={(face) => change({ face })}
      />
      <Choice
        legend="Light or dark"
        name="read-theme"
        value={settings.theme}
        options={[
          ["system", "As the device"],
          ["light", "Light"],
          ["dark", "Dark"],
        ]}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        legend="Single keys, such as S and J"
        name="read-keys"
        value={settings.keys}
        options={[
          ["on", "On"],
          ["off", "Off"],
        ]}
        onChange={(keys) => change({ keys })}
      />
      <Choice
        legend="Screen readers: tell what is marked"
        name="read-marks"
        value={settings.marks}
        options={[
          ["sentence", "After a sentence"],
          ["request", "When asked"],
          ["never", "Never"],
        ]}
        onChange={(marks) => change({ marks })}
      />
      <button
        type="button"
        className="lnk"
        onClick={() => change({ ...defaultReader, keys: settings.keys, marks: settings.marks })}
      >
        Back to the usual settings
      </button>
    </div>
  );
}

type ChoiceProps<T extends string> = {
  legend: string;
  name: string;
  value: T;
  options: [T, string][];
  onChange: (value: T) => void;
};

function Choice<T extends string>({ legend, name, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="set">
      <legend>{legend}</legend>
      <div className="opts">
        {options.map(([key, words]) => (
          <label key={key}>
            <input
              type="radio"
              name={name}
              value={key}
              checked={value === key}
              onChange={() => onChange(key)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
