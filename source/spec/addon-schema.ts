import * as z from 'zod';
import {textsIn} from '../texts/texts.ts';
import {ingressPorts, nfsEnds} from './addon-types.ts';
import {fields as text} from './fields.ts';

// The JSON Schema is a published file, in one language.
const about = textsIn('en').spec.fields;

const port = z.int().min(1).max(65_535);

export const ownPair = z.strictObject({
	certificate: text.servingCertificateFile.describe(about.ownPairCertificate),
	key: text.servingKeyFile.describe(about.ownPairKey),
});

const nodePort = (port: number) => z.int().min(1).max(65_535).default(port);

const issuer = z.strictObject({
	name: text.issuerName.describe(about.issuerName),
	selfSigned: z.literal(true).describe(about.issuerSelfSigned).exactOptional(),
	ca: ownPair.describe(about.issuerCa).exactOptional(),
	acme: z
		.strictObject({
			server: text.acmeServer.describe(about.acmeServer),
			ca: text.acmeCa.describe(about.acmeCa).exactOptional(),
			email: text.email.describe(about.acmeEmail).exactOptional(),
			ingressClass: text.ingressClass.default('traefik').describe(about.acmeClass),
		})
		.meta({description: about.issuerAcme, examples: [{server: 'https://acme.example.org/directory'}]})
		.exactOptional(),
});

/** Told apart by `kind`, which a file need not have. */
export const addon = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('metrics-server').describe(about.metricsServer),
		replicas: z.int().min(1).max(9).default(1).describe(about.metricsReplicas),
	}),
	z.strictObject({
		kind: z.literal('traefik').describe(about.traefik),
		domain: text.appDomain.describe(about.traefikDomain),
		replicas: z
			.int()
			.min(1)
			.max(99)
			.meta({description: about.traefikReplicas, examples: [2]})
			.exactOptional(),
		defaultClass: z.boolean().default(false).describe(about.defaultClass),
		nodePorts: z
			.strictObject({
				http: nodePort(ingressPorts.http).describe(about.nodePortHttp),
				https: nodePort(ingressPorts.https).describe(about.nodePortHttps),
			})
			.prefault({})
			.describe(about.nodePorts),
		tls: ownPair.describe(about.traefikTls).exactOptional(),
	}),
	z.strictObject({
		kind: z.literal('headlamp').describe(about.headlamp),
		host: text.appHost.describe(about.headlampHost).exactOptional(),
		nodePort: port.meta({description: about.headlampPort, examples: [30_466]}).exactOptional(),
	}),
	z.strictObject({
		kind: z.literal('nfs').describe(about.nfs),
		server: text.nfsServer.describe(about.nfsServer),
		path: text.exportPath.describe(about.nfsPath),
		name: text.className.default('nfs').describe(about.nfsName),
		default: z.boolean().default(false).describe(about.nfsDefault),
		onDelete: z.enum(nfsEnds).default('archive').describe(about.nfsOnDelete),
	}),
	z.strictObject({
		kind: z.literal('cert-manager').describe(about.certManager),
		issuers: z
			.array(issuer)
			.default([])
			.meta({description: about.issuers, examples: [[{name: 'office', ca: {certificate: './office-ca.crt', key: './office-ca.key'}}]]}),
	}),
	z.strictObject({kind: z.literal('file').exactOptional(), file: text.manifestFile.describe(about.addonFile)}),
]);
