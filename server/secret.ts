import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** What a key is for. One secret, one key a purpose, so that nothing sealed for one opens as another. */
type Purpose = "cursor" | "join-code" | "device";

const keys = new Map<string, Buffer>();

function keyFor(secret: string, purpose: Purpose): Buffer {
  const name = `${purpose}\0${secret}`;
  let key = keys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", secret, "commonplace", purpose, 32));
    keys.set(name, key);
  }
  return key;
}

// Sealed texts are padded to a multiple of this, so that their length says little.
const BLOCK = 48;

/**
 * Seals a text so that its holder can neither read nor change it (AES-256-GCM, base64url).
 *
 * @param secret   the installation's
 * @param purpose  what it is for; opening asks for the same
 * @param text     its length is hidden to the next 48 bytes
 */
export function seal(secret: string, purpose: Purpose, text: string): string {
  const plain = Buffer.from(text, "utf8");
  const padded = Buffer.alloc(Math.ceil((plain.length + 2) / BLOCK) * BLOCK);
  padded.writeUInt16BE(plain.length, 0);
  plain.copy(padded, 2);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(secret, purpose), nonce);
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]).toString(
    "base64url",
  );
}

/** Opens what `seal` made for the same purpose; null for anything else. */
export function open(secret: string, purpose: Purpose, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 12 + BLOCK + 16) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(secret, purpose), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    const padded = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    return padded.toString("utf8", 2, 2 + padded.readUInt16BE(0));
  } catch {
    return null;
  }
}

/** A keyed fingerprint for looking a secret up without storing it (HMAC-SHA-256, base64url). */
export const fingerprint = (secret: string, purpose: Purpose, text: string): string =>
  createHmac("sha256", keyFor(secret, purpose)).update(text).digest("base64url");

/** A plain fingerprint for tokens that are random enough to need no key (SHA-256, base64url). */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** A new random token that may stand in an address (192 bits). */
export const newToken = (): string => randomBytes(24).toString("base64url");

/** Compares two secrets in a time that says nothing about where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest()];
  return timingSafeEqual(left, right);
}
