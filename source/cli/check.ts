import {checkHosts} from '../run/check-hosts.ts';
import type {Loaded} from '../run/load-spec.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {judgeFindings} from './judge-findings.ts';
import type {Printer} from './print.ts';
import {runScript} from './run-script.ts';

/** Looks at every host and says what stands in the way. */
export const check = async ({spec, folder}: Loaded, printer: Printer, acceptHostKeys: boolean): Promise<number> => {
	if (acceptHostKeys) {
		const code = await runScript('host-keys', ['--cluster', folder.spec], printer, printer.event);
		if (code !== 0) return exitCodes.failed;
	}
	const code = judgeFindings(printer, await checkHosts(folder, {keep: false}));
	if (code === exitCodes.done) printer.line(texts.cli.checked(spec.hosts.length));
	return code;
};
