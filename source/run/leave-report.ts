import {renameSync, writeFileSync} from 'node:fs';

/** Writes a run's report whole. Nobody is there to be told why it cannot be written, and no run fails for its report: `kinstall report` makes it again. */
export const leaveReport = (file: string, report: string): void => {
	const temporary = `${file}.new-${process.pid}`;
	try {
		writeFileSync(temporary, report, {mode: 0o600});
		renameSync(temporary, file);
	} catch {}
};
