import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * What the holder of a data directory can be asked over the socket that is its lock. Whoever may open the socket may
 * read the directory: the file is its owner's alone. One question, one line; then lines, and a last one that says
 * that they are all.
 */

/** Answers a question in lines without line ends; none is known where it answers null. */
export type Answerer = (question: string) => AsyncIterable<string> | null;

const lastLine = 'end';
const longestQuestion = 1024;
/** Milliseconds a connection may be silent. */
const patience = 5_000;

async function* linesOf(answer: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of answer) yield `${line}\n`;
  yield `${lastLine}\n`;
}

/** Serves one connection. Whatever goes wrong ends it, before the last line. */
export const answerOn = (socket: Socket, answerer: Answerer): void => {
  let question = '';
  socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  const read = (chunk: string): void => {
    question += chunk;
    const end = question.indexOf('\n');
    if (end === -1 && question.length <= longestQuestion) return;
    socket.off('data', read);
    const answer = end === -1 ? null : answerer(question.slice(0, end));
    if (answer === null) socket.destroy();
    else pipeline(Readable.from(linesOf(answer)), socket).catch(() => socket.destroy());
  };
  socket.on('data', read);
};

/** Asks the holder whose lock is at `path`. Throws where the answer is not whole. */
export async function* askHolder(path: string, question: string): AsyncGenerator<string> {
  const socket = connect(path);
  socket.write(`${question}\n`);
  const lines = createInterface({ input: socket, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      if (line === lastLine) return;
      yield line;
    }
  } finally {
    lines.close();
    socket.destroy();
  }
  throw new Error('the running server did not answer to the end');
}
