const units: Readonly<Record<string, number>> = {kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30};

/** Bytes a second of a text like `10MB/s`, `1.5 MiB/s`; undefined for anything else, and for less than a kilobyte. */
export const bytesPerSecond = (text: string): number | undefined => {
	const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kMG]B|[KMG]iB)\/s$/.exec(text) ?? [];
	const rate = Math.round(Number(number) * (units[unit] ?? 0));
	return rate >= 1000 ? rate : undefined;
};
