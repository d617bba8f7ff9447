import {texts} from '../../texts/texts.ts';
import type {Rule} from './rule.ts';

const {reasons} = texts.spec;

/** What is said about a proxy that nothing names is a mistake. */
const address: Rule = ({httpProxy}) =>
	httpProxy !== undefined &&
	httpProxy.http === undefined &&
	httpProxy.https === undefined &&
	(httpProxy.credentials !== undefined || (httpProxy.no?.length ?? 0) > 0)
		? [{path: ['httpProxy', 'http'], reason: reasons.noProxyAddress, example: 'http://proxy.example.org:3128'}]
		: [];

export const httpProxyRules: readonly Rule[] = [address];
