import {signsRequests} from '../catalog/topology.ts';
import type {Loaded} from '../run/load-spec.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {type Printer, printRequests} from './print.ts';
import {runScript} from './run-script.ts';

/** Lists the requests of kubelets, or decides about them. */
export const csr = async ({spec, folder}: Loaded, printer: Printer, verb: string, names: readonly string[]): Promise<number> => {
	if (!signsRequests(spec)) printer.line(texts.cli.note(texts.run.notes.noRequests), {note: texts.run.notes.noRequests});
	if (verb === 'deny' && names.length === 0) {
		printer.error(texts.cli.denyWhom);
		return exitCodes.badInput;
	}
	return runScript('csr', ['--cluster', folder.spec, verb, ...names], printer, event => {
		if (event.type !== 'signing-requests') printer.event(event);
		else if (verb === 'list') printRequests(printer, event.requests);
	});
};
