import type {Actions} from './actions.ts';
import {App} from './app.tsx';
import {createDraft} from './draft-store.ts';
import {createProbes} from './probe-store.ts';
import type {RunScreenOptions} from './run-screen.tsx';
import {show} from './show.tsx';

/** Renders the screens until the person leaves; gives the exit code. */
export async function renderApp(actions: Actions, {initialText, startAt = 'nodes', run}: RunScreenOptions): Promise<number> {
	const draft = createDraft(actions, initialText ?? (await actions.loadText()));
	const probes = createProbes(actions);
	let code = 0;
	let lastWords = '';
	try {
		const signal = await show(() => (
			<App
				actions={actions}
				draft={draft}
				probes={probes}
				startAt={startAt}
				run={run}
				onExit={(chosen, words) => {
					code = chosen;
					lastWords = words ?? '';
				}}
			/>
		));
		if (lastWords !== '') process.stdout.write(`${lastWords}\n`);
		return signal ?? code;
	} finally {
		probes.close();
		await draft.saved();
	}
}
