import type {Artifact, Sum} from '../../catalog/artifact-types.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, type ArtifactErrorKind, explain, isLocal} from './artifact-error.ts';
import {sumFileNames} from './sum-file.ts';

const t = texts.artifacts;

/** The file is not there; another place may have it. */
export const absent = ({file}: Artifact, places: readonly string[], why: string = t.noFile): ArtifactError =>
	new ArtifactError(
		places.map(where => ({what: file, where, why, next: t.nextMissing})),
		{kind: 'absent'},
	);

/** The bytes are not those that were published. In a person's own folder that is final: they shall look. */
export const wrongSum = (
	{file}: Artifact,
	where: string,
	actual: string,
	{algorithm, value, source}: Sum,
	{next, kind}: {next: string; kind: ArtifactErrorKind} = {next: t.nextWrongSum, kind: 'wrong'},
): ArtifactError => new ArtifactError([{what: file, where, why: t.wrongSum(algorithm, actual, value, source), next}], {kind});

/** The file is there, but nothing says what it should be; elsewhere a sum may lie beside it. */
export const noSum = (artifact: Artifact, where: string, text?: string): ArtifactError => {
	const why = text === undefined ? t.noSumBeside(sumFileNames(artifact)) : t.noSumInFile(artifact.file);
	return new ArtifactError([{what: artifact.file, where, why, next: t.nextWrongSum}], {kind: 'absent'});
};

/**
 * An error of the system or the network. When the other end is the reason, the next place is asked.
 * @param proxy what stands between here and there
 */
export const failed = ({file}: Artifact, where: string, error: unknown, proxy?: string): ArtifactError => {
	if (error instanceof ArtifactError) return error;
	const {why, next} = explain(error);
	const kind = isLocal(error) ? 'final' : 'absent';
	const reason = proxy === undefined || kind === 'final' ? {why, next} : {why: t.through(proxy, why), next: t.nextProxy};
	return new ArtifactError([{what: file, where, ...reason}], {kind, cause: error});
};
