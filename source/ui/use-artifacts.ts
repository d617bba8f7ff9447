import {useEffect, useState} from 'react';
import type {Actions, ArtifactProgress} from './actions.ts';

/** How far the preparation behind the screens has come. */
export function useArtifacts({artifacts}: Actions): ArtifactProgress | undefined {
	const [progress, setProgress] = useState<ArtifactProgress>();
	useEffect(() => artifacts?.(setProgress), [artifacts]);
	return progress;
}
