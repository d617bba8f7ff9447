import {useCallback, useEffect, useRef, useState} from 'react';
import type {ClusterStatus} from '../state/cluster-status.ts';
import type {Actions, Watch} from './actions.ts';

/** The newest status while `active`: looks begin when the screen is shown and end with it. What was seen stays when a look fails. */
export function useStatus(actions: Actions, active: boolean, first: ClusterStatus | undefined) {
	const [status, setStatus] = useState(first);
	const [failed, setFailed] = useState<string>();
	const [looking, setLooking] = useState(false);
	const watch = useRef<Watch>(undefined);
	useEffect(() => {
		if (!active) return;
		setLooking(true);
		watch.current = actions.watchStatus?.(news => {
			setLooking(false);
			if ('failed' in news) return setFailed(news.failed);
			setFailed(undefined);
			setStatus(news.status);
		});
		return () => {
			watch.current?.end();
			watch.current = undefined;
		};
	}, [actions, active]);
	const look = useCallback(() => {
		setLooking(true);
		watch.current?.look();
	}, []);
	return {status: status ?? first, failed, looking, look};
}
