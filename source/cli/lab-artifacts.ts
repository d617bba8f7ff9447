/** What the rehearsal's hosts install, made in a process of its own while the screens are up. */
import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {root} from '../run/root.ts';
import {texts} from '../texts/texts.ts';
import type {ArtifactProgress} from '../ui/actions.ts';

const words = texts.cli.rehearsal;

type Progress = {title: string; secondsLeft?: number; failed?: string; id?: string};

/** Makes what the lab installs in a process of its own, its words in a log. */
export const makeArtifacts = (directory: string, log: string) => {
	const output = openSync(log, 'w');
	const child = spawn('bash', [path.join(root, 'scripts/lab/artifacts/make.sh'), directory], {
		env: {...process.env, KINSTALL_LAB_INSTALL: 'yes'},
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	const ready = new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', async code => {
			if (code === 0) return resolve();
			const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join('\n');
			reject(new Error(words.artifactsFailed(tail, log)));
		});
	});
	// Whoever waits for it hears of a failure; nobody has to.
	ready.catch(() => {});
	const progress = async (): Promise<Progress | undefined> =>
		readFile(path.join(directory, 'progress.json'), 'utf8').then(
			text => JSON.parse(text) as Progress,
			() => undefined,
		);
	return {ready, progress, stop: () => child.kill('SIGTERM')};
};

export type Making = ReturnType<typeof makeArtifacts>;

/** What a screen shows while they are made. */
export const subscribeTo = (making: Making) => (listener: (progress: ArtifactProgress) => void) => {
	let ended = false;
	const tell = async () => {
		const progress = await making.progress();
		if (!ended)
			listener({
				title: progress?.title ?? words.artifactsBegin,
				...(progress?.secondsLeft !== undefined && {secondsLeft: progress.secondsLeft}),
				done: false,
			});
	};
	const timer = setInterval(tell, 1000);
	const finish = (last: ArtifactProgress) => {
		ended = true;
		clearInterval(timer);
		listener(last);
	};
	making.ready.then(
		() => finish({title: words.artifactsReady, done: true}),
		error => finish({title: words.artifactsBegin, done: true, failed: error.message}),
	);
	return () => {
		ended = true;
		clearInterval(timer);
	};
};
