export const start = {
	question: 'What do you want to do?',
	new: (directory: string) => `Make a new cluster, kept in ${directory}`,
	rehearse: 'Rehearse: five hosts made on this machine, and a cluster on them',
	quit: 'Leave',
	keys: '↑↓ move   Enter choose   q quit',
};
