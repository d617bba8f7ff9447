import {render} from 'ink';
import type {Actions} from './actions.ts';
import {App} from './app.tsx';
import {createDraft} from './draft-store.ts';
import {PacedKeys} from './pace-keys.ts';
import {createProbes} from './probe-store.ts';
import type {RunScreenOptions} from './run-screen.tsx';

/** Renders the screens until the person leaves; gives the exit code. */
export async function renderApp(actions: Actions, {initialText, startAt = 'nodes', run}: RunScreenOptions): Promise<number> {
	const draft = createDraft(actions, initialText ?? (await actions.loadText()));
	const probes = createProbes(actions);
	const stdin = new PacedKeys(process.stdin);
	// A terminal that was closed ends without a key.
	let code = 130;
	try {
		const app = render(
			<App
				actions={actions}
				draft={draft}
				probes={probes}
				startAt={startAt}
				run={run}
				onExit={chosen => {
					code = chosen;
				}}
			/>,
			{stdin, alternateScreen: true, exitOnCtrlC: false, interactive: true, maxFps: 30, incrementalRendering: true},
		);
		stdin.once('end', () => app.unmount());
		await app.waitUntilExit();
	} finally {
		probes.close();
		stdin.close();
		await draft.saved();
	}
	return code;
}
