import {texts} from '../../texts/texts.ts';
import {HttpError} from './http-error.ts';
import {persist} from './persist.ts';
import type {Settings} from './types.ts';

/** A signal that also fires when `alive` was not called for so long. */
export const stallGuard = ({signal, retry: {stall}}: Pick<Settings, 'signal' | 'retry'>) => {
	const stalled = new AbortController();
	const timer = setTimeout(() => stalled.abort(new Error(texts.artifacts.stalled(Math.round(stall / 1000)))), stall);
	return {
		signal: AbortSignal.any([signal, stalled.signal]),
		alive: () => timer.refresh(),
		[Symbol.dispose]: () => clearTimeout(timer),
	};
};

/** Sum files are a line or some dozens; more is something else. */
const longest = 1 << 20;

/** A small text file, or undefined where the server says there is none. Throws when the server cannot be asked. */
export const fetchText = async (url: string, settings: Pick<Settings, 'signal' | 'retry'>): Promise<string | undefined> => {
	try {
		return await persist(async () => {
			using guard = stallGuard(settings);
			const response = await fetch(url, {signal: guard.signal});
			if (!response.ok) throw await refuse(response);
			let text = '';
			const decoder = new TextDecoder();
			for await (const chunk of response.body ?? []) {
				guard.alive();
				text += decoder.decode(chunk, {stream: true});
				if (text.length > longest) return undefined;
			}

			return text;
		}, settings);
	} catch (error) {
		if (error instanceof HttpError && !error.passes) return undefined;
		throw error;
	}
};

/** Whether the server has a file. Throws when it cannot be asked. */
export const exists = async (url: string, settings: Pick<Settings, 'signal' | 'retry'>): Promise<boolean> => {
	const response = await persist(async () => {
		using guard = stallGuard(settings);
		return await fetch(url, {method: 'HEAD', signal: guard.signal});
	}, settings);
	return response.ok;
};

/** The error of an unwelcome answer, whose body nobody reads. */
export const refuse = async (response: Response): Promise<HttpError> => {
	await response.body?.cancel();
	return new HttpError(response.status);
};
