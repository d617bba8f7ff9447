import {readHostsFile} from './hosts-file.ts';
import {finish, type Imported, type Raw} from './imported.ts';
import {isInventoryIni, readInventoryIni} from './inventory-ini.ts';
import {isInventoryYaml, readInventoryYaml} from './inventory-yaml.ts';
import {isSshConfig, readSshConfig} from './ssh-config.ts';

export const importFormats = ['inventory-yaml', 'inventory-ini', 'ssh-config', 'hosts-file'] as const;
export type ImportFormat = (typeof importFormats)[number];

type Reader = {readonly format: ImportFormat; readonly is: (text: string) => boolean; readonly read: (text: string) => readonly Raw[]};

/** The first that knows the text again reads it; what nobody knows is taken for lines of addresses and names. */
const readers: readonly Reader[] = [
	{format: 'inventory-yaml', is: isInventoryYaml, read: readInventoryYaml},
	{format: 'inventory-ini', is: isInventoryIni, read: readInventoryIni},
	{format: 'ssh-config', is: isSshConfig, read: readSshConfig},
	{format: 'hosts-file', is: () => true, read: readHostsFile},
];

export type Import = {readonly format: ImportFormat; readonly hosts: readonly Imported[]};

export const formatOf = (text: string): ImportFormat => readers.find(({is}) => is(text))!.format;

/** The hosts in a text of a format that is told by its content: ssh's configuration, a hosts file, an Ansible inventory. Never throws. */
export const readImport = (text: string): Import => {
	const {format, read} = readers.find(({is}) => is(text))!;
	return {format, hosts: finish(read(text))};
};
