import {signsRequests} from '../catalog/topology.ts';
import type {Loaded} from '../run/load-spec.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {type Printer, printRequests} from './print.ts';
import {runScript} from './run-script.ts';

/** Whether kubelets of this cluster ask for certificates at all. */
export const mayAsk = ({spec}: Loaded): boolean => signsRequests(spec);

/** Lists the requests of kubelets, or decides about them. */
export const csr = async (loaded: Loaded, printer: Printer, verb: string, names: readonly string[]): Promise<number> => {
	const {folder} = loaded;
	if (!mayAsk(loaded)) printer.line(texts.cli.note(texts.run.notes.noRequests), {note: texts.run.notes.noRequests});
	if (verb === 'deny' && names.length === 0) {
		printer.error(texts.cli.denyWhom);
		return exitCodes.badInput;
	}
	return runScript('csr', ['--cluster', folder.spec, verb, ...names], printer, event => {
		if (event.type !== 'signing-requests') printer.event(event);
		else if (verb === 'list') printRequests(printer, event.requests);
	});
};
