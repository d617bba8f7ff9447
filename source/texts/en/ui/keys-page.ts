/** The page of all keys. */
export const keysPage = {
	title: 'Keys',
	made: 'Made of the table of keys in `source/ui/keys.ts` by `node scripts/make-keys-page.ts`; not to be edited.',
	everywhere: 'On every screen',
	table: {keys: 'keys', what: 'what they do'},
	notes: [
		'The last lines of a screen show the keys of the moment, and `?` says what each of them does. A key that does nothing just now is dim there, and pressed it says why.',
		'No mouse is needed, and colour says nothing that is not said in words or signs, too.',
	],
	sections: {
		nodes: 'Nodes',
		'host-form': 'Nodes: the form of a host',
		import: 'Nodes: hosts from a file',
		network: 'Network',
		choices: 'Choices',
		preview: 'Preview',
		search: 'Preview: search',
		viewer: 'A text of its own, as a file or a certificate',
		check: 'Check',
		install: 'Install',
		requests: 'CSRs',
		'node-name': 'CSRs: the name of a node, to be typed',
		cluster: 'Cluster',
		confirm: 'A question',
		leave: 'Leaving while a run goes on',
	},
};
