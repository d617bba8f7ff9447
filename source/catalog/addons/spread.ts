/** Keeps pods of these labels apart: each on a node of its own, where there are enough; else as far as it goes. */
export const spread = (labels: Readonly<Record<string, string>>, enough: boolean) => {
	const term = {labelSelector: {matchLabels: labels}, topologyKey: 'kubernetes.io/hostname'};
	return enough
		? {requiredDuringSchedulingIgnoredDuringExecution: [term]}
		: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: term}]};
};
