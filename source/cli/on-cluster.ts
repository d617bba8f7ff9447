import type {Command} from 'commander';
import type {Loaded} from '../run/load-spec.ts';
import {texts} from '../texts/texts.ts';
import type {Printer} from './print.ts';

/** Options that every command on a cluster has. */
export type Common = {readonly file: string; readonly json?: boolean; readonly verbose?: boolean};

/** A command on a cluster: it is given the cluster's file. */
export const addCommand = (program: Command, name: string, description: string): Command => {
	const {options} = texts.cli;
	return program
		.command(name)
		.description(description)
		.option('-f, --file <file>', options.file, 'cluster.yaml')
		.option('--json', options.json);
};

/** Loads the spec and does the work; the exit code is the work's, or 2 with every problem of the spec. */
export const onCluster = async (given: Common, work: (loaded: Loaded, printer: Printer) => Promise<number>): Promise<void> => {
	const {withSpec} = await import('./with-spec.ts');
	process.exitCode = await withSpec(given, work);
};
