import {render, useApp} from 'ink';
import {type ReactNode, type RefObject, useLayoutEffect} from 'react';
import {PacedKeys} from './pace-keys.ts';
import {stopProcess} from './stop-process.ts';

type Shown = ReturnType<typeof useApp>;

/** What ends the screens from outside, and the exit code that says so. */
const endings = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/**
 * Shows what `draw` makes on the whole terminal until `leave` is called. Gives the exit code of a signal that ended it before,
 * 129 for a terminal that was closed; otherwise undefined. Rejects with whatever was thrown meanwhile, wherever it was. The terminal is as it was
 * before, however it ends; also while the process is stopped by Ctrl-Z.
 */
export async function show(draw: (leave: () => void) => ReactNode): Promise<number | undefined> {
	const stdin = new PacedKeys(process.stdin);
	const shown: RefObject<Shown | null> = {current: null};
	let code: number | undefined;
	let thrown: {readonly error: unknown} | undefined;
	let stopping = false;
	const told = process.env.INK_SCREEN_READER === 'true';

	const leave = () => shown.current?.exit();
	const end = (signal: keyof typeof endings) => {
		code ??= endings[signal];
		leave();
	};
	const fail = (error: unknown) => {
		thrown ??= {error};
		leave();
	};
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		process.off('SIGTSTP', stop);
		// Rejects when the terminal is somebody else's for the moment, an editor's say: then only the process stops.
		await shown.current?.suspendTerminal(stopProcess).catch(stopProcess);
		process.on('SIGTSTP', stop);
		stopping = false;
	};
	// Somebody else stopped the process, and the shell has written over the screen.
	const goOn = () => {
		if (!stopping) void shown.current?.suspendTerminal(async () => {}).catch(() => {});
	};

	const signals = Object.keys(endings) as Array<keyof typeof endings>;
	for (const signal of signals) process.on(signal, end);
	process.on('SIGTSTP', stop);
	process.on('SIGCONT', goOn);
	process.on('uncaughtException', fail);
	stdin.on('stop', stop);
	try {
		const app = render(<Hold shown={shown}>{draw(leave)}</Hold>, {
			stdin: stdin as unknown as NodeJS.ReadStream,
			// What is told in words may be longer than the terminal is high: it must stay where one can read back.
			alternateScreen: !told,
			isScreenReaderEnabled: told,
			exitOnCtrlC: false,
			interactive: true,
			// A key is answered at once; what a run says is told to the screens 30 times a second at most.
			maxFps: 250,
			incrementalRendering: true,
		});
		stdin.once('end', () => end('SIGHUP'));
		await app.waitUntilExit();
	} finally {
		stdin.close();
		process.off('uncaughtException', fail);
		process.off('SIGCONT', goOn);
		process.off('SIGTSTP', stop);
		for (const signal of signals) process.off(signal, end);
	}
	if (thrown) throw thrown.error;
	return code;
}

function Hold({shown, children}: {readonly shown: RefObject<Shown | null>; readonly children: ReactNode}) {
	const app = useApp();
	useLayoutEffect(() => {
		shown.current = app;
	}, [shown, app]);
	return children;
}
