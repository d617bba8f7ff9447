import {type ReactNode, useEffect, useState} from 'react';
import {Reading} from './components/reading.tsx';
import type {OpenedApp} from './open-app.tsx';
import type {Opening} from './run-screen.tsx';
import {show} from './show.tsx';

/** Renders the screens until the person leaves; gives the exit code. The first frame is drawn before anything else is loaded. */
export async function renderApp(directory: string, open: () => Promise<Opening>): Promise<number> {
	let code = 0;
	let lastWords = '';
	let app: Promise<OpenedApp> | undefined;
	const load = async (): Promise<OpenedApp> => {
		const [opening, {openApp}] = await Promise.all([open(), import('./open-app.tsx')]);
		return openApp(opening, (chosen, words) => {
			code = chosen;
			lastWords = words ?? '';
		});
	};
	const content = async () => {
		app = load();
		return (await app).content;
	};
	try {
		const signal = await show(() => <Awaited content={content} meanwhile={<Reading directory={directory} />} />);
		if (lastWords !== '') process.stdout.write(`${lastWords}\n`);
		return signal ?? code;
	} finally {
		await (await app?.catch(() => undefined))?.close();
	}
}

/** Who rejects is heard by `show`. */
function Awaited({content, meanwhile}: {readonly content: () => Promise<ReactNode>; readonly meanwhile: ReactNode}) {
	const [shown, setShown] = useState(meanwhile);
	useEffect(() => void content().then(setShown), [content]);
	return shown;
}
