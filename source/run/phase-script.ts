import type {Folder} from './folder.ts';
import {type Message, type Script, startScript} from './start-script.ts';

export type PreparedPhase = {
	/** Lets the script do its work, on all hosts of its step or on those in `only`. */
	readonly begin: (only: readonly string[], hear: (message: Message) => void) => Script;
	readonly kill: () => void;
};

/** Starts a phase's script and lets it wait: while one phase works the next is loaded already. */
export const preparePhase = (id: string, folder: Folder): PreparedPhase => {
	let listen: (message: Message) => void = () => {};
	const script = startScript(id, ['--plan', folder.plan, '--wait'], message => listen(message));
	return {
		begin(only, hear) {
			listen = hear;
			script.send({type: 'begin', only});
			return script;
		},
		kill: script.kill,
	};
};
