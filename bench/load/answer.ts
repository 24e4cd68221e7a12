/** The part of an HTTP/1.1 answer that a generator needs. */
export interface Answer {
  status: number;
  /** Bytes of head and body together. */
  length: number;
}

const HEAD_END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3})/;
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * Reads the answer at the beginning of `bytes`; undefined where it has not come whole yet.
 * @throws Error where its length is not told, as with a chunked body
 */
export function readAnswer(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = STATUS.exec(head)?.[1];
  const contentLength = CONTENT_LENGTH.exec(head)?.[1];
  if (!status || !contentLength) throw new Error(`an answer without status or length: ${head.slice(0, 200)}`);
  const length = headEnd + HEAD_END.length + Number(contentLength);
  return bytes.length < length ? undefined : { status: Number(status), length };
}
