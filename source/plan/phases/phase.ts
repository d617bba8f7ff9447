import type {Pki} from '../../catalog/certificate-types.ts';
import type {Place} from '../../catalog/place.ts';
import type {PodCidrs} from '../../spec/assign-pod-cidrs.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import type {Facts} from '../facts.ts';
import type {OwnManifest} from '../own-addons.ts';
import type {Binary, File, Step, Vars} from '../types.ts';

/** Files of the person's own that travel as they are. */
export type OwnFiles = {
	/** The text of `security.auditPolicy`, checked; there where that field is. */
	readonly auditPolicy?: string;
	/** The files that `addons` names, checked, in their order. */
	readonly manifests?: readonly OwnManifest[];
	/** By the host of a registry: who signed its certificate, in PEM. */
	readonly authorities?: Readonly<Record<string, string>>;
	/** By the name of an issuer: who signed the certificate of its ACME server, in PEM. */
	readonly acmeAuthorities?: Readonly<Record<string, string>>;
};

/** A place, with all that a phase's files are made of. */
export type Site = Place & {
	readonly pki: Pki;
	readonly podCidrs: PodCidrs;
	readonly own: OwnFiles;
	/** What is known of every host, by name. */
	readonly found: Readonly<Record<string, Facts>>;
};

/** One phase as a row: which hosts, what lies there afterwards, and the values its script gets. The script has the same id. */
export type Phase = Pick<Step, 'id' | 'title' | 'again'> & {
	readonly hold?: (spec: ClusterSpec) => Step['hold'];
	readonly hosts: (spec: ClusterSpec) => readonly Host[];
	readonly files?: (site: Site) => readonly File[];
	readonly binaries?: (site: Site) => readonly Binary[];
	readonly vars?: (site: Site) => Vars;
};

/** As artifacts name it; what nobody looked at is taken for amd64. */
export const archOf = ({facts}: Pick<Site, 'facts'>): string => facts?.arch ?? 'amd64';

export const file = (path: string, content: string, mode = 0o644): File => ({path, content, mode, owner: 'root:root'});
