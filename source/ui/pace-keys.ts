import {Readable} from 'node:stream';
import type {ReadStream} from 'node:tty';
import {pasteEnd, splitKey} from './split-keys.ts';

/** Time in which the rest of a key's sequence arrives, also over slow lines (ms). */
const patience = 25;
/** The same for the rest of a pasted text. A terminal that forgets to end one must not swallow the keyboard. */
const pastePatience = 2000;
const escapeKey = '\u001B';
const stopKey = '\u001A';

/**
 * A keyboard that gives one key per turn of the event loop. Keys that arrive in one read would otherwise all act upon the
 * screen as it was before the first of them: "Down Down Enter" would choose the first row. Ctrl-Z is no key but the event `stop`.
 * While raw mode is off, the terminal is somebody else's, and nothing is read.
 */
export class PacedKeys extends Readable {
	readonly isTTY = true;
	readonly #source: ReadStream;
	#waiting = '';
	#scheduled = false;
	#paused = false;
	#patience: NodeJS.Timeout | undefined;
	readonly #take = (chunk: string) => {
		this.#waiting += chunk;
		clearTimeout(this.#patience);
		this.#schedule();
	};
	readonly #end = () => this.push(null);

	constructor(source: ReadStream) {
		super({objectMode: true, read: () => {}});
		this.#source = source;
		source.setEncoding('utf8');
		source.on('data', this.#take);
		// Whoever read from it before may have paused it.
		source.resume();
		source.on('end', this.#end);
		// A terminal that is gone.
		source.on('error', this.#end);
	}

	/** Keys are text already. */
	override setEncoding(): this {
		return this;
	}

	setRawMode(mode: boolean): this {
		this.#source.setRawMode(mode);
		this.#paused = !mode;
		if (mode) {
			this.#source.resume();
			this.#schedule();
		} else this.#source.pause();
		return this;
	}

	ref(): this {
		this.#source.ref();
		return this;
	}

	unref(): this {
		this.#source.unref();
		return this;
	}

	/** Lets go of the terminal. */
	close(): void {
		clearTimeout(this.#patience);
		this.#source.off('data', this.#take);
		this.#source.off('end', this.#end);
		this.#source.off('error', this.#end);
		this.#source.pause();
		this.destroy();
	}

	#schedule(): void {
		if (this.#scheduled || this.#paused) return;
		this.#scheduled = true;
		setImmediate(() => this.#next());
	}

	#next(): void {
		this.#scheduled = false;
		if (this.#paused) return;
		const {key, rest, waits} = splitKey(this.#waiting);
		if (key !== undefined) {
			this.#give(key, rest);
			return;
		}
		clearTimeout(this.#patience);
		// No more came: it is an Escape alone, a broken sequence, or a text without its end.
		if (waits === 'key') this.#patience = setTimeout(() => this.#give(this.#waiting, ''), patience);
		if (waits === 'paste') this.#patience = setTimeout(() => this.#give(this.#waiting + pasteEnd, ''), pastePatience);
	}

	#give(key: string, rest: string): void {
		this.#waiting = rest;
		if (this.destroyed) return;
		if (key === stopKey) this.emit('stop');
		else this.push(key);
		if (key !== escapeKey) {
			if (rest !== '') this.#schedule();
			return;
		}
		// Ink, too, waits for the rest of a sequence: the next key must not melt into this Escape.
		this.#scheduled = true;
		setTimeout(() => this.#next(), 2 * patience);
	}
}
