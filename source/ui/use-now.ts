import {useEffect, useState} from 'react';
import {usePlayback} from './use-playback.ts';

/** Milliseconds since 1970, renewed every second while `active`; of a recording, what its own clock shows. */
export function useNow(active: boolean): number {
	const [now, setNow] = useState(() => Date.now());
	const recorded = usePlayback()?.now;
	const ticks = active && recorded === undefined;
	useEffect(() => {
		if (!ticks) return;
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, [ticks]);
	return recorded ?? now;
}
