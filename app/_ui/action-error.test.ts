import { describe, expect, it } from "vitest";
import { actionError, toActionError } from "./action-error";

const refusal = (domain: unknown) => Object.assign(new Error("from the API"), { data: { domain } });

describe("toActionError", () => {
  it("shows the API's own sentence and its sentences by field", () => {
    const error = toActionError(
      refusal({
        code: "CONFLICT",
        message: "Maya is taken.",
        details: { name: "Maya is taken.", free: "maya2" },
      }),
    );
    expect(error).toEqual({
      code: "CONFLICT",
      message: "Maya is taken.",
      fields: { name: "Maya is taken." },
    });
  });

  it("leaves numbers for programs out of the form", () => {
    const error = toActionError(
      refusal({ code: "RATE_LIMITED", message: "Wait.", details: { retryAfterSeconds: 9 } }),
    );
    expect(error.fields).toEqual({});
  });

  it("takes an answer that never came for a network that is away", () => {
    expect(toActionError(new TypeError("Failed to fetch")).code).toBe("OFFLINE");
  });

  it("shows nothing of a defect", () => {
    const error = toActionError(
      Object.assign(new Error("SECRET"), { data: { code: "INTERNAL_SERVER_ERROR" } }),
    );
    expect(error.code).toBe("UNKNOWN");
    expect(JSON.stringify(error)).not.toContain("SECRET");
  });

  it("lets its own errors through", () => {
    const error = actionError("INVALID", "Write it.", { name: "Write it." });
    expect(toActionError(error)).toBe(error);
  });
});
