import {texts} from '../texts/texts.ts';

/** Loads screens and shows them on this process's terminal. Throws when there is none. */
export async function onTerminal<Screens, Result>(
	load: () => Promise<Screens>,
	show: (screens: Screens) => Promise<Result>,
): Promise<Result> {
	const {stdin, stdout} = process;
	if (!stdin.isTTY || !stdout.isTTY) throw new Error(texts.ui.noTerminal);
	// A terminal that is gone is told by SIGHUP, or by the end of its keys; what still has to be done is done.
	for (const stream of [stdin, stdout]) stream.off('error', ignore).on('error', ignore);
	// What is typed while the screens are loaded is for them: not to be echoed, and not to move where they are drawn.
	stdin.setRawMode(true);
	stdout.write('\r');
	try {
		return await show(await withColours(load));
	} finally {
		stdin.setRawMode(false);
	}
}

const ignore = () => {};

/** React and chalk read these variables once, when they are loaded; that is why the screens are imported only here. */
async function withColours<Screens>(load: () => Promise<Screens>): Promise<Screens> {
	const {env} = process;
	env.NODE_ENV ??= 'production';
	const {FORCE_COLOR, NO_COLOR} = env;
	if (NO_COLOR) env.FORCE_COLOR = '0';
	const screens = await load();
	// The run's own process must not inherit it. Of the two NO_COLOR wins, also where colours are asked for later than now.
	if (FORCE_COLOR === undefined || NO_COLOR) delete env.FORCE_COLOR;
	else env.FORCE_COLOR = FORCE_COLOR;
	return screens;
}
