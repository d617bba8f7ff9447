import type {ExecutionContext} from 'ava';
import {render} from 'ink-testing-library';
import type {Actions, Run} from '../../source/ui/actions.ts';
import {App} from '../../source/ui/app.tsx';
import type {ScreenName} from '../../source/ui/components/header.tsx';
import {createDraft} from '../../source/ui/draft-store.ts';
import {createProbes} from '../../source/ui/probe-store.ts';
import {clusterText} from './fake-actions.ts';
import {until} from './until.ts';

export const keyCodes = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	esc: '\u001B',
	enter: '\r',
	tab: '\t',
	backspace: '\u007F',
	'ctrl-c': '\u0003',
	'ctrl-u': '\u0015',
	space: ' ',
} as const;

export type Stage = {
	/** The screen as text. */
	readonly frame: () => string;
	/** Presses one key (by name, or the character itself) and waits until the screen has changed or `shows` is seen. */
	readonly press: (key: keyof typeof keyCodes | string, shows?: string | RegExp) => Promise<void>;
	readonly type: (text: string) => Promise<void>;
	readonly paste: (text: string) => void;
	readonly sees: (text: string | RegExp) => Promise<void>;
	readonly exitCode: () => number | undefined;
};

type Given = {readonly text?: string; readonly startAt?: ScreenName; readonly run?: Run};

/** The whole app on a terminal of 100 columns; it ends with the test. */
export function stage(t: ExecutionContext, actions: Actions, {text = clusterText, startAt = 'nodes', run}: Given = {}): Stage {
	let code: number | undefined;
	const draft = createDraft(actions, text);
	const probes = createProbes(actions);
	const onExit = (chosen: number) => {
		code = chosen;
	};
	const app = render(<App actions={actions} draft={draft} probes={probes} startAt={startAt} run={run} onExit={onExit} />);
	t.teardown(() => {
		app.unmount();
		probes.close();
	});
	const frame = () => app.lastFrame() ?? '';
	const has = (wanted: string | RegExp) => (typeof wanted === 'string' ? frame().includes(wanted) : wanted.test(frame()));
	const sees = (wanted: string | RegExp) =>
		until(
			() => has(wanted),
			() => `${wanted} is not in:\n${frame()}`,
		);
	const press = async (key: string, shows?: string | RegExp) => {
		await until(() => app.stdin.listenerCount('readable') > 0, frame);
		const before = frame();
		app.stdin.write(keyCodes[key as keyof typeof keyCodes] ?? key);
		await (shows === undefined ? until(() => frame() !== before || code !== undefined, frame) : sees(shows));
	};
	return {
		frame,
		press,
		async type(typed) {
			for (const character of typed) await press(character);
		},
		paste: pasted => app.stdin.write(`\u001B[200~${pasted}\u001B[201~`),
		sees,
		exitCode: () => code,
	};
}
