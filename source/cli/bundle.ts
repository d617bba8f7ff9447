/** `kinstall bundle`: makes one file of all that an install takes from elsewhere, checks one, says what is in one. */
import {stat} from 'node:fs/promises';
import path from 'node:path';
import {bundleOf, createBundle} from '../run/bundle/create-bundle.ts';
import {type Bundle, openBundle} from '../run/bundle/open-bundle.ts';
import {pushBundle} from '../run/bundle/push-bundle.ts';
import type {Member} from '../run/bundle/types.ts';
import {verifyBundle} from '../run/bundle/verify-bundle.ts';
import type {Loaded} from '../run/load-spec.ts';
import {texts} from '../texts/texts.ts';
import {cells} from '../ui/cells.ts';
import {exitCodes} from './exit-codes.ts';
import {makePrinter, type Printer} from './print.ts';
import {reportError} from './report-error.ts';

const t = texts.bundle;

const sizeOf = (bytes: number): string => (bytes < 2 ** 20 ? `${Math.ceil(bytes / 2 ** 10)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`);

/** What tells one bundle from another. */
const printWhole = async ({file, lock, digest}: Bundle, printer: Printer): Promise<void> => {
	const {size} = await stat(file);
	const {members, ...whole} = lock;
	printer.line(`${t.for(lock.kubernetes, lock.architectures)}; ${t.total(members.length, sizeOf(size))}`);
	printer.line(t.digest(digest), {bundle: {file, size, digest, files: members.length, ...whole}});
};

const printMembers = ({lock}: Bundle, printer: Printer): void => {
	const cellsOf = ({kind, arch, version, size, sha256, name}: Member): string[] => [
		t.kinds[kind],
		arch,
		version,
		sizeOf(size),
		sha256.slice(0, 12),
		name,
	];
	const {kind, arch, version, size, sha256, name} = t.columns;
	const rows = [[kind, arch, version, size, sha256, name], ...lock.members.map(cellsOf)];
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => cells(row[column]!))));
	rows.forEach((row, index) => {
		const member = lock.members[index - 1];
		const text = row.map((cell, column) => cell + ' '.repeat(widths[column]! - cells(cell))).join('  ');
		printer.line(text.trimEnd(), member && {member});
	});
};

/** Gives the exit code. */
export const push = async ({spec, folder}: Loaded, printer: Printer, {named, to}: {named: string | undefined; to: string | undefined}) => {
	const stop = new AbortController();
	process.once('SIGINT', () => stop.abort());
	try {
		const file = named === undefined ? bundleOf(spec, folder) : path.resolve(named);
		printer.line(t.pushing(file));
		let images = 0;
		const host = await pushBundle(file, spec, folder, {
			to,
			signal: stop.signal,
			onPushed: (reference, as, pushed) => {
				images++;
				printer.line(t.pushed(reference, as, pushed.sent, pushed.blobs, sizeOf(pushed.bytes)), {pushed: {reference, as, ...pushed}});
			},
		});
		printer.line(t.pushedAll(images, host));
		return exitCodes.done;
	} catch (error) {
		return stop.signal.aborted ? exitCodes.interrupted : reportError(printer, error);
	}
};

type Wish = {
	readonly output: string | undefined;
	readonly allowUnpinned: boolean;
	readonly packages: boolean;
	readonly pull: boolean;
	readonly named: string | undefined;
};

/** Gives the exit code. */
export const create = async (
	{spec, folder}: Loaded,
	printer: Printer,
	{output, allowUnpinned, packages, pull, named}: Wish,
): Promise<number> => {
	if (named !== undefined) {
		printer.error(t.noFileHere(named));
		return exitCodes.badInput;
	}
	const stop = new AbortController();
	process.once('SIGINT', () => stop.abort());
	try {
		printer.line(t.making);
		const file = await createBundle(spec, folder, {
			allowUnpinned,
			packages,
			pull,
			output,
			onPull: ({reference, arch}) => printer.line(t.pulling(reference, arch), {pulling: {reference, arch}}),
			onPassedOver: ({what, where, why}) => printer.line(texts.artifacts.passedOver(what, where, why), {passedOver: what, where, why}),
			signal: stop.signal,
		});
		await using bundle = await openBundle(file);
		printer.line(t.made(file));
		await printWhole(bundle, printer);
		return exitCodes.done;
	} catch (error) {
		return stop.signal.aborted ? exitCodes.interrupted : reportError(printer, error);
	}
};

/** Gives the exit code: 1 for a bundle that is not as it says, 2 when none is named. */
export const look = async (verb: 'verify' | 'list', file: string | undefined, json: boolean): Promise<number> => {
	const printer = makePrinter({json});
	if (file === undefined) {
		printer.error(t.whichFile(verb));
		return exitCodes.badInput;
	}
	try {
		await using bundle = await openBundle(file);
		if (verb === 'list') printMembers(bundle, printer);
		else {
			await verifyBundle(bundle);
			printer.line(t.verified(file));
		}
		await printWhole(bundle, printer);
		return exitCodes.done;
	} catch (error) {
		return reportError(printer, error);
	}
};
