import {useEffect, useState} from 'react';
import type {Actions} from '../actions.ts';
import {useRun} from '../use-run.ts';
import {RequestsScreen} from './requests.tsx';

type Props = {
	readonly watch: NonNullable<Actions['watchRequests']>;
	readonly back: (() => void) | undefined;
};

/** The requests of a standing cluster, with no install beside them: renewals come months later. The watch ends with the screen. */
export function LiveRequests({watch, back}: Props) {
	const [given] = useState(watch);
	const {state} = useRun(given);
	const [trouble, setTrouble] = useState<string>();
	useEffect(() => given.events(event => setTrouble(event.type === 'waiting' ? event.what : undefined)), [given]);
	useEffect(() => () => void given.stop(), [given]);
	return <RequestsScreen state={state} run={given} back={back} trouble={trouble} />;
}
