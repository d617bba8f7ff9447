/** A person's own manifests as they are applied: as they were written, comments and all, with kinstall's label on each object. */
import {type Document, isMap, isNode, type ParsedNode, parseAllDocuments, visit} from 'yaml';
import {addonLabel, rolloutOf} from '../catalog/addons.ts';
import {isEmpty, readManifests} from '../spec/manifests.ts';

/** The text of a file that `addons` names, checked. */
export type OwnManifest = {readonly file: string; readonly text: string};

export type OwnAddon = {
	/** Also the name of its file, and the value of its objects' label. */
	readonly id: string;
	readonly content: string;
	/** How many there are. */
	readonly objects: number;
	readonly rollouts: readonly string[];
};

/** Begins the id of each, so that none is taken for an addon of kinstall's. */
const ownPrefix = 'own-';

/** `./web/My App.yaml` is `own-my-app`, a second one `own-my-app-2`; a name without any such letter is `own-manifest`. */
const idsOf = (files: readonly string[]): string[] => {
	const taken = new Set<string>();
	return files.map(file => {
		const base = file.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '');
		const word = base
			.toLowerCase()
			.replaceAll(/[^a-z0-9]+/g, '-')
			.replace(/^-+/, '')
			.slice(0, 50)
			.replace(/-+$/, '');
		const slug = `${ownPrefix}${word || 'manifest'}`;
		const id = [slug, ...files.map((_, index) => `${slug}-${index + 2}`)].find(candidate => !taken.has(candidate))!;
		taken.add(id);
		return id;
	});
};

/** What an anchor holds is written where it is used: a label that metadata gets must not get into a selector. */
const expand = (document: Document): void => {
	visit(document, {
		Alias: (_, alias) => alias.resolve(document)!.clone() as ParsedNode,
	});
	visit(document, {
		Value: (_, node) => {
			delete node.anchor;
		},
	});
};

const label = (document: Document, id: string): void => {
	const path = ['metadata', 'labels'];
	if (isMap(document.getIn(path))) document.setIn([...path, addonLabel], id);
	else document.setIn(path, document.createNode({[addonLabel]: id}));
};

/** Every scalar is a text here, and is written as it was: kubectl reads another YAML, in which `0644` and `yes` mean something else. */
const labelled = (text: string, id: string): string =>
	[...parseAllDocuments(text, {schema: 'failsafe'})]
		.filter(document => isNode(document.contents) && !isEmpty(document))
		.map(document => {
			expand(document);
			label(document, id);
			// What parted it from the one before is written anew.
			document.directives!.docStart = null;
			return document.toString({lineWidth: 0});
		})
		.join('---\n');

/** One for each file, in its order. */
export const ownAddons = (manifests: readonly OwnManifest[]): OwnAddon[] => {
	const ids = idsOf(manifests.map(({file}) => file));
	return manifests.map(({file, text}, index) => {
		const read = readManifests(text, file);
		if ('problems' in read) throw new Error(`not checked: ${file}`);
		const objects = read.manifests.map(({object}) => ({
			...object,
			metadata: {...object.metadata, namespace: object.metadata.namespace ?? 'default'},
		}));
		const id = ids[index]!;
		return {id, content: labelled(text, id), objects: objects.length, rollouts: objects.flatMap(object => rolloutOf(object) ?? [])};
	});
};
