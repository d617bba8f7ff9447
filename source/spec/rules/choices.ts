import semver from 'semver';
import {texts} from '../../texts/texts.ts';
import {family} from '../network.ts';
import {known, type Rule} from './rule.ts';

const {reasons} = texts.spec;

/** kube-proxy has nftables without a feature gate from here on. */
const nftablesSince = '1.31';

const proxyMode: Rule = ({kubernetes, proxy}) =>
	kubernetes !== undefined && proxy?.mode === 'nftables' && semver.lt(kubernetes, `${nftablesSince}.0`)
		? [{path: ['proxy', 'mode'], reason: reasons.nftablesVersion(kubernetes, nftablesSince), example: 'iptables'}]
		: [];

/** Pod Security admission is there from here on. */
const podSecuritySince = '1.23';

const podSecurity: Rule = ({kubernetes, security}) =>
	kubernetes !== undefined &&
	(security?.podSecurity === 'baseline' || security?.podSecurity === 'restricted') &&
	semver.lt(kubernetes, `${podSecuritySince}.0`)
		? [{path: ['security', 'podSecurity'], reason: reasons.podSecurityVersion(kubernetes, podSecuritySince), example: 'none'}]
		: [];

const auditPolicy: Rule = ({security}) => {
	const path = ['security', 'auditPolicy'];
	if (security?.audit === 'policy')
		return security.auditPolicy === undefined ? [{path, reason: reasons.auditNeedsPolicy, example: './audit-policy.yaml'}] : [];
	return security?.audit !== undefined && security.auditPolicy !== undefined
		? [{path, reason: reasons.policyUnused(security.audit), example: 'audit: policy'}]
		: [];
};

/** Services have their families in today's form from here on, and a kubelet may be told two addresses; the gate is opened for it until 1.21. */
const dualStackSince = '1.20';

const dualStack: Rule = ({kubernetes, network}) =>
	kubernetes === undefined || !semver.lt(kubernetes, `${dualStackSince}.0`)
		? []
		: (['pods', 'services'] as const)
				.filter(kind => new Set(known(network?.[kind]).map(family)).size > 1)
				.map(kind => ({path: ['network', kind, 1], reason: reasons.dualStackVersion(kubernetes, dualStackSince)}));

const lifetimes: Rule = ({pki}) =>
	pki?.days !== undefined && pki.caDays !== undefined && pki.days > pki.caDays
		? [{path: ['pki', 'days'], reason: reasons.daysOverCa(pki.days, pki.caDays), example: `${pki.caDays}`}]
		: [];

/** One authority stands for all three: an own one for a part of them would never be used. */
const ownAuthorities: Rule = ({pki}) =>
	pki?.authorities === 'one'
		? (['etcd-ca', 'front-proxy-ca'] as const)
				.filter(id => pki.own?.[id] !== undefined)
				.map(id => ({path: ['pki', 'own', id], reason: reasons.ownUnused(id), example: 'authorities: three'}))
		: [];

const sources: Rule = ({artifacts}) => [
	...(artifacts?.from === 'folder' && artifacts.path === undefined
		? [{path: ['artifacts', 'path'], reason: reasons.fromNeeds('folder'), example: './artifacts'}]
		: []),
	...(artifacts?.from === 'bundle' && artifacts.path === undefined
		? [{path: ['artifacts', 'path'], reason: reasons.fromNeeds('bundle'), example: './production.tar'}]
		: []),
	...(artifacts?.from === 'mirror' &&
	artifacts.url === undefined &&
	artifacts.preset === 'none' &&
	Object.values(artifacts.mirrors ?? {}).every(bases => bases === undefined)
		? [{path: ['artifacts', 'url'], reason: reasons.fromNeeds('mirror'), example: 'https://mirror.example.org'}]
		: []),
];

export const choiceRules: readonly Rule[] = [proxyMode, podSecurity, auditPolicy, dualStack, lifetimes, ownAuthorities, sources];
