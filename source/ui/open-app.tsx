import type {ReactNode} from 'react';
import {App, type AppProps} from './app.tsx';
import {createDraft} from './draft-store.ts';
import {createProbes} from './probe-store.ts';
import type {Opening} from './run-screen.tsx';

export type OpenedApp = {
	readonly content: ReactNode;
	/** Resolves when what was answered is saved. */
	readonly close: () => Promise<void>;
};

export async function openApp({actions, initialText, startAt = 'nodes', run}: Opening, onExit: AppProps['onExit']): Promise<OpenedApp> {
	const draft = createDraft(actions, initialText ?? (await actions.loadText()));
	const probes = createProbes(actions);
	return {
		content: <App {...{actions, draft, probes, startAt, run, onExit}} />,
		async close() {
			probes.close();
			await draft.saved();
		},
	};
}
