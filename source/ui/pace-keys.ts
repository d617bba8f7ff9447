import {Readable} from 'node:stream';
import type {ReadStream} from 'node:tty';
import {splitKey} from './split-keys.ts';

/** Time in which the rest of a key's sequence arrives, also over slow lines (ms). */
const patience = 25;
const escapeKey = '\u001B';

/**
 * A keyboard that gives one key per turn of the event loop. Keys that arrive in one read would otherwise all act upon the
 * screen as it was before the first of them: "Down Down Enter" would choose the first row.
 */
export class PacedKeys extends Readable {
	readonly isTTY = true;
	readonly #source: ReadStream;
	#waiting = '';
	#scheduled = false;
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
	}

	/** Keys are text already. */
	override setEncoding(): this {
		return this;
	}

	setRawMode(mode: boolean): this {
		this.#source.setRawMode(mode);
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
		this.#source.pause();
		this.destroy();
	}

	#schedule(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		setImmediate(() => this.#next());
	}

	#next(): void {
		this.#scheduled = false;
		const {key, rest, waits} = splitKey(this.#waiting);
		if (waits) {
			this.#patience = setTimeout(() => this.#giveUp(), patience);
			return;
		}
		if (key !== undefined) this.#give(key, rest);
	}

	/** No more came: what is there is an Escape alone, or a broken sequence. */
	#giveUp(): void {
		this.#give(this.#waiting, '');
	}

	#give(key: string, rest: string): void {
		this.#waiting = rest;
		if (this.destroyed) return;
		this.push(key);
		if (key !== escapeKey) {
			if (rest !== '') this.#schedule();
			return;
		}
		// Ink, too, waits for the rest of a sequence: the next key must not melt into this Escape.
		this.#scheduled = true;
		setTimeout(() => this.#next(), 2 * patience);
	}
}
