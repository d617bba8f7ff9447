import {allRecords, recordData, recordLines} from '../state/preview/plain.ts';
import type {Preview} from '../state/preview/preview.ts';

/** `kinstall plan --show`: the whole preview on standard output, as text or as one JSON object a line. */
export const showPlan = async (preview: Preview, json: boolean): Promise<void> => {
	for (const record of allRecords(preview)) {
		const text = json ? JSON.stringify(recordData(record)) : recordLines(record);
		// Whoever reads slowly, as a pager does, must not fill our memory.
		if (!process.stdout.write(`${text}\n`)) await new Promise(resolve => process.stdout.once('drain', resolve));
	}
};
